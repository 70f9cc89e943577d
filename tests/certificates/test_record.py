"""The record inside a certificate: read back as written, refused when it is not ours."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certificates.record import NoRecord, read_record, record_bytes
from app.models.certificate import LogProof, PrintedWords


def test_what_was_carried_is_read_back(words: Callable[..., PrintedWords], proof: LogProof) -> None:
    content = record_bytes(words(), proof, b'{"x":1}')
    record = read_record(content, proof.proof)
    assert (record.words, record.proof, record.leaf) == (words(), proof, b'{"x":1}')


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"null", b'{"format":"label-certificate","version":3}', b"\xff"]
)
def test_anything_else_is_no_record(content: bytes) -> None:
    with pytest.raises(NoRecord):
        read_record(content)


@given(st.binary(max_size=200))
def test_random_bytes_are_no_record(content: bytes) -> None:
    with pytest.raises(NoRecord):
        read_record(content)
