"""The bytes of one piece of evidence, checked against the hash that was received."""

from typing import TYPE_CHECKING

from app.casework import cases, own
from app.casework.people import named
from app.models.application import Evidence
from app.models.case import CaseRef, Submission
from app.models.errors import Refused, Unavailable
from app.models.identifiers import EvidenceId
from app.models.message import message
from app.packages import read_member

if TYPE_CHECKING:
    from app.storage import Casebook


def read(
    casebook: "Casebook", ref: CaseRef, evidence: EvidenceId, evaluator: str | None = None
) -> bytes:
    """Return the file of ``evidence``; raises ``Unavailable`` when it changed or is missing.

    ``evaluator`` can read her own notes and pictures too.
    """
    submission = cases.submission(casebook, ref)
    if evaluator and is_own(casebook, submission, evidence, evaluator):
        return own.read(casebook, submission, named(evaluator), evidence)
    listed = find(submission, evidence)
    sha256 = submission.evidence_sha256.get(evidence)
    if sha256 is None:
        raise Unavailable(
            "evidence.missing",
            message("“{title}” came without a file.", title=listed.title),
        )
    path = casebook.package_path(submission.sha256)
    return read_member(path, submission.evidence_members[evidence], sha256)


def is_own(
    casebook: "Casebook", submission: Submission, evidence: EvidenceId, evaluator: str
) -> bool:
    """Tell whether it is the evaluator's, not the applicant's."""
    with_hers = own.with_own(casebook, submission, evaluator).application.evidence
    return any(each.id == evidence and each.own for each in with_hers)


def find(submission: Submission, evidence: EvidenceId) -> Evidence:
    """Return what the form says of one piece of evidence."""
    for each in submission.application.evidence:
        if each.id == evidence:
            return each
    raise Refused(
        "evidence.unknown",
        message("{case} lists no evidence “{id}”.", case=submission.case, id=evidence),
    )
