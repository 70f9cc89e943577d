"""Pins of an earlier submission: where the same bytes, or the same words, are in the new one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.casework import own
from app.casework.pin_words import pin_sentence
from app.casework.pins import PinState, bound, state, where
from app.models.case import Submission
from app.models.comparison import EarlierPin
from app.models.identifiers import EvidenceId, LeafId
from app.models.message import Message, counted, message
from app.models.review import Pin, Review

if TYPE_CHECKING:
    from app.storage import Casebook

MOST_NAMED = 3
"""Pins left behind that a sentence names; it says how many there are."""


def earlier_pins(
    casebook: "Casebook", before: Submission, after: Submission, review: Review | None,
    evaluator: str,
) -> dict[LeafId, tuple[EarlierPin, ...]]:  # fmt: skip
    """Return the pins of a review by leaf, with their places in the new submission.

    ``evaluator`` may have kept the same picture or note again for the new submission.
    """
    if review is None:
        return {}
    before = own.with_own(casebook, before, review.evaluator)
    after = own.with_own(casebook, after, evaluator or None)
    return {
        leaf: tuple(
            EarlierPin(
                pin, followed(pin, before, after), pin_sentence(pin, before.application, note=False)
            )
            for pin in score.pins
        )
        for leaf, score in review.scores.items()
        if score.pins
    }


def followed(pin: Pin, before: Submission, after: Submission) -> Pin | None:
    """Return a pin as it points into the new submission; None where its place is gone."""
    if pin.answer is not None:
        return pin if _is_said(pin, pin.answer, before, after) else None
    pin = bound(pin, before)
    at = where(pin, after) if pin.sha256 is not None else _same_link(pin, before, after)
    return None if at is None else replace(pin, evidence=at)


def _is_said(pin: Pin, answer: str, before: Submission, after: Submission) -> bool:
    """A quote must still stand in the answer; an answer pinned whole must be the same."""
    if pin.quote:
        return state(pin, after) is PinState.HERE
    texts = [
        next((each.text for each in side.application.answers if each.id == answer), None)
        for side in (before, after)
    ]
    return texts[0] is not None and texts[0] == texts[1]


def _same_link(pin: Pin, before: Submission, after: Submission) -> EvidenceId | None:
    """What has no bytes here is known by its address."""
    listed = before.application.evidence
    address = next((each.url for each in listed if each.id == pin.evidence), None)
    if address is None:
        return None
    links = (each for each in after.application.evidence if not each.own)
    return next((
        each.id for each in links
        if each.url == address and each.id not in after.evidence_sha256
    ), None)  # fmt: skip


def left_sentence(left: Sequence[EarlierPin]) -> Message | None:
    """Say which pins did not come along; None when all did."""
    if not left:
        return None
    named = tuple(each.words for each in left[:MOST_NAMED])
    if len(left) > MOST_NAMED:
        return message(
            "{count} pins were left behind, among them {places}.", count=len(left), places=named
        )
    return counted(
        "{count} pin was left behind: {places}.", "{count} pins were left behind: {places}.",
        len(left), places=named,
    )  # fmt: skip
