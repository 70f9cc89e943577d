"""The application as the applicant sent it (docs/formats/package.md), checked and frozen."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.models.identifiers import CaseId, EvidenceId, SchemeId
from app.models.plain import Plain


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies. ``id`` is the platform's; else the e-mail identifies, else a person must."""

    name: str
    id: str | None = None
    email: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class School:
    """The applicant's school. ``country`` is ISO 3166-1 alpha-2 or ``XK``."""

    name: str
    country: str
    id: str | None = None
    official_name: str | None = None
    city: str | None = None
    address: tuple[str, ...] = ()
    phone: str | None = None
    head: str | None = None
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """A school that founded or joined the project."""

    school: str
    country: str


@dataclass(frozen=True, slots=True)
class Project:
    """The project of a National Quality Label application."""

    title: str
    id: str | None = None
    url: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
    founders: tuple[Partner, ...] = ()
    partners: tuple[Partner, ...] = ()
    pupils: int | None = None
    pupil_ages: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question. ``criterion`` is an id of the scheme, or a School Label's section."""

    id: str
    text: str
    criterion: str | None = None
    question: str | None = None
    evidence: tuple[EvidenceId, ...] = ()
    statements: dict[str, str] = field(default_factory=dict)
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file (``path``) or link (``url``, perhaps a saved ``copy``); paths start at ``data/``.

    ``own``: not the applicant's but an evaluator's, shown beside it and never stored with it.
    """

    id: EvidenceId
    title: str
    path: str | None = None
    url: str | None = None
    copy: str | None = None
    media_type: str | None = None
    seen_at: date | None = None
    criteria: tuple[str, ...] = ()
    own: bool = False

    @property
    def file(self) -> str | None:
        """The member that can be opened: the attached file, or the saved copy of a link."""
        return self.path or self.copy


@dataclass(frozen=True, slots=True)
class ResubmissionNote:
    """Where the applicant says the asked-for evidence is now."""

    criterion: str
    evidence: EvidenceId | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class ActiveTeacher:
    """A teacher of the school who took part in eTwinning."""

    name: str
    last_active_on: date | None = None


@dataclass(frozen=True, slots=True)
class AwardedLabel:
    """A quality label that a project of the school holds."""

    project: str
    awarded_on: date
    country: str | None = None
    european: bool | None = None


@dataclass(frozen=True, slots=True)
class Preselection:
    """Step 1 of the School Label, as the form states it."""

    active_teachers: tuple[ActiveTeacher, ...] = ()
    quality_labels: tuple[AwardedLabel, ...] = ()
    label_valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class HeadDeclaration:
    """The declaration signed by the head of the school."""

    evidence: EvidenceId | None = None
    signed_on: date | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """The form. ``project`` is set for a quality label, ``preselection`` for a school label."""

    scheme: SchemeId
    id: CaseId
    submission: int
    submitted_at: datetime
    language: str
    applicant: Applicant
    school: School
    answers: tuple[Answer, ...]
    evidence: tuple[Evidence, ...]
    text_format: str = "plain"
    project: Project | None = None
    declarations: dict[str, bool] = field(default_factory=dict)
    preselection: Preselection | None = None
    head_declaration: HeadDeclaration | None = None
    resubmission: tuple[ResubmissionNote, ...] = ()
    extra: dict[str, Plain] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the case is called in the queue: the project, else the school."""
        return self.project.title if self.project else self.school.name
