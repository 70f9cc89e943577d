"""Pins against the application they point into: bound to hashes, checked, found again."""

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from app.casework import cases, evidence, own
from app.documents import HEAD_BYTES, Kind, Reader, kind_of
from app.models.case import CaseRef, Submission
from app.models.errors import LabelDeskError, Misused
from app.models.identifiers import EvidenceId, LeafId
from app.models.message import Message, message
from app.models.review import Pin, Scores

if TYPE_CHECKING:
    from app.storage import Casebook


class PinState(StrEnum):
    """Whether what was pinned is still there."""

    HERE = "here"
    CHANGED = "changed"
    GONE = "gone"


def checked(
    casebook: "Casebook", ref: CaseRef, scores: Scores, evaluator: str | None = None
) -> Scores:
    """Return the scores with each pin bound to the bytes it points into.

    ``evaluator`` may pin her own notes and pictures too.

    Raises ``Misused`` ``scores.pin`` for evidence and answers that the application does not have,
    and for pages that a document does not have, where its pages can be counted.
    """
    submission = own.with_own(casebook, cases.submission(casebook, ref), evaluator)
    bound_scores = {
        leaf: replace(score, pins=tuple(_bound(leaf, pin, submission) for pin in score.pins))
        for leaf, score in scores.items()
    }
    _check_pages(casebook, ref, submission, bound_scores)
    return bound_scores


def _bound(leaf: LeafId, pin: Pin, submission: Submission) -> Pin:
    form = submission.application
    if pin.answer is not None and pin.answer not in {each.id for each in form.answers}:
        _refuse(leaf, message("there is no answer {answer}", answer=pin.answer[:64]))
    if pin.evidence is None:
        return pin
    if pin.evidence not in {each.id for each in form.evidence}:
        _refuse(leaf, message("there is no evidence {evidence}", evidence=pin.evidence[:64]))
    return bound(pin, submission)


def bound(pin: Pin, submission: Submission) -> Pin:
    """Return a pin with the hash of the evidence as it is now, unless it has one already."""
    if pin.evidence is None or pin.sha256 is not None:
        return pin
    return replace(pin, sha256=submission.evidence_sha256.get(pin.evidence))


def _check_pages(
    casebook: "Casebook", ref: CaseRef, submission: Submission, scores: Scores
) -> None:
    """Count the pages of what is pinned by page; the reader is started only for that."""
    by_page = [
        (leaf, pin)
        for leaf, score in scores.items()
        for pin in score.pins
        if (pin.page or 0) > 1 and state(pin, submission) is PinState.HERE
    ]
    if not by_page:
        return
    with Reader() as reader:
        counts = {
            name: _pages(casebook, ref, name, reader)
            for name in dict.fromkeys(pin.evidence for _, pin in by_page if pin.evidence)
        }
    for leaf, pin in by_page:
        most = counts.get(pin.evidence) if pin.evidence else None
        if most is not None and pin.page is not None and pin.page > most:
            said = message("{evidence} has no page {page}", evidence=pin.evidence, page=pin.page)
            _refuse(leaf, said)


def _pages(casebook: "Casebook", ref: CaseRef, name: EvidenceId, reader: Reader) -> int | None:
    """Return the pages of a document or picture; None where nobody can count them."""
    try:
        untrusted = evidence.read(casebook, ref, name)
        listed = evidence.find(cases.submission(casebook, ref), name)
        kind = kind_of(untrusted[:HEAD_BYTES], listed.file or "", listed.media_type).kind
        if kind not in {Kind.PDF, Kind.IMAGE}:
            return None
        return reader.open(untrusted, kind).pages
    except LabelDeskError:
        return None


def _refuse(leaf: LeafId, problem: Message) -> NoReturn:
    raise Misused(
        "scores.pin", message("{id}: {problem}. Nothing was stored.", id=leaf, problem=problem)
    )


def state(pin: Pin, submission: Submission) -> PinState:
    """Tell whether the bytes, or the passage, that a pin points into are in the submission."""
    if pin.answer is not None:
        return _state_in_answer(pin, submission)
    if where(pin, submission) is not None:
        return PinState.HERE
    known = {each.id for each in submission.application.evidence}
    return PinState.CHANGED if pin.evidence in known else PinState.GONE


def _state_in_answer(pin: Pin, submission: Submission) -> PinState:
    answers = submission.application.answers
    text = next((each.text for each in answers if each.id == pin.answer), None)
    if text is None:
        return PinState.GONE
    same = pin.quote is None or _letters(pin.quote) in _letters(text)
    return PinState.HERE if same else PinState.CHANGED


@lru_cache(maxsize=16)  # many pins in a row point into one answer
def _letters(text: str) -> str:
    """Letters and digits alone: what was marked is the text as shown, without Markdown's signs."""
    return "".join(filter(str.isalnum, text))


def where(pin: Pin, submission: Submission) -> EvidenceId | None:
    """Return the evidence whose bytes were pinned, also under another name; None without one.

    A link without a copy, and a pin that never got a hash, are known by their id alone.
    """
    if pin.evidence is None:
        return None
    listed = {each.id for each in submission.application.evidence}
    hashes = submission.evidence_sha256
    if pin.sha256 is None or hashes.get(pin.evidence) == pin.sha256:
        return pin.evidence if pin.evidence in listed else None
    same = (name for name, sha256 in hashes.items() if sha256 == pin.sha256 and name in listed)
    return next(same, None)
