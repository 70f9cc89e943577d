"""What the casebook knows around one application: other cases of the applicant and the school."""

import re
from datetime import date
from typing import TYPE_CHECKING

from app.casework.queue import status
from app.models.assessment import Outcome
from app.models.case import Submission
from app.models.casebook import CaseFacts
from app.models.history import EarlierCase, History
from app.models.identifiers import SchemeId
from app.models.season import Season
from app.scoring import load_season

if TYPE_CHECKING:
    from app.storage import Casebook


def history(casebook: "Casebook", submission: Submission, season: Season) -> History:
    """Return the other cases under the same rubric, as the eligibility rules need them."""
    own = casebook.case_facts(submission.case)[0]
    wanted = season.rules.evaluators_per_case
    of_applicant = _others(own, casebook.case_facts(applicant_key=own.applicant_key)
                           if own.applicant_key else ())  # fmt: skip
    of_school = _others(own, casebook.case_facts(school_key=own.school_key)
                        if own.school_key else ())  # fmt: skip
    return History(
        applicant_known=own.applicant_key is not None,
        of_applicant=tuple(_earlier(casebook, each, wanted) for each in of_applicant),
        of_school=tuple(_earlier(casebook, each, wanted) for each in of_school),
        first_submitted_at=own.first_submitted_at,
    )


def _others(own: CaseFacts, found: tuple[CaseFacts, ...]) -> list[CaseFacts]:
    return [each for each in found if each.scheme == own.scheme and each.case != own.case]


def _earlier(casebook: "Casebook", facts: CaseFacts, wanted: int) -> EarlierCase:
    return EarlierCase(
        case=facts.case,
        project=facts.project_key,
        first_submitted_at=facts.first_submitted_at,
        status=status(facts, wanted),
        label_valid_until=_label_end(casebook, facts),
    )


def _label_end(casebook: "Casebook", facts: CaseFacts) -> date | None:
    """A granted School Label runs to the end of the last label year its season names."""
    if facts.outcome is not Outcome.GRANT or facts.decision is None:
        return None
    sha256 = casebook.decision(facts.decision).season_sha256
    years = [
        year
        for each in casebook.seasons()
        if each.sha256 == sha256
        for year in re.findall(r"\d{4}", _label_years(each.text, facts.scheme))
    ]
    return date(int(years[-1]), 12, 31) if years else None


def _label_years(text: str, scheme: SchemeId) -> str:
    own = load_season(text).schemes.get(scheme)
    return (own.label_years or "") if own else ""
