"""What the sample office has done with its applications, as written in resources/samples."""

import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain

from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.identifiers import CaseId, LeafId
from app.models.plain import from_plain
from app.models.review import Score, Scores
from app.models.scheme import Scheme, parts
from app.resources import resource

NOT_SCORED = "-"


@dataclass(frozen=True, slots=True)
class SampleWork:
    """One evaluator's work on one submission. ``points`` are digits a criterion or gate."""

    case: CaseId
    submission: int
    evaluator: str
    points: dict[str, str]
    step: str
    outcome: Outcome | None = None
    reason: str = ""
    certify: tuple[str, ...] = ()
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> CaseRef:
        """The submission that is worked on."""
        return CaseRef(self.case, self.submission)

    def scores(self, scheme: Scheme) -> Scores:
        """Return points and comments by leaf."""
        digits = dict(
            chain.from_iterable(
                zip(leaves, self.points[name], strict=True)
                for name, leaves in _leaves(scheme).items()
            )
        )
        return {
            leaf: Score(
                None if digit == NOT_SCORED else Fraction(digit), self.comments.get(leaf, "")
            )
            for leaf, digit in digits.items()
        }


def sample_work() -> list[SampleWork]:
    """Return all work, in the order in which it is done."""
    text = resource("samples", "work.toml").read_text(encoding="utf-8")
    return [from_plain(each, SampleWork) for each in tomllib.loads(text)["work"]]


def _leaves(scheme: Scheme) -> dict[str, list[LeafId]]:
    gates = {str(gate.id): [gate.id] for gate in scheme.gates}
    return gates | {each.id: [leaf.id for leaf in parts(each)] for each in scheme.criteria}
