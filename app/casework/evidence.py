"""The bytes of one piece of evidence, checked against the hash that was received."""

from typing import TYPE_CHECKING

from app.casework import cases
from app.models.application import Evidence
from app.models.case import CaseRef, Submission
from app.models.errors import Refused, Unavailable
from app.models.identifiers import EvidenceId
from app.models.message import message
from app.packages import read_member

if TYPE_CHECKING:
    from app.storage import Casebook


def read(casebook: "Casebook", ref: CaseRef, evidence: EvidenceId) -> bytes:
    """Return the file of ``evidence``; raises ``Unavailable`` when it changed or is missing."""
    submission = cases.submission(casebook, ref)
    listed = find(submission, evidence)
    sha256 = submission.evidence_sha256.get(evidence)
    if sha256 is None:
        raise Unavailable(
            "evidence.missing",
            message("“{title}” came without a file.", title=listed.title),
        )
    path = casebook.package_path(submission.sha256)
    return read_member(path, submission.evidence_members[evidence], sha256)


def find(submission: Submission, evidence: EvidenceId) -> Evidence:
    """Return what the form says of one piece of evidence."""
    for each in submission.application.evidence:
        if each.id == evidence:
            return each
    raise Refused(
        "evidence.unknown",
        message("{case} lists no evidence “{id}”.", case=submission.case, id=evidence),
    )
