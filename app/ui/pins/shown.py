"""Pins as the window shows them: with badge, colour, sentence, and whether they still hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.models.case import Submission
from app.models.identifiers import EvidenceId, LeafId
from app.models.review import Pin, Scores
from app.models.scheme import Leaf, Scheme, parts
from app.wording import pick, say


@dataclass(frozen=True, slots=True)
class ShownPin:
    """One pin. ``hue``: the criterion's place in the scheme, -1 for a gate.

    ``evidence`` is where its bytes are now, None where they are not; ``warning`` says why.
    """

    leaf: LeafId
    index: int
    pin: Pin
    code: str
    hue: int
    name: str
    sentence: str
    warning: str = ""
    evidence: EvidenceId | None = None

    @property
    def badge(self) -> str:
        """The few letters on a mark: sub-criterion and number, as ``1b·2``."""
        return f"{self.code}·{self.index + 1}"

    @property
    def spoken(self) -> str:
        """The pin as one text for tool tips and screen readers."""
        said = (f"{self.badge} {self.name}", self.sentence, self.pin.note, self.warning)
        return "\n".join(part for part in said if part)


def shown_pins(
    scheme: Scheme, scores: Scores, submission: Submission, known: Iterable[ShownPin] = ()
) -> tuple[ShownPin, ...]:
    """Return every pin of somebody's scores, in the scheme's order.

    ``known``: those of the same submission that were made before; what is there is not made anew.
    """
    there = {(each.leaf, each.index, each.pin): each for each in known}
    hues = hues_of(scheme)
    return tuple(
        there.get((leaf.id, index, pin)) or _shown(leaf, index, pin, hues[leaf.id], submission)
        for leaf, index, pin in _in_order(scheme, scores)
    )


def _in_order(scheme: Scheme, scores: Scores) -> Iterator[tuple[Leaf, int, Pin]]:
    for leaf in scheme.leaves:
        score = scores.get(leaf.id)
        for index, pin in enumerate(score.pins if score else ()):
            yield leaf, index, pin


def _shown(leaf: Leaf, index: int, pin: Pin, hue: int, submission: Submission) -> ShownPin:
    from app.casework.pin_words import pin_sentence, state_words  # noqa: PLC0415  behind the window
    from app.casework.pins import state, where  # noqa: PLC0415

    warning = state_words(state(pin, submission))
    sentence = pin_sentence(pin, submission.application, note=False, question=False)
    return ShownPin(
        leaf.id, index, pin, short_code(leaf.id), hue, pick(leaf.names), say(sentence),
        say(warning) if warning else "", where(pin, submission),
    )  # fmt: skip


def hues_of(scheme: Scheme) -> dict[LeafId, int]:
    """Return each leaf's colour: that of its criterion."""
    found = {gate.id: -1 for gate in scheme.gates}
    for hue, criterion in enumerate(scheme.criteria):
        found |= {leaf.id: hue for leaf in parts(criterion)}
    return found


def short_code(leaf: str) -> str:
    """Return an id that is a code as it is, a longer one by its first letter and number."""
    if len(leaf) <= 4:
        return leaf
    return leaf[0].upper() + "".join(filter(str.isdigit, leaf))
