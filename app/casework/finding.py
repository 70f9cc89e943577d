"""Finding words: in one application, wherever they stand; and in all, by the index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.casework.context import lines_of
from app.casework.queue import FINISHED
from app.models.case import QueueRow
from app.models.finding import FoundCase, Line, Passage, Where
from app.models.folding import FoldedText, folded
from app.models.identifiers import CaseId
from app.models.terms import Place, Term, places, terms, words_of
from app.storage import WordIndex
from app.storage.passages import KINDS, kind_of_owner, serial_of

MOST_LINES = 300
CASES_AT_ONCE = 40
LINES_OF_CASE = 5
EVERYWHERE = frozenset(Where)


@dataclass(frozen=True, slots=True)
class FoundHere:
    """Places in one application; ``more`` are not listed."""

    lines: tuple[Line, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class FoundEverywhere:
    """The first cases that have everything asked for; ``total`` is how many there are."""

    cases: tuple[FoundCase, ...] = ()
    total: int = 0


class Here:
    """The texts of one application, folded once for all that is asked of them.

    A place has every word asked for in one answer, page or comment; words are also found in the
    middle of longer ones, so that nothing that is there seems not to be.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._texts = [(passage, FoldedText(passage.text)) for passage in passages]

    def find(self, question: str) -> FoundHere:
        """Return the places in the order of the passages."""
        wanted = terms(question, typing=True)
        lines: list[Line] = []
        more = 0
        for passage, text in self._texts if wanted else ():
            found = lines_of(passage, text, places(text, wanted, inside=True))
            for line in found:
                if len(lines) < MOST_LINES:
                    lines.append(line)
                else:
                    more += 1
        return FoundHere(tuple(lines), more)


class Everywhere:
    """Finds applications by their words; reads who has which file once until told otherwise."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._holders: tuple[dict[int, str], dict[int, list[tuple[int, str]]]] | None = None

    def renew(self) -> None:
        """Read anew who has which file: a case was taken in or forgotten."""
        self._holders = None

    def find(
        self,
        question: str,
        rows: Sequence[QueueRow],
        evaluator: str = "",
        kinds: frozenset[Where] = EVERYWHERE,
        *,
        typing: bool = False,
        most: int = CASES_AT_ONCE,
    ) -> FoundEverywhere:
        """Return those of the rows, in their order, whose case has every word somewhere.

        Of comments only the evaluator's own count, and those of decided cases.
        """
        wanted = terms(question, typing=typing)
        if not wanted:
            return FoundEverywhere()
        owners = self._owners_by_case(wanted, kinds)
        hits = [row for row in rows if row.id.lower() in owners]
        found: list[FoundCase] = []
        seen = 0
        for row in hits:
            if len(found) >= most:
                break
            seen += 1
            case = self._case(row, owners[row.id.lower()], wanted, evaluator)
            found += [case] if case.lines else []
        return FoundEverywhere(tuple(found), len(hits) - seen + len(found))

    def _owners_by_case(
        self, wanted: Sequence[Term], kinds: frozenset[Where]
    ) -> dict[str, set[tuple[int, str]]]:
        """Return for each case that has all terms the owners of its passages with any of them."""
        by_term = [self._owners_of(term, kinds) for term in wanted]
        common = set.intersection(*(set(each) for each in by_term))
        return {key: set().union(*(each[key] for each in by_term)) for key in common}

    def _owners_of(
        self, term: Term, kinds: frozenset[Where]
    ) -> dict[str, set[tuple[int, str]]]:  # fmt: skip
        if self._holders is None:
            self._holders = self._index.holders()
        keys, held = self._holders
        found: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for owner in self._index.owners(term, kinds):
            serial = serial_of(owner)
            is_file = kind_of_owner(owner) is Where.EVIDENCE
            for case, evidence in held.get(serial, ()) if is_file else [(serial, "")]:
                if case in keys:
                    found[keys[case]].add((owner, evidence))
        return found

    def _case(
        self, row: QueueRow, owners: set[tuple[int, str]], wanted: Sequence[Term], evaluator: str
    ) -> FoundCase:
        lines: list[Line] = []
        for line in self._lines(row, owners, wanted, evaluator):
            lines.append(line)
            if len(lines) > LINES_OF_CASE:
                break
        return FoundCase(row.id, tuple(lines[:LINES_OF_CASE]), max(0, len(lines) - LINES_OF_CASE))

    def _lines(
        self, row: QueueRow, owners: set[tuple[int, str]], wanted: Sequence[Term], evaluator: str
    ) -> Iterator[Line]:
        for owner, evidence in sorted(owners, key=_by_kind):
            for passage in self._index.passages(owner, wanted, evidence, LINES_OF_CASE + 1):
                if passage.where is Where.COMMENT and not _may_see(passage, row, evaluator):
                    continue
                text = FoldedText(passage.text)
                yield from lines_of(passage, text, _any_places(text, wanted))


def _by_kind(owner: tuple[int, str]) -> tuple[int, str, int]:
    return owner[0] % len(KINDS), owner[1], owner[0]


def _any_places(text: FoldedText, wanted: Sequence[Term]) -> list[Place]:
    return sorted({place for term in wanted for place in places(text, (term,))})


def _may_see(comment: Passage, row: QueueRow, evaluator: str) -> bool:
    """Nobody reads another evaluator's comments before there is a decision."""
    return comment.by == evaluator or row.status in FINISHED


def cases_with(index: WordIndex, text: str) -> dict[str, frozenset[str]]:
    """Return for each word of the text the keys of cases in whose evidence a word begins so."""
    keys, held = index.holders()
    found: dict[str, frozenset[str]] = {}
    for word in folded(text).split():
        parts = tuple(words_of(word))
        term = Term(parts, begins=True)
        owners = index.owners(term, frozenset({Where.EVIDENCE})) if parts else frozenset()
        files = (held.get(serial_of(owner), ()) for owner in owners)
        found[word] = frozenset(
            CaseId(keys[case]) for file in files for case, _evidence in file if case in keys
        )
    return found
