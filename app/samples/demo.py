"""The demonstration: a casebook of invented applications, and the main job walked through once."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import cases, decide, identity, issue, keep, receive, review, rubrics, season
from app.casework.press import Press
from app.casework.verify import verify
from app.clock import Clock, system_clock
from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.certificate import Verdict
from app.models.errors import Refused, Unavailable
from app.models.message import Message, message
from app.models.progress import Progress
from app.resources import resource
from app.samples.work import SampleWork, sample_work

if TYPE_CHECKING:
    from app.storage import Casebook

PASSPHRASE = "demo"  # noqa: S105  printed for everyone: the identity is for trying only
DAYS_TO_DEADLINE = 60
VERDICTS = {
    Verdict.VALID: message("valid"),
    Verdict.WARNINGS: message("valid, with a warning"),
    Verdict.RESTRICTED: message("whole, but signed by somebody unknown here"),
    Verdict.INVALID: message("not valid"),
    Verdict.UNKNOWN: message("this cannot be checked"),
}

Tell = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration made. ``is_new`` is False when it was there already."""

    casebook: Path
    applications: int
    certificate: Path | None
    verdict: Verdict | None
    is_new: bool


def run(
    folder: Path, press: Press, tell: Tell, *, clock: Clock = system_clock,
    progress: Progress = None,
) -> Demonstration:  # fmt: skip
    """Make the sample casebook and walk the main job, or open it again and say so."""
    if keep.exists(folder):
        return _again(folder, press, tell, clock)
    making = folder.with_name(folder.name + ".making")
    _check_free(folder)
    shutil.rmtree(making, ignore_errors=True)
    _make(making, press, clock, progress)
    making.replace(folder)
    with keep.open_casebook(folder, clock) as casebook:
        tell(message("Sample casebook: {folder}", folder=folder))
        certificate, verdict = _walk(casebook, press, tell)
        count = len(casebook.case_facts())
    return Demonstration(folder, count, certificate, verdict, is_new=True)


def _check_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unavailable(
            "demo.not-empty",
            message("{folder} holds other files.", folder=folder),
            message("Choose an empty or new folder with --casebook."),
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rmdir()


def _again(folder: Path, press: Press, tell: Tell, clock: Clock) -> Demonstration:
    with keep.open_casebook(folder, clock) as casebook:
        if not keep.is_sample(casebook):
            raise Refused(
                "demo.other-casebook",
                message("The casebook in {folder} is not the sample.", folder=folder),
                message("Choose an empty or new folder with --casebook."),
            )
        tell(message("The sample casebook is there already: {folder}", folder=folder))
        written = sorted(_written(folder).glob("*.pdf"))
        last = written[-1] if written else None
        verdict = verify(casebook, press, last).verdict if last else None
        return Demonstration(folder, len(casebook.case_facts()), last, verdict, is_new=False)


def _make(folder: Path, press: Press, clock: Clock, progress: Progress) -> None:
    """Receive every sample in the order it was sent, and do what the office has done so far."""
    folder.mkdir(parents=True)
    files = press.build_samples(folder / "applications")
    with keep.begin(folder, sample=True, clock=clock) as casebook:
        deadline = (clock() + timedelta(days=DAYS_TO_DEADLINE)).replace(
            hour=23, minute=59, second=0
        )
        text = resource("samples", "season.toml").read_text(encoding="utf-8")
        season.start(casebook, text.replace("{deadline}", deadline.isoformat()))
        season.confirm(casebook, "Kari Nordmann")
        identity.create(casebook, press, passphrase=PASSPHRASE)
        for number, file in enumerate(files):
            if progress is not None:
                progress(number / len(files), message("Making the samples"))
            taken = receive.receive(casebook, file)
            for work in sample_work():
                if (work.case, work.submission) == (taken.case, taken.submission):
                    _do(casebook, press, work)


def _do(casebook: "Casebook", press: Press, work: SampleWork) -> None:
    if work.step == "walk":
        return
    _score(casebook, work)
    if work.step == "seal":
        review.seal(casebook, work.ref, work.evaluator)
    if work.step == "decide" and work.outcome:
        _look_at_everything(casebook, work)
        decide.decide(casebook, CaseRef(work.case), outcome=work.outcome, by=work.evaluator,
                      reason=work.reason)  # fmt: skip
    if work.certify:
        issue.certify(casebook, press, CaseRef(work.case), languages=work.certify,
                      passphrase=PASSPHRASE)  # fmt: skip


def _score(casebook: "Casebook", work: SampleWork) -> None:
    submission = cases.submission(casebook, work.ref)
    scheme = rubrics.schemes(casebook)[submission.scheme]
    review.save_scores(casebook, work.ref, work.evaluator, work.scores(scheme))


def _look_at_everything(casebook: "Casebook", work: SampleWork) -> None:
    for sha256 in cases.submission(casebook, work.ref).evidence_sha256.values():
        review.mark_opened(casebook, work.ref, work.evaluator, sha256)


def _walk(
    casebook: "Casebook", press: Press, tell: Tell
) -> tuple[Path, Verdict]:  # fmt: skip
    """Open, score, decide, sign and verify one application, naming each file."""
    work = next(each for each in sample_work() if each.step == "walk")
    submission = cases.submission(casebook, work.ref)
    name = f"{work.case}-{work.submission}.labelapp"
    tell(message("1 · Opened {file}: “{title}”", file=casebook.folder / "applications" / name,
                 title=submission.application.title))  # fmt: skip
    _score(casebook, work)
    _look_at_everything(casebook, work)
    proposal = decide.propose(casebook, work.ref, work.evaluator)
    tell(message("2 · Scored: {outcome}", outcome=proposal.judgement.explanation[0]))
    decision = decide.decide(casebook, work.ref, outcome=Outcome.GRANT, by=work.evaluator)
    tell(message("3 · Decided: granted, entry {entry} of the log", entry=decision.entry))
    certificate = issue.certify(casebook, press, work.ref, languages=work.certify,
                                passphrase=PASSPHRASE)  # fmt: skip
    target = _written(casebook.folder) / f"{certificate.number}.pdf"
    target.parent.mkdir(exist_ok=True)
    issue.write_copy(certificate, target)
    tell(message("4 · Signed: {file}", file=target))
    verdict = verify(casebook, press, target).verdict
    tell(message("5 · Verified: {verdict}", verdict=VERDICTS[verdict]))
    tell(message("The passphrase of the sample identity is “{word}”.", word=PASSPHRASE))
    return target, verdict


def _written(folder: Path) -> Path:
    return folder / "certificates"
