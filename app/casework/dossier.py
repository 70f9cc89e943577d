"""A dossier: one zip file with all there is about a case, and the hash of each file in it."""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import case_sections, own, timeline
from app.casework.case_paper import case_pdf
from app.casework.decide import in_force
from app.casework.history import WrittenFile
from app.casework.judge import Judgement, judge
from app.casework.press import Press
from app.casework.write import check_free, sync_folder, unwritable
from app.models.case import CaseRef
from app.models.casebook import Exported
from app.models.errors import Unavailable
from app.models.identifiers import Sha256
from app.models.log import Act
from app.models.message import message
from app.models.plain import to_plain
from app.models.progress import Progress
from app.packages import ArchiveWriter, Member
from app.wording import say

if TYPE_CHECKING:
    from app.storage import Casebook

README = "README.txt"


def write_dossier(
    casebook: "Casebook", press: Callable[[], Press], ref: CaseRef, path: Path, *, language: str,
    force: bool = False, progress: Progress = None,
) -> WrittenFile:  # fmt: skip
    """Write the dossier of a case and enter in the log that it left; one act.

    A casebook that is open for reading alone hands it out too, without that act. Raises
    ``Unavailable`` when the received file is gone or the place cannot be written.
    """
    check_free(path, force=force)
    judgement = judge(casebook, ref)
    members = list(_members(casebook, press(), judgement, language))
    beside = path.absolute().parent / f".label-desk-{secrets.token_hex(8)}.part"
    try:
        _write(beside, members, language, progress)
        made = WrittenFile(path, _sha256(beside), len(members) + 1)
        if casebook.read_only_because is None:
            with casebook.act(Act.EXPORT) as act:
                act.package = judgement.submission.sha256
                act.store(Exported("dossier", made.sha256, made.rows, act.at, act.index))
        beside.replace(path)
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)
    return made


def _members(
    casebook: "Casebook", press: Press, judgement: Judgement, language: str
) -> Iterator[Member]:
    given = judgement.submission
    ref = CaseRef(given.case, given.number)
    yield _text("case.pdf", case_pdf(casebook, press, ref, language))
    received = casebook.package_path(given.sha256)
    if not received.is_file():
        raise Unavailable(
            "package.missing",
            message("The received file of {case} is not in the casebook's folder.",
                    case=given.case),
            message("“label-desk doctor” says what is missing; a backup has it."),
        )  # fmt: skip
    yield Member(f"application/{received.name}", received, received.stat().st_size)
    yield _json("assessment.json", _assessment(judgement))
    made = in_force(casebook, given)
    if made is not None:
        yield _json("decision.json", to_plain(made))
    yield from _own(casebook, judgement)
    for each in casebook.certificates(given.case):
        yield _text(f"certificates/{each.number}.pdf", each.pdf)
    yield from _log(casebook, judgement)


def _own(casebook: "Casebook", judgement: Judgement) -> Iterator[Member]:
    """Yield the notes and pictures of the evaluator whose points these are."""
    given, newest = judgement.submission, judgement.draft or judgement.review
    for each in given.application.evidence:
        if each.own and each.file and newest is not None:
            yield _text(each.file, own.read(casebook, given, newest.evaluator, each.id))


def _assessment(judgement: Judgement) -> dict[str, object]:
    """Points are exact fractions, as the program computes them."""
    return {
        "case": judgement.submission.case,
        "submission": judgement.submission.number,
        "file_sha256": judgement.submission.sha256,
        "scheme": judgement.scheme.id,
        "scheme_sha256": judgement.scheme.sha256,
        "scores": to_plain(judgement.scores),
        "has_points": case_sections.has_points(judgement.scores),
        "assessment": to_plain(judgement.assessment),
        "eligibility": to_plain(judgement.eligibility),
        "explanation": [say(each, "en") for each in judgement.explanation],
    }


def _log(casebook: "Casebook", judgement: Judgement) -> Iterator[Member]:
    """Yield each entry about the case with the proof that the log has it."""
    for event in timeline.timeline(casebook, judgement.submission.case):
        name = f"log/{event.index:06}-{event.act.value}"
        yield _text(f"{name}.json", casebook.entry(event.index).leaf)
        yield _text(f"{name}.tlog-proof", casebook.proof(event.index).proof.encode())
    yield _text("log/public-key.txt", f"{casebook.public_key.text}\n".encode())


def _write(beside: Path, members: list[Member], language: str, progress: Progress) -> None:
    with beside.open("xb") as file:
        total = sum(each.size for each in members)
        with ArchiveWriter(file, total, progress) as writer:
            sums = {each.name: writer.add(each) for each in members}
            writer.add(_text(README, _readme(sums, language).encode()))
        file.flush()
        os.fsync(file.fileno())


def _readme(sums: dict[str, Sha256], language: str) -> str:
    words = (
        message("This dossier holds personal data. Keep it as you keep the application."),
        message("case.pdf is the case as it is printed; application/ is the file as it was "
                "received; assessment.json and decision.json say the same for programs, with "
                "points as exact fractions."),
        message("log/ holds the entries of the decision log about this case and, for each, the "
                "proof that the log has it. “label-desk log verify” checks the whole log."),
        message("The SHA-256 of each file, as “sha256sum -c” reads it:"),
    )  # fmt: skip
    lines = [f"{sha256}  {name}" for name, sha256 in sums.items()]
    return "\n\n".join((*(say(each, language) for each in words), "\n".join(lines))) + "\n"


def _text(name: str, content: bytes) -> Member:
    return Member(name, content, len(content))


def _json(name: str, document: object) -> Member:
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    return _text(name, text.encode())


def _sha256(path: Path) -> Sha256:
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())
