"""What a column can mean, in words: the choices of the sheet that imports a spreadsheet."""

from collections.abc import Iterator

from app.models.scheme import Criterion, Scheme
from app.wording import _, pick

EXTRA = "extra"
"""The choice of a column that is kept as it is, beside the form."""

Choice = tuple[str, str]
"""A place in the form, and its words."""


def place_words() -> dict[str, str]:
    """Return the words of every place with a fixed name, in the order they are offered."""
    return {
        "id": _("Application number"),
        "scheme": _("Label (rubric)"),
        "submission": _("Number of the submission"),
        "submitted_at": _("Sent in on"),
        "language": _("Language of the application"),
        "applicant.name": _("Applicant"),
        "applicant.email": _("Applicant: e-mail"),
        "applicant.id": _("Applicant: number"),
        "applicant.role": _("Applicant: role"),
        "school.name": _("School"),
        "school.country": _("School: country"),
        "school.city": _("School: town"),
        "school.id": _("School: number"),
        "school.official_name": _("School: official name"),
        "school.address": _("School: address"),
        "school.phone": _("School: telephone"),
        "school.head": _("School: head"),
        "school.registered_on": _("School: registered on"),
        "project.title": _("Project"),
        "project.id": _("Project: number"),
        "project.url": _("Project: address"),
        "project.started_on": _("Project: start"),
        "project.ended_on": _("Project: end"),
        "project.founders": _("Project: founders"),
        "project.partners": _("Project: partners"),
        "project.pupils": _("Project: number of pupils"),
        "project.pupil_ages": _("Project: age of the pupils"),
        "project.languages": _("Project: languages"),
        "preselection.active_teachers": _("Active teachers"),
        "preselection.quality_labels": _("Quality Labels of the school"),
        "preselection.label_valid_until": _("School Label valid until"),
        "head_declaration.signed_by": _("Declaration of the head: signed by"),
        "head_declaration.signed_on": _("Declaration of the head: signed on"),
        "head_declaration.evidence": _("Declaration of the head: file"),
        "evidence.links": _("Links as evidence"),
        "text_format": _("Format of the texts (plain or markdown)"),
    }


def choices(scheme: Scheme | None) -> list[Choice]:
    """Return what a column can mean; answers and declarations are those of the rubric."""
    first = [(EXTRA, _("Keep as another field")), ("", _("Leave out"))]
    fitting = [each for each in place_words().items() if scheme is None or _fits(each[0], scheme)]
    return [*first, *fitting, *(_of_rubric(scheme) if scheme else ())]


def _fits(place: str, scheme: Scheme) -> bool:
    of_school = place.startswith(("preselection.", "head_declaration."))
    of_project = place.startswith("project.")
    return not (of_project if scheme.is_for_school() else of_school)


def _of_rubric(scheme: Scheme) -> Iterator[Choice]:
    for rule in scheme.eligibility:
        if rule.kind == "declared":
            words = _("Declaration {id}: {name}").format(id=rule.id, name=pick(rule.names))
            yield f"declarations.{rule.rule or rule.id}", words
    for gate in scheme.gates:
        yield f"answers.{gate.id}.text", _("Answer: {name}").format(name=pick(gate.names))
    for criterion in scheme.criteria:
        yield from _of_criterion(criterion, scheme.is_for_school())


def _of_criterion(criterion: Criterion, for_school: bool) -> Iterator[Choice]:
    name = f"{criterion.id} {pick(criterion.names)}" if not for_school else pick(criterion.names)
    place = f"answers.{criterion.id}"
    yield f"{place}.text", _("Answer: {name}").format(name=name)
    if for_school:
        yield f"{place}.plan", _("Plan: {name}").format(name=name)
        for leaf in criterion.sub:
            words = _("Statement {id}: {name}").format(id=leaf.id, name=pick(leaf.names))
            yield f"{place}.statements.{leaf.id}", words
    yield f"{place}.evidence", _("Files for the answer: {name}").format(name=name)


def unlisted_words(place: str) -> str:
    """Return the words of a place that is not among the choices: the label is not chosen yet."""
    first, _point, rest = place.partition(".")
    if first == "answers":
        return _("Answer: {name}").format(name=rest.removesuffix(".text"))
    if first == "declarations":
        return _("Declaration {id}").format(id=rest)
    return place_words().get(place, place)
