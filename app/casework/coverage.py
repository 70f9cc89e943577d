"""Which sub-criteria are described, have evidence named for them, and are pinned."""

from dataclasses import dataclass

from app.models.application import Answer, Application
from app.models.identifiers import EvidenceId, LeafId
from app.models.review import Score, Scores
from app.models.scheme import Scheme, parts


@dataclass(frozen=True, slots=True)
class LeafCoverage:
    """One leaf: the answer that describes it, the evidence named for it, its pins.

    ``no_evidence``: the evaluator says that there is none, which is an answer too.
    """

    leaf: LeafId
    answer: str | None
    evidence: tuple[EvidenceId, ...]
    pins: int
    no_evidence: bool = False


def coverage(scheme: Scheme, form: Application, scores: Scores) -> tuple[LeafCoverage, ...]:
    """Return every leaf in the scheme's order; an answer to a criterion covers all its leaves."""
    found = [_leaf(gate.id, frozenset({str(gate.id)}), form, scores) for gate in scheme.gates]
    for criterion in scheme.criteria:
        for leaf in parts(criterion):
            names = frozenset({criterion.id, str(leaf.id)})
            found.append(_leaf(leaf.id, names, form, scores))
    return tuple(found)


def _leaf(leaf: LeafId, names: frozenset[str], form: Application, scores: Scores) -> LeafCoverage:
    answers = [each for each in form.answers if each.criterion in names]
    score = scores.get(leaf, Score())
    own = next((each.id for each in answers if each.criterion == leaf and each.text.strip()), None)
    answer = own or next((each.id for each in answers if _describes(each, leaf)), None)
    listed = {each.id for each in form.evidence}
    named = [each.id for each in form.evidence if names & set(each.criteria)]
    named += [name for each in answers for name in each.evidence if name in listed]
    return LeafCoverage(
        leaf, answer, tuple(dict.fromkeys(named)), len(score.pins), score.no_evidence
    )


def _describes(answer: Answer, leaf: LeafId) -> bool:
    """Tell whether an answer has words for a leaf; where it has statements, that one counts."""
    if answer.statements:
        return bool(answer.statements.get(leaf, "").strip())
    return bool(answer.text.strip())
