"""Strict DER: one encoding for everything, and errors of one family."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certificates.der import OCTETS, SEQUENCE, NotDer, element, first, object_identifier
from app.certificates.signature import Broken, Unsupported, read_signature


@given(st.binary(max_size=700))
def test_what_is_written_is_read(content: bytes) -> None:
    found, rest = first(element(OCTETS, content) + b"more")
    assert (found.content, rest) == (content, b"more")


@pytest.mark.parametrize(
    "encoded",
    [b"", b"\x30", b"\x30\x80\x00\x00", b"\x04\x81\x05hello", b"\x04\x82\x00\x80", b"\x1f\x01\x00",
     b"\x04\x05abc", b"\x04\x85\x01\x00\x00\x00\x00"],
)  # fmt: skip
def test_other_encodings_are_refused(encoded: bytes) -> None:
    with pytest.raises(NotDer):
        first(encoded)


def test_object_identifiers_are_written_in_base_128() -> None:
    assert object_identifier("1.2.840.113549.1.7.2").hex() == "06092a864886f70d010702"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_as_a_signature(content: bytes) -> None:
    with pytest.raises((Broken, Unsupported)):
        read_signature(element(SEQUENCE, content))
