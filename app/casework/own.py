"""An evaluator's own notes and screenshots on links: dated, hashed, pinned, never mixed.

They lie beside the submission, under the evaluator's name; the application file is never touched.
Until the evaluation is sealed they can be removed; sealing commits to each of them by hash
(docs/decisions/0016-a-way-in.md).
"""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import cases
from app.casework.people import named
from app.models.application import Evidence
from app.models.case import CaseRef, Submission
from app.models.errors import Misused, Refused, Unavailable
from app.models.identifiers import EvidenceId, Sha256
from app.models.message import message
from app.models.own_evidence import OwnEvidence
from app.wording import date_text, say

if TYPE_CHECKING:
    from app.storage import Casebook

LONGEST_NOTE = 20_000
LARGEST_PICTURE = 20 * 1024 * 1024
NOTE = "text/plain"
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_SUFFIXES = {NOTE: "txt", "image/png": "png", "image/jpeg": "jpg"}


def add_note(
    casebook: "Casebook", ref: CaseRef, evaluator: str, text: str, seen_on: date,
    link: EvidenceId | None = None,
) -> OwnEvidence:  # fmt: skip
    """Keep a note of what was seen; raises ``Misused`` for an empty or endless one."""
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise Misused(
            "own.note",
            message("A note has 1 to {most} characters.", most=LONGEST_NOTE),
        )
    return _keep(casebook, ref, evaluator, (text.encode(), NOTE, text), seen_on, link)


def add_picture(
    casebook: "Casebook", ref: CaseRef, evaluator: str, picture: bytes, seen_on: date,
    link: EvidenceId | None = None, text: str = "",
) -> OwnEvidence:  # fmt: skip
    """Keep a picture (PNG or JPEG) of what was seen; only its first bytes are looked at here."""
    kinds = (kind for start, kind in _PICTURES.items() if picture.startswith(start))
    kind = next(kinds, None)
    if kind is None:
        raise Misused(
            "own.picture",
            message("Only PNG and JPEG pictures can be kept as your own."),
            message("Take the picture anew, or save it as PNG."),
        )
    if len(picture) > LARGEST_PICTURE:
        raise Misused("own.picture", message("The picture is larger than {most} MB.",
                                             most=LARGEST_PICTURE // 1024 // 1024))  # fmt: skip
    return _keep(casebook, ref, evaluator, (picture, kind, text.strip()), seen_on, link)


def _keep(
    casebook: "Casebook", ref: CaseRef, evaluator: str, seen: tuple[bytes, str, str],
    seen_on: date, link: EvidenceId | None,
) -> OwnEvidence:  # fmt: skip
    given, by = cases.submission(casebook, ref), named(evaluator)
    _check_open(casebook, given)
    known = {each.id for each in given.application.evidence}
    if link is not None and link not in known:
        raise Refused("evidence.unknown", message("{case} lists no evidence “{id}”.",
                                                  case=given.case, id=link))  # fmt: skip
    content, kind, text = seen
    sha256 = Sha256(hashlib.sha256(content).hexdigest())
    own = OwnEvidence(
        id=_free_id(casebook, given, by), link=link, seen_on=seen_on, text=text, media_type=kind,
        sha256=sha256, size=len(content), by=by, at=casebook.clock(),
    )  # fmt: skip
    with casebook.draft() as draft:
        draft.keep_own(given.case, given.number, own, content)
        draft.mark_opened(given.case, given.number, by, sha256)
    return own


def _free_id(casebook: "Casebook", given: Submission, by: str) -> EvidenceId:
    """Never an id that the applicant uses, and never one that was removed and may be pinned."""
    taken = {each.id for each in given.application.evidence}
    taken |= {each.id for each in casebook.own_evidence(given.case, given.number, by)}
    pinned = (pin.evidence for draft in casebook.drafts(given.case, given.number)
              for score in draft.scores.values() for pin in score.pins)  # fmt: skip
    taken |= {each for each in pinned if each is not None}
    return next(
        EvidenceId(f"own-{number}") for number in range(1, 100_000) if f"own-{number}" not in taken
    )


def _check_open(casebook: "Casebook", given: Submission) -> None:
    """What was decided gets nothing new."""
    if any(each.submission == given.number for each in casebook.decisions(given.case)):
        raise Refused("own.decided", message("{case} is decided; nothing is added to it.",
                                             case=given.case))  # fmt: skip


def remove(casebook: "Casebook", ref: CaseRef, evaluator: str, piece: EvidenceId) -> None:
    """Remove an own piece; raises ``Refused`` where it is sealed or pinned."""
    given, by = cases.submission(casebook, ref), named(evaluator)
    if piece in sealed(casebook, given, by):
        raise Refused(
            "own.sealed", message("“{id}” belongs to a sealed evaluation and stays.", id=piece)
        )
    drafts = (each for each in casebook.drafts(given.case, given.number) if each.evaluator == by)
    pinned = (leaf for draft in drafts for leaf, score in draft.scores.items()
              if any(pin.evidence == piece for pin in score.pins))  # fmt: skip
    leaf = next(pinned, None)
    if leaf is not None:
        raise Refused(
            "own.pinned",
            message("“{id}” is pinned to {leaf}. Take the pin away first.", id=piece, leaf=leaf),
        )
    with casebook.draft() as draft:
        draft.remove_own(given.case, given.number, by, piece)


def sealed(casebook: "Casebook", given: Submission, by: str) -> set[EvidenceId]:
    """Return the pieces that a sealed evaluation has committed to."""
    reviews = casebook.reviews(given.case, given.number)
    return {own.id for each in reviews if each.evaluator == by for own in each.own}


def picture_file(path: Path) -> bytes:
    """Return the bytes of a picture file, at most one more than may be kept."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_PICTURE + 1)
    except OSError as error:
        raise Unavailable(
            "file.absent", message("The file {path} cannot be read.", path=path.name)
        ) from error


def read(casebook: "Casebook", given: Submission, by: str, piece: EvidenceId) -> bytes:
    """Return the bytes of a piece; raises ``Unavailable`` when they are gone or not the same."""
    known = {each.id: each for each in casebook.own_evidence(given.case, given.number, by)}
    content = casebook.own_content(given.case, given.number, by, piece)
    expected = known[piece].sha256 if piece in known else None
    if content is None or hashlib.sha256(content).hexdigest() != expected:
        raise Unavailable("evidence.missing", message("Your own “{id}” is not here.", id=piece))
    return content


def with_own(casebook: "Casebook", given: Submission, evaluator: str | None) -> Submission:
    """Return the submission with the evaluator's own pieces after the applicant's, marked.

    Only for looking, pinning and printing: what was received is never stored anew.
    """
    pieces = casebook.own_evidence(given.case, given.number, named(evaluator)) if evaluator else ()
    if not pieces:
        return given
    listed = {each.id: each for each in given.application.evidence}
    own = tuple(_as_evidence(each, listed.get(each.link) if each.link else None) for each in pieces)
    form = replace(given.application, evidence=(*given.application.evidence, *own))
    hashes = given.evidence_sha256 | {each.id: each.sha256 for each in pieces}
    return replace(given, application=form, evidence_sha256=hashes)


def _as_evidence(own: OwnEvidence, link: Evidence | None) -> Evidence:
    seen = message("Own note, seen {day}", day=date_text(own.seen_on))
    if own.is_picture:
        seen = message("Own picture, seen {day}", day=date_text(own.seen_on))
    about = f"{say(seen)}: {link.title or link.url}" if link else say(seen)
    return Evidence(
        id=own.id, title=f"{about} – {own.text}" if own.is_picture and own.text else about,
        path=f"own/{own.id}.{_SUFFIXES[own.media_type]}", url=link.url if link else None,
        media_type=own.media_type, seen_at=own.seen_on,
        criteria=link.criteria if link else (), own=True,
    )  # fmt: skip
