"""The queue: every case with its status, computed from the records and never stored."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from app.casework import rubrics, season
from app.models.assessment import Outcome
from app.models.case import QueueRow, Status
from app.models.casebook import CaseFacts
from app.models.folding import folded
from app.models.identifiers import CaseId, LeafId
from app.models.review import Points
from app.models.terms import asked
from app.scoring import totals

if TYPE_CHECKING:
    from app.storage import Casebook

FINISHED = frozenset({
    Status.GRANTED, Status.CERTIFIED, Status.REFUSED, Status.RETURNED, Status.WITHDRAWN,
})  # fmt: skip
DECIDED = {
    Outcome.GRANT: Status.GRANTED,
    Outcome.REFUSE: Status.REFUSED,
    Outcome.RETURN: Status.RETURNED,
}


def queue(casebook: "Casebook") -> list[QueueRow]:
    """Return all cases, the newest submission first."""
    view = _View(casebook)
    rows = [view.row(facts) for facts in casebook.case_facts()]
    return sorted(rows, key=lambda row: (row.submitted_at, row.id), reverse=True)


def row(casebook: "Casebook", case: CaseId) -> QueueRow | None:
    """Return the row of one case, or None when there is no such case."""
    found = casebook.case_facts(case)
    return _View(casebook).row(found[0]) if found else None


def find(rows: list[QueueRow], text: str) -> list[QueueRow]:
    """Return the rows that have every word of ``text`` somewhere, accents and case aside."""
    words = folded(text).split()
    return [row for row in rows if all(word in row.words for word in words)]


def search(
    casebook: "Casebook", text: str, evidence: Mapping[str, Collection[str]] | None = None
) -> list[QueueRow]:
    """Return the rows that have every word and “phrase” in names, form or evidence.

    ``evidence`` has for each of them, folded, the keys of the cases in whose evidence it stands, as
    far as the search index knows (``casework.finding.cases_with``).
    """
    rows, wanted = queue(casebook), asked(text)
    if not wanted:
        return rows
    forms = casebook.text_of_forms()
    found = []
    for each in rows:
        whole = each.words + " " + folded(forms.get(CaseId(each.id.lower()), ""))
        key = each.id.lower()
        if all(
            part.stands_in(whole) or key in (evidence or {}).get(part.text, ()) for part in wanted
        ):
            found.append(each)
    return found


def status(facts: CaseFacts, wanted: int) -> Status:
    """Return the status of a case where the season wants ``wanted`` sealed reviews."""
    if facts.withdrawn:
        return Status.WITHDRAWN
    if facts.outcome is Outcome.GRANT:
        return Status.CERTIFIED if facts.certified else Status.GRANTED
    if facts.outcome is not None and facts.decided_submission == facts.submission:
        return DECIDED[facts.outcome]
    return _undecided(facts, wanted)


def _undecided(facts: CaseFacts, wanted: int) -> Status:
    if facts.sealed:
        return Status.SEALED if facts.sealed >= wanted else Status.SECOND_OPINION
    started = any(map(counted, facts.drafts))
    return Status.IN_REVIEW if started else Status.NEW


def counted(points: dict[LeafId, Points]) -> int:
    """Return how many leaves have points."""
    return len([given for given in points.values() if given is not None])


class _View:
    """What all rows share: the schemes with the season on top, the wanted number of reviews."""

    def __init__(self, casebook: "Casebook") -> None:
        current = season.current(casebook)
        self._wanted = current.rules.evaluators_per_case
        self._schemes = rubrics.in_season(casebook, current)
        self._leaves = {name: len(each.leaves) for name, each in self._schemes.items()}

    def row(self, facts: CaseFacts) -> QueueRow:
        """Return one row; the total is the decision's, else the sealed, else the furthest."""
        scheme = self._schemes.get(facts.scheme)
        now = status(facts, self._wanted)
        points = {} if now in FINISHED else _points(facts)
        scored = counted(points)
        total, maximum = (facts.total, None) if now in FINISHED else (None, None)
        if scored and scheme is not None:
            total, maximum = totals(scheme, points)
        names = (facts.case, facts.applicant, facts.school, facts.city, facts.title)
        return QueueRow(
            id=facts.case, submission=facts.submission, submissions=facts.submissions,
            scheme=facts.scheme, applicant=facts.applicant, school=facts.school,
            city=facts.city, country=facts.country, title=facts.title, status=now,
            submitted_at=facts.submitted_at, received_at=facts.received_at,
            damaged=facts.damaged, scored=scored,
            leaves=self._leaves.get(facts.scheme, 0), total=total, maximum=maximum,
            words=folded(" ".join(names)),
        )  # fmt: skip


def _points(facts: CaseFacts) -> dict[LeafId, Points]:
    """Return the furthest draft, else what was sealed."""
    return max(facts.drafts, key=counted, default=facts.sealed_points)
