"""The table of a letter: points, minimums, sentences, and what was looked for where."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from app.casework.pin_words import pin_sentence
from app.models.application import Application, Evidence
from app.models.assessment import Assessment
from app.models.identifiers import EvidenceId, LeafId
from app.models.letter import LetterRow
from app.models.message import Message
from app.models.review import Score, Scores
from app.models.scheme import Criterion, Leaf, Scheme, parts
from app.wording import pick


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows are made of; ``blocks`` are the sentences by part, ``opened`` what was read."""

    scheme: Scheme
    found: Assessment
    scores: Scores
    form: Application
    language: str
    blocks: dict[LeafId, str] = field(default_factory=dict)
    opened: frozenset[EvidenceId] = frozenset()

    def rows(self) -> Iterator[LetterRow]:
        """Yield gates, then each criterion with its parts."""
        met = {each.id: each.met for each in self.found.gates}
        for gate in self.scheme.gates:
            yield self._leaf(gate, gate.id, met.get(gate.id), falls_short=met.get(gate.id) is False)
        results = {each.id: each for each in self.found.criteria}
        for criterion in self.scheme.criteria:
            yield self._group(criterion)
            is_low = results[criterion.id].met is False
            for leaf in criterion.sub:
                is_short = met.get(leaf.id) is False or (is_low and not self._is_full(leaf.id))
                is_short = is_short or (self._misses_total() and self._is_weak(leaf.id))
                yield self._leaf(leaf, criterion.id, met.get(leaf.id), falls_short=is_short)

    def _group(self, criterion: Criterion) -> LetterRow:
        result = next(each for each in self.found.criteria if each.id == criterion.id)
        row = LetterRow(
            _named(criterion.id, pick(criterion.names, self.language)),
            result.points, result.maximum, result.minimum, result.met, is_group=True,
        )  # fmt: skip
        if criterion.sub:
            return row
        leaf = parts(criterion)[0]
        said = self.scores.get(leaf.id, Score())
        row = replace(
            row, comment=said.comment, block=self.blocks.get(leaf.id, ""),
            places=self._places(said), leaf=leaf.id,
        )  # fmt: skip
        return self._helped(row, leaf, criterion.id) if result.met is False else row

    def _leaf(
        self, leaf: Leaf, criterion: str, met: bool | None, *, falls_short: bool
    ) -> LetterRow:
        score = self.scores.get(leaf.id, Score())
        points = score.points if isinstance(score.points, Fraction) else None
        maximum = self.scheme.scale.max
        row = LetterRow(
            _named(leaf.id, pick(leaf.names, self.language)), points, maximum,
            leaf.minimum.of(maximum) if leaf.minimum else None, met, score.comment,
            block=self.blocks.get(leaf.id, ""), places=self._places(score), leaf=leaf.id,
        )  # fmt: skip
        return self._helped(row, leaf, criterion) if falls_short else row

    def _places(self, score: Score) -> tuple[Message, ...]:
        return tuple(pin_sentence(pin, self.form, note=False) for pin in score.pins)

    def _is_full(self, leaf: LeafId) -> bool:
        return self.scores.get(leaf, Score()).points == self.scheme.scale.max

    def _misses_total(self) -> bool:
        least = self.found.minimum_total
        return least is not None and not self.found.open and self.found.total < least

    def _is_weak(self, leaf: LeafId) -> bool:
        """Tell whether at most half of the points were given: there a total is mended first."""
        points = self.scores.get(leaf, Score()).points
        return isinstance(points, Fraction) and 2 * points <= self.scheme.scale.max

    def _helped(self, row: LetterRow, leaf: Leaf, criterion: str) -> LetterRow:
        """Add what was looked for and where: the part of a letter that helps."""
        about = self._evidence(leaf.id, criterion)
        read = tuple(each.title for each in about if each.id in self.opened)
        return replace(
            row,
            looked_for=tuple(pick(each, self.language) for each in leaf.evidence or leaf.looks_for),
            looked_in=read,
            named=() if read else tuple(each.title for each in about),
        )

    def _evidence(self, leaf: LeafId, criterion: str) -> tuple[Evidence, ...]:
        """Evidence named for the part itself, else for its criterion."""
        own = tuple(each for each in self.form.evidence if leaf in each.criteria)
        if own:
            return own
        answers = (each for each in self.form.answers if each.criterion in {criterion, leaf})
        by_answer = {each for answer in answers for each in answer.evidence}
        return tuple(
            each for each in self.form.evidence
            if criterion in each.criteria or each.id in by_answer
        )  # fmt: skip


def _named(code: str, name: str) -> str:
    return f"{code} {name}" if code[:1].isdigit() else name
