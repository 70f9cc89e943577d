"""Finding words: in one application, wherever they stand; and in all, by the index."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.casework.context import lines_of
from app.casework.queue import FINISHED
from app.models.case import QueueRow
from app.models.finding import FoundCase, Line, Passage, Where
from app.models.folding import FoldedText
from app.models.terms import Place, Term, asked, places, terms, words_of
from app.storage import WordIndex

MOST_LINES = 300
CASES_AT_ONCE = 40
LINES_OF_CASE = 5
PASSAGES_OF_CASE = 12
EVERYWHERE = frozenset(Where)


@dataclass(frozen=True, slots=True)
class FoundHere:
    """Places in one application; ``is_cut``: there are more than are listed."""

    lines: tuple[Line, ...] = ()
    is_cut: bool = False


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
        lines = list(islice(self._lines(wanted), MOST_LINES + 1)) if wanted else []
        return FoundHere(tuple(lines[:MOST_LINES]), len(lines) > MOST_LINES)

    def _lines(self, wanted: Sequence[Term]) -> Iterator[Line]:
        for passage, text in self._texts:
            yield from lines_of(passage, text, places(text, tuple(wanted), inside=True))


class Everywhere:
    """Finds applications by their words; knows which cases there are until told otherwise."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._keys: dict[int, str] | None = None

    def renew(self) -> None:
        """Read the cases anew: one was taken in or forgotten."""
        self._keys = None

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
        keys = self._known_keys()
        common = frozenset.intersection(*(self._index.cases_with(each, kinds) for each in wanted))
        serials = {keys[serial]: serial for serial in common if serial in keys}
        fitting = [row for row in rows if row.id.lower() in serials]
        found: list[FoundCase] = []
        seen = 0
        for row in fitting:
            if len(found) >= most:
                break
            seen += 1
            lines = self._lines(row, serials[row.id.lower()], wanted, evaluator, kinds)
            some = list(islice(lines, LINES_OF_CASE + 1))
            more = len(some) > LINES_OF_CASE
            found += [FoundCase(row.id, tuple(some[:LINES_OF_CASE]), is_cut=more)] if some else []
        return FoundEverywhere(tuple(found), len(fitting) - seen + len(found))

    def _known_keys(self) -> dict[int, str]:
        if self._keys is None:
            self._keys = self._index.keys()
        return self._keys

    def _lines(
        self, row: QueueRow, serial: int, wanted: Sequence[Term], evaluator: str,
        kinds: frozenset[Where],
    ) -> Iterator[Line]:  # fmt: skip
        for passage in self._index.passages(serial, wanted, kinds, PASSAGES_OF_CASE):
            if passage.where is Where.COMMENT and not _may_see(passage, row, evaluator):
                continue
            text = FoldedText(passage.text)
            yield from lines_of(passage, text, _any_places(text, wanted))


def _any_places(text: FoldedText, wanted: Sequence[Term]) -> list[Place]:
    return sorted({place for term in wanted for place in places(text, (term,))})


def _may_see(comment: Passage, row: QueueRow, evaluator: str) -> bool:
    """Nobody reads another evaluator's comments before there is a decision."""
    return comment.by == evaluator or row.status in FINISHED


def cases_with(index: WordIndex, text: str) -> dict[str, frozenset[str]]:
    """Return for each word of the text the keys of cases in whose evidence a word begins so.

    A phrase in quotes stands there word for word.
    """
    keys = index.keys()
    found: dict[str, frozenset[str]] = {}
    for part in asked(text):
        words = tuple(words_of(part.text))
        term = part.phrase or Term(words, begins=True)
        serials = index.cases_with(term, frozenset({Where.EVIDENCE})) if words else frozenset()
        found[part.text] = frozenset(keys[serial] for serial in serials if serial in keys)
    return found
