"""Which answers of a form stand under which tab of the description."""

from dataclasses import dataclass

from app.models.application import Answer, Application, Evidence
from app.models.identifiers import EvidenceId
from app.models.scheme import Criterion, Scheme
from app.ui.review.passages import visible
from app.wording import _, pick

FACTS = "facts"
GATES = "gates"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: short name, heading, its answers, and questions of the scheme without answer."""

    id: str
    name: str
    heading: str
    answers: tuple[Answer, ...] = ()
    is_unanswered: bool = False
    questions: tuple[str, ...] = ()


def tabs(scheme: Scheme, form: Application) -> tuple[Tab, ...]:
    """Return Facts, gates where the scheme has some, one per criterion, and what fits nowhere."""
    found = [Tab(FACTS, _("Facts"), _("Facts"))]
    left = list(form.answers)
    if scheme.gates:
        found.append(_gates_tab(_taken(left, {str(gate.id) for gate in scheme.gates})))
    found += [
        _criterion_tab(criterion, _taken(left, _ids(criterion))) for criterion in scheme.criteria
    ]
    if left:
        found.append(Tab(OTHER, _("Other"), _("Other answers"), tuple(left)))
    return tuple(found)


def _taken(left: list[Answer], ids: set[str]) -> tuple[Answer, ...]:
    """Take out of ``left`` the answers that belong to one of ``ids``."""
    mine = tuple(answer for answer in left if answer.criterion in ids)
    left[:] = [answer for answer in left if answer.criterion not in ids]
    return mine


def _ids(criterion: Criterion) -> set[str]:
    return {criterion.id, *(str(leaf.id) for leaf in criterion.sub)}


def _gates_tab(answers: tuple[Answer, ...]) -> Tab:
    # The head's declaration is a gate too, but a file of the form and not an answered question.
    return Tab(GATES, _("Basics"), _("Before all else"), answers, not answers)


def _criterion_tab(criterion: Criterion, answers: tuple[Answer, ...]) -> Tab:
    full = pick(criterion.names)
    questions = tuple(pick(each) for each in criterion.questions)
    name = pick(criterion.short_names) if criterion.short_names else full
    return Tab(criterion.id, name, full, answers, not answers, questions)


def evidence_name(evidence: Evidence) -> str:
    """Return what a file or link is called in a line of text: its file name, else its title."""
    if evidence.path:
        return visible(evidence.path.rsplit("/", maxsplit=1)[-1])
    return visible(evidence.title)


def named_evidence(form: Application, ids: tuple[EvidenceId, ...]) -> tuple[Evidence, ...]:
    """Return the listed evidence that an answer names; ids that are not listed are left out."""
    listed = {each.id: each for each in form.evidence}
    return tuple(listed[each] for each in ids if each in listed)
