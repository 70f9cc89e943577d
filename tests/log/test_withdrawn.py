"""The list of withdrawn certificates: one form, one signer, never a checkpoint."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.log import LogKey, NotACheckpoint, parse_checkpoint, sign_checkpoint
from app.log.withdrawn import NotAList, WithdrawnList, list_signer, read_list, signed_note
from app.models.certificate import Why, Withdrawn
from app.models.identifiers import CertificateNumber

KEY, OTHER = (LogKey(Ed25519PrivateKey.from_private_bytes(bytes(32 * [n]))) for n in (1, 2))
ORIGIN = "label-desk/3f2a9c0d1e4b5a67"
AT = datetime(2026, 11, 26, 17, tzinfo=UTC)
NUMBERS = st.from_regex(r"[A-Z]{2}-NQL-20[0-9]{2}-[0-9]{6}(-2)?", fullmatch=True).map(
    CertificateNumber
)
ENTRIES = st.lists(
    st.builds(Withdrawn, NUMBERS, st.just(AT), st.sampled_from(Why), st.none() | NUMBERS)
)


def note(entries: tuple[Withdrawn, ...] = (), key: LogKey = KEY) -> str:
    listed = WithdrawnList(ORIGIN, AT, 140, entries)
    return signed_note(listed, key.public, key.sign_list(listed.text))


@given(ENTRIES)
def test_what_was_written_is_read(entries: list[Withdrawn]) -> None:
    assert read_list(note(tuple(entries))).entries == tuple(entries)
    assert list_signer(note(tuple(entries)), [OTHER.public, KEY.public]) == KEY.public
    assert list_signer(note(tuple(entries)), [OTHER.public]) is None


ONE = note((Withdrawn(CertificateNumber("NO-NQL-2026-000007"), AT, Why.WITHDRAWN),))


@given(st.integers(0, len(ONE) - 1), st.characters(codec="utf-8"))
def test_no_changed_character_passes(place: int, character: str) -> None:
    changed = ONE[:place] + character + ONE[place + 1 :]
    try:
        read_list(changed)
    except NotAList:
        return
    assert changed == ONE or list_signer(changed, [KEY.public]) is None


def test_a_list_is_no_checkpoint_and_a_checkpoint_no_list() -> None:
    with pytest.raises(NotACheckpoint):
        parse_checkpoint(ONE)
    with pytest.raises(NotAList):
        read_list(sign_checkpoint(KEY, ORIGIN, 5, bytes(32)))
    with pytest.raises(ValueError, match="not a list"):
        KEY.sign_list(f"{ORIGIN}\n5\n")


@given(st.text())
def test_any_other_text_is_no_list(text: str) -> None:
    with pytest.raises(NotAList):
        read_list(text)
