"""What the form asks for, section by section, with the words of the window's language."""

from dataclasses import dataclass
from enum import StrEnum

from app.models.scheme import Criterion, EligibilityRule, Leaf, RuleKind, Scheme
from app.wording import _, pick


class Kind(StrEnum):
    """How a part is typed in."""

    LINE = "line"
    NUMBER = "number"
    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    INSTANT = "instant"
    COUNTRY = "country"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    LEAF = "leaf"
    YES_NO = "yes-no"
    EVIDENCE = "evidence"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its place in the form as a JSON Pointer, and what is said of it.

    ``columns`` are the fields of each row of a list; their pointers are keys of the row.
    """

    pointer: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    needed: bool = False
    is_long: bool = False
    columns: tuple["Part", ...] = ()

    @property
    def is_wide(self) -> bool:
        """Tell whether it takes the whole width."""
        return self.is_long or self.kind in {Kind.TEXT, Kind.LINES, Kind.ROWS}


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under one heading."""

    title: str
    parts: tuple[Part, ...]
    sentence: str = ""


def sections(scheme: Scheme, language: str, *, is_again: bool) -> tuple[Section, ...]:
    """Return everything but the evidence; questions in the ``language`` of the application."""
    label = _of_school() if scheme.is_for_school() else _of_project(scheme)
    again = (_again(),) if is_again else ()
    return (_case(), _applicant(), _school(scheme), *label, *again, *_answers(scheme, language))


def _case() -> Section:
    return Section(_("Application"), (
        Part("/id", _("Number"), hint=_("Letters A–Z, digits, dots and hyphens."), needed=True),
        Part("/submission", _("Submission"), Kind.NUMBER, needed=True),
        Part("/submitted_at", _("Sent by the applicant"), Kind.INSTANT, needed=True),
        Part("/language", _("Language of the answers"), Kind.LANGUAGE, needed=True),
    ))  # fmt: skip


def _applicant() -> Section:
    return Section(_("Applicant"), (
        Part("/applicant/name", _("Name"), hint=_("As it shall stand on the certificate."),
             needed=True),
        Part("/applicant/email", _("E-mail"), hint=_("Tells applicants of one name apart.")),
        Part("/applicant/role", _("Role")),
        Part("/applicant/id", _("Number on the platform")),
    ))  # fmt: skip


def _school(scheme: Scheme) -> Section:
    return Section(_("School"), (
        Part("/school/name", _("Name of the school"), needed=True),
        Part("/school/official_name", _("Official name")),
        Part("/school/city", _("Town")),
        Part("/school/country", _("Country"), Kind.COUNTRY, needed=True),
        Part("/school/id", _("School number")),
        Part("/school/registered_on", _("Registered on"), Kind.DAY,
             needed=scheme.is_for_school()),
        Part("/school/head", _("Head of the school")),
        Part("/school/phone", _("Phone")),
        Part("/school/address", _("Postal address"), Kind.LINES),
    ))  # fmt: skip


def _schools(pointer: str, label: str) -> Part:
    return Part(pointer, label, Kind.ROWS, columns=(
        Part("school", _("School")), Part("country", _("Country"), Kind.COUNTRY),
    ))  # fmt: skip


def _of_project(scheme: Scheme) -> tuple[Section, ...]:
    declared = [each for each in scheme.eligibility if _is_declared(each)]
    project = Section(_("Project"), (
        Part("/project/title", _("Title"), needed=True),
        Part("/project/id", _("Project number")),
        Part("/project/started_on", _("Started on"), Kind.DAY),
        Part("/project/ended_on", _("Ended on"), Kind.DAY),
        Part("/project/pupils", _("Pupils"), Kind.NUMBER),
        Part("/project/pupil_ages", _("Ages of the pupils"), hint=_("For example 13-15.")),
        Part("/project/url", _("Address of the project")),
        Part("/project/languages", _("Languages of the project"), Kind.LANGUAGES),
        _schools("/project/founders", _("Founders: the two schools that started it")),
        _schools("/project/partners", _("Partners")),
    ))  # fmt: skip
    ticks = tuple(
        Part(f"/declarations/{_key(each)}", pick(each.names), Kind.YES_NO) for each in declared
    )
    return project, Section(_("Declarations"), ticks, _("What the applicant declares."))


def _is_declared(rule: EligibilityRule) -> bool:
    """One computed rule asks the applicant too."""
    return rule.kind is RuleKind.DECLARED or rule.rule == "finished_or_in_last_phases"


def _key(rule: EligibilityRule) -> str:
    return rule.rule if rule.kind is RuleKind.DECLARED and rule.rule else str(rule.id)


def _of_school() -> tuple[Section, ...]:
    label = Section(_("Preselection"), (
        Part("/preselection/active_teachers", _("Active teachers"), Kind.ROWS, columns=(
            Part("name", _("Name")), Part("last_active_on", _("Last active on"), Kind.DAY))),
        Part("/preselection/quality_labels", _("Quality labels"), Kind.ROWS, columns=(
            Part("project", _("Project")), Part("awarded_on", _("Awarded on"), Kind.DAY),
            Part("country", _("Country"), Kind.COUNTRY),
            Part("european", _("European"), Kind.YES_NO))),
        Part("/preselection/label_valid_until", _("Present label valid until"), Kind.DAY),
    ))  # fmt: skip
    head = Section(_("Declaration of the head"), (
        Part("/head_declaration/signed_by", _("Signed by")),
        Part("/head_declaration/signed_on", _("Signed on"), Kind.DAY),
        Part("/head_declaration/evidence", _("The signed declaration"), Kind.EVIDENCE,
             hint=_("Add the file below, then choose it here.")),
    ))  # fmt: skip
    return label, head


def _again() -> Section:
    columns = (
        Part("criterion", _("Criterion"), Kind.LEAF),
        Part("evidence", _("Evidence"), Kind.EVIDENCE),
        Part("where", _("Where in it")),
    )
    return Section(_("Sent again"), (
        Part("/resubmission", _("Where the evidence is that was asked for"), Kind.ROWS,
             columns=columns),
    ))  # fmt: skip


def _answers(scheme: Scheme, language: str) -> tuple[Section, ...]:
    gates = [each for each in scheme.gates if each.id != "declaration"]
    asked: list[Criterion | Leaf] = [*gates, *scheme.criteria]
    return tuple(_answer(number, each, scheme, language) for number, each in enumerate(asked))


def _answer(number: int, asked: Criterion | Leaf, scheme: Scheme, language: str) -> Section:
    top = f"/answers/{number}"
    title = pick(asked.names)
    title = f"{asked.id} {title}" if str(asked.id)[:1].isdigit() else title
    parts = [
        Part(f"{top}/question", _("Question"), is_long=True),
        Part(f"{top}/text", _("Answer"), Kind.TEXT),
    ]
    if scheme.is_for_school() and isinstance(asked, Criterion):
        parts += [Part(f"{top}/statements/{leaf.id}", pick(leaf.names, language), Kind.TEXT)
                  for leaf in asked.sub]  # fmt: skip
        parts.append(Part(f"{top}/plan", _("Plan for the next two years"), Kind.TEXT))
    return Section(title, tuple(parts))
