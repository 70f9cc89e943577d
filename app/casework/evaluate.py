"""What points mean without storing anything: the question behind ``evaluate``."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import cases, judge, rubrics, season
from app.casework.receive import inspect
from app.models.application import Application
from app.models.assessment import Assessment, Eligibility
from app.models.case import CaseRef
from app.models.errors import Refused
from app.models.history import History
from app.models.identifiers import SchemeId
from app.models.message import message
from app.models.scheme import Scheme
from app.models.season import Season
from app.scoring import assess, eligibility, load_season, parse_scores_text, with_season

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``application`` is a file or a case; ``season`` and ``scores`` are files."""

    scheme: str
    scores: Path
    season: Path | None = None
    application: Path | CaseRef | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer. ``scheme`` has the season's minimums on top."""

    scheme: Scheme
    assessment: Assessment
    eligibility: Eligibility | None = None


def evaluate(question: Question, casebook: "Casebook | None", now: datetime) -> Evaluation:
    """Return what the points mean, with the application's eligibility where one is named."""
    own = _season(question, casebook)
    scheme = with_season(_scheme(question.scheme, casebook), own)
    scores = parse_scores_text(rubrics.read_small(question.scores), scheme)
    found = _eligibility(question.application, casebook, scheme, own)
    round_ = own.schemes.get(scheme.id)
    deadline = round_.deadline if round_ else None
    result = assess(scheme, scores, eligibility=found, deadline=deadline, at=question.at or now)
    return Evaluation(scheme, result, found)


def _season(question: Question, casebook: "Casebook | None") -> Season:
    """The file's settings; else the casebook's, where the application is one of its cases."""
    if question.season is not None:
        return load_season(rubrics.read_small(question.season).decode("utf-8", "replace"))
    if isinstance(question.application, CaseRef) and casebook is not None:
        return season.current(casebook)
    return Season()


def _scheme(named: str, casebook: "Casebook | None") -> Scheme:
    """A rubric by its id, or by a file when it looks like one."""
    if named not in rubrics.schemes(casebook) and (Path(named).suffix or Path(named).exists()):
        return rubrics.read(Path(named))
    return rubrics.scheme(casebook, SchemeId(named))


def _eligibility(
    application: Path | CaseRef | None, casebook: "Casebook | None", scheme: Scheme, own: Season
) -> Eligibility | None:
    if application is None:
        return None
    if isinstance(application, Path):
        return eligibility(scheme, own, _form(application, casebook, scheme), History())
    if casebook is None:
        raise cases.unknown(application)
    submission = cases.submission(casebook, application)
    _check_same(scheme, submission.application)
    return judge.eligible(casebook, submission, scheme, own)


def _form(path: Path, casebook: "Casebook | None", scheme: Scheme) -> Application:
    schemes = {**rubrics.schemes(casebook), scheme.id: scheme}
    seen = inspect(path, schemes)
    if seen.application is None or seen.rejected:
        raise Refused(
            "application.unreadable",
            message("{path} cannot be read as an application.", path=path),
            message("“label-desk inspect” shows what is wrong with it."),
        )
    _check_same(scheme, seen.application)
    return seen.application


def _check_same(scheme: Scheme, application: Application) -> None:
    if application.scheme != scheme.id:
        raise Refused(
            "application.scheme",
            message("The application is for {theirs}, not for {ours}.",
                    theirs=application.scheme, ours=scheme.id),
        )  # fmt: skip
