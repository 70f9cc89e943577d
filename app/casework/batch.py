"""A batch of certificates: one key, every file checked again by other readers, and a receipt.

The number of each certificate comes from its decision's place in the log, so a batch that was
interrupted goes on with the same numbers, and what was signed before is not signed again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import issue, paper_code, rubrics
from app.casework.press import Press
from app.casework.write import write_file
from app.models.assessment import Outcome
from app.models.batch import Batch, Candidate, Issued
from app.models.case import CaseRef
from app.models.casebook import CaseFacts
from app.models.certificate import Certificate, Verdict
from app.models.errors import LabelDeskError, Refused, Unavailable
from app.models.identifiers import CaseId
from app.models.message import message
from app.models.progress import Progress
from app.wording import pick

if TYPE_CHECKING:
    from app.documents import Reader
    from app.storage import Casebook


STOPPING = ("batch.", "casebook.", "file.", "identity.", "log.", "process.")
"""Errors that the next case would have too: the batch stops there and can go on later."""


def candidates(casebook: "Casebook") -> tuple[Candidate, ...]:
    """Return the granted applications that have no certificate yet, in the order of the grants."""
    waiting = [
        each for each in casebook.case_facts()
        if each.outcome is Outcome.GRANT and not each.certified and not each.withdrawn
    ]  # fmt: skip
    waiting.sort(key=lambda each: (each.decided_at or each.submitted_at, each.case))
    return tuple(_candidate(casebook, each) for each in waiting)


def _candidate(casebook: "Casebook", facts: CaseFacts) -> Candidate:
    scheme = rubrics.schemes(casebook)[facts.scheme]
    name = facts.school if scheme.is_for_school() else facts.applicant
    return Candidate(facts.case, name, facts.school, pick(scheme.names))


def begin(
    casebook: "Casebook", press: Press, chosen: Sequence[CaseId], folder: Path, *,
    languages: Sequence[str] = (), passphrase: str | None = None, identity_file: Path | None = None,
) -> Batch:  # fmt: skip
    """Open the identity and keep what is to be done; raises ``Refused`` before anything is signed.

    Every case must be granted; the key that is open now is the only one that signs the batch.
    """
    for case in chosen:
        issue.granted(casebook, CaseRef(case))
    issue.open_identity(casebook, press, passphrase, identity_file)
    now = casebook.clock()
    name = f"{now:%Y%m%dT%H%M%S}-{casebook.size:06}-{len(casebook.batches())}"
    batch = Batch(name, tuple(chosen), tuple(languages), _fingerprint(press), str(folder), now)
    with casebook.draft() as draft:
        draft.save_batch(batch)
    return batch


def unfinished(casebook: "Casebook") -> Batch | None:
    """Return the batch that was begun last and not finished, such as after a power cut."""
    return casebook.batches()[-1] if casebook.batches() else None


def resume(
    casebook: "Casebook", press: Press, batch: Batch, *, passphrase: str | None = None,
    identity_file: Path | None = None,
) -> None:  # fmt: skip
    """Open the identity again; raises ``Refused`` unless it is the key of the batch."""
    issue.open_identity(casebook, press, passphrase, identity_file)
    if _fingerprint(press) != batch.fingerprint:
        raise Refused(
            "batch.other-key",
            message("This batch was begun with another signing identity."),
            message("Open that identity again, or give the batch up and begin a new one."),
        )


def give_up(casebook: "Casebook", batch: Batch) -> None:
    """Forget a batch; certificates that were issued stay issued."""
    with casebook.draft() as draft:
        draft.forget_batch(batch.id)


@dataclass(frozen=True, slots=True)
class Checkers:
    """The second press, which never had the key, and the reader that looks at the page."""

    press: Press
    reader: "Reader"


def run(
    casebook: "Casebook", press: Press, batch: Batch, checkers: Checkers,
    told: Callable[[Issued], None] = lambda _issued: None, progress: Progress = None,
) -> tuple[Issued, ...]:  # fmt: skip
    """Issue all of a batch, each checked as it lies on the disk; then the batch is done.

    A case that cannot be printed is told and left out; a full disk or a cancelled batch stops
    here, and ``unfinished`` has it still.
    """
    results = []
    for done, case in enumerate(batch.cases):
        if progress is not None:
            progress(done / len(batch.cases), message("Signing {case} …", case=case))
        results.append(_issue(casebook, press, batch, case, checkers))
        told(results[-1])
    give_up(casebook, batch)
    return tuple(results)


def _issue(
    casebook: "Casebook", press: Press, batch: Batch, case: CaseId, checkers: Checkers
) -> Issued:
    candidate = _candidate(casebook, casebook.case_facts(case)[0])
    try:
        made = _certified(casebook, press, batch, case)
    except (Refused, Unavailable) as error:
        if error.code.startswith(STOPPING):
            raise
        return Issued(candidate, problem=error.message)
    path = Path(batch.folder) / f"{made.number}.pdf"
    _put(path, made.pdf)
    try:
        verdict = _checked(casebook, path, made, checkers)
    except LabelDeskError as error:
        return Issued(candidate, made.number, made.sha256, path.name, Verdict.UNKNOWN, made.at,
                      error.message)  # fmt: skip
    wrong = None if verdict in {Verdict.VALID, Verdict.WARNINGS} else message(
        "The file that was written is not what was signed."
    )  # fmt: skip
    return Issued(candidate, made.number, made.sha256, path.name, verdict, made.at, wrong)


def _certified(casebook: "Casebook", press: Press, batch: Batch, case: CaseId) -> Certificate:
    """Issue one, with the batch's key and no other; what was issued before is returned."""
    if issue.needs_signing(casebook, CaseRef(case), None) and (
        _fingerprint(press) != batch.fingerprint
    ):
        resume(casebook, press, batch)
    return issue.certify(casebook, press, CaseRef(case), languages=batch.languages)


def _put(path: Path, pdf: bytes) -> None:
    """Write the copy; the same bytes from before the interruption stay."""
    if not path.exists() or path.read_bytes() != pdf:
        write_file(path, pdf)


def _checked(casebook: "Casebook", path: Path, made: Certificate, checkers: Checkers) -> Verdict:
    """Read the file back: its seal in a process without the key, its code from the drawn page."""
    content = path.read_bytes()
    trusted = tuple(each.certificate_pem for each in casebook.identities())
    found = checkers.press.verify(content, trusted, casebook.clock())
    code = paper_code.verify(casebook, paper_code.code_in(checkers.reader, content, path.name))
    same = content == made.pdf and code.content.get("number") == made.number
    if not same or code.verdict is not Verdict.VALID:
        return Verdict.INVALID
    return found.verdict


def _fingerprint(press: Press) -> str:
    return press.identity.fingerprint if press.identity is not None else ""
