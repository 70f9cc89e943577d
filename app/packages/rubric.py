"""Comparing the form with the scheme it names: known, every question answered, references."""

from collections.abc import Iterable, Mapping

from app.models.application import Answer, Application
from app.models.identifiers import SchemeId
from app.models.message import message
from app.models.plain import Plain
from app.models.scheme import Criterion, Scheme
from app.packages.findings import Findings
from app.wording import pick


def check_known(
    identifier: Plain, schemes: Mapping[SchemeId, Scheme] | None, findings: Findings
) -> None:
    """Report a scheme that is not installed."""
    if isinstance(identifier, str) and schemes is not None and identifier not in schemes:
        findings.error("application.scheme", "/scheme", message(
            "The scheme “{scheme}” is not installed here. Install it, or ask which label is meant.",
            scheme=identifier,
        ))  # fmt: skip


def check_scheme(application: Application, scheme: Scheme | None, findings: Findings) -> None:
    """Report open questions and references that lead nowhere.

    Without ``scheme`` only the references to evidence can be checked.
    """
    if scheme is not None:
        _check_answered(application, scheme, findings)
    _check_references(application, scheme, findings)


def _check_answered(application: Application, scheme: Scheme, findings: Findings) -> None:
    language = application.language
    for criterion in scheme.criteria:
        answers = [each for each in application.answers if _belongs(each, criterion)]
        if not any(_is_answered(each) for each in answers):
            _open_question(criterion.id, pick(criterion.names, language), findings)
        elif scheme.is_for_school():
            _check_statements(criterion, answers, language, findings)
    if scheme.is_for_school():
        _check_gates(application, scheme, findings)


def _belongs(answer: Answer, criterion: Criterion) -> bool:
    return answer.criterion in {criterion.id, *(leaf.id for leaf in criterion.sub)}


def _is_answered(answer: Answer) -> bool:
    texts = [answer.text, *answer.statements.values()]
    return any(text.strip() for text in texts)


def _open_question(place: str, title: str, findings: Findings) -> None:
    findings.warning("application.unanswered", place, message(
        "The question on “{title}” has no answer. Judge without it, or ask for it.", title=title
    ))  # fmt: skip


def _check_statements(
    criterion: Criterion, answers: list[Answer], language: str, findings: Findings
) -> None:
    said = {key for each in answers for key, text in each.statements.items() if text.strip()}
    for leaf in criterion.sub:
        if leaf.id not in said:
            _open_question(leaf.id, pick(leaf.names, language), findings)
    if not any((each.plan or "").strip() for each in answers):
        findings.warning("application.unanswered", criterion.id, message(
            "There is no plan for the next two years. Judge without it, or ask for it."
        ))  # fmt: skip


def _check_gates(application: Application, scheme: Scheme, findings: Findings) -> None:
    """The safety question is a gate with an answer; the declaration has a place of its own."""
    answered = {each.criterion for each in application.answers if _is_answered(each)}
    head = application.head_declaration
    for gate in scheme.gates:
        is_declaration = gate.id == "declaration" and head is not None
        if gate.id not in answered and not (is_declaration and head and head.evidence):
            _open_question(gate.id, pick(gate.names, application.language), findings)


def _check_references(application: Application, scheme: Scheme | None, findings: Findings) -> None:
    listed = {each.id for each in application.evidence}
    known = _known_ids(scheme)
    for place, identifier in _evidence_references(application):
        if identifier not in listed:
            text = message("It names the evidence “{id}”, which is not listed.", id=identifier)
            findings.warning("application.reference", place, text)
    for place, identifier in _criterion_references(application):
        if known is not None and identifier not in known:
            text = message("It names “{id}”, which the scheme does not have.", id=identifier)
            findings.warning("application.reference", place, text)


def _known_ids(scheme: Scheme | None) -> set[str] | None:
    if scheme is None:
        return None
    return {each.id for each in scheme.criteria} | {str(leaf.id) for leaf in scheme.leaves}


def _evidence_references(application: Application) -> Iterable[tuple[str, str]]:
    for number, answer in enumerate(application.answers):
        for index, identifier in enumerate(answer.evidence):
            yield f"/answers/{number}/evidence/{index}", identifier
    for number, note in enumerate(application.resubmission):
        if note.evidence is not None:
            yield f"/resubmission/{number}/evidence", note.evidence
    head = application.head_declaration
    if head is not None and head.evidence is not None:
        yield "/head_declaration/evidence", head.evidence


def _criterion_references(application: Application) -> Iterable[tuple[str, str]]:
    for number, answer in enumerate(application.answers):
        if answer.criterion:
            yield f"/answers/{number}/criterion", answer.criterion
        for statement in answer.statements:
            yield f"/answers/{number}/statements/{statement}", statement
    for number, evidence in enumerate(application.evidence):
        for index, identifier in enumerate(evidence.criteria):
            yield f"/evidence/{number}/criteria/{index}", identifier
    for number, note in enumerate(application.resubmission):
        yield f"/resubmission/{number}/criterion", note.criterion
