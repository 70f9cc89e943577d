"""Frames: what is written is read; anything else is refused without harm."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import LabelDeskError, Refused
from app.models.frames import (
    HEADER_LIMIT,
    BrokenFrame,
    Frame,
    error_header,
    error_of,
    read_frame,
    write_frame,
)
from app.models.message import counted, message

plain = st.none() | st.booleans() | st.integers() | st.text()
values = st.recursive(plain, st.lists, max_leaves=5)


@given(st.dictionaries(st.text().filter(lambda key: key not in {"parts", "lent"}), values),
       st.lists(st.binary(max_size=50), max_size=4))  # fmt: skip
def test_what_is_written_is_read(header, parts):
    stream = io.BytesIO()
    write_frame(stream, Frame(header, tuple(parts)))
    stream.seek(0)
    assert read_frame(stream) == Frame(header, tuple(parts))
    assert read_frame(stream) is None


@given(st.binary(max_size=60))
def test_any_bytes_are_a_frame_an_end_or_refused(content):
    try:
        frame = read_frame(io.BytesIO(content))
    except BrokenFrame:
        return
    assert frame is None or isinstance(frame.header, dict)


def framed(header: object) -> io.BytesIO:
    text = json.dumps(header).encode()
    return io.BytesIO(len(text).to_bytes(4, "big") + text)


@pytest.mark.parametrize(
    "header",
    [[], {}, {"parts": None}, {"parts": [-1]}, {"parts": [True]}, {"parts": ["1"]},
     {"parts": [1]}, {"parts": [2**60]}, "text", 5],
)  # fmt: skip
def test_wrong_headers_are_refused(header):
    with pytest.raises(BrokenFrame):
        read_frame(framed(header))


def test_what_is_lent_is_the_beginning_of_what_is_shared():
    stream, slate = io.BytesIO(), memoryview(bytearray(b"abcdef"))
    write_frame(stream, Frame({"said": 1}, (b"x",), slate[:3]))
    stream.seek(0)
    read = read_frame(stream, slate=slate)
    assert read is not None
    assert (read.header, read.parts, read.lent) == ({"said": 1}, (b"x",), b"abc")
    assert len(stream.getvalue()) < 50, "it was not sent"


@pytest.mark.parametrize("lent", [-1, 7, 2**60, True, "3", [3], 1.5])
def test_nothing_is_lent_beyond_what_is_shared(lent):
    with pytest.raises(BrokenFrame):
        read_frame(framed({"parts": [], "lent": lent}), slate=memoryview(bytearray(6)))


def test_nothing_is_lent_where_nothing_is_shared():
    with pytest.raises(BrokenFrame):
        read_frame(framed({"parts": [], "lent": 0}))


def test_a_header_of_any_length_is_not_read():
    with pytest.raises(BrokenFrame):
        read_frame(io.BytesIO((HEADER_LIMIT + 1).to_bytes(4, "big") + b"{}"))


def test_parts_beyond_the_limit_are_not_read():
    with pytest.raises(BrokenFrame):
        read_frame(framed({"parts": [101]}), limit=100)


def test_errors_travel_with_their_sentences():
    inner = counted("{count} page", "{count} pages", count=2)
    error = Refused("a.b", message("Not {what}.", what=inner), message("Try {x}.", x=3))
    again = error_of(json.loads(json.dumps(error_header(error))))
    assert isinstance(again, Refused)
    assert (again.code, str(again.message), str(again.hint)) == ("a.b", "Not 2 pages.", "Try 3.")


@given(st.dictionaries(st.sampled_from(["status", "code", "message", "hint"]), values))
def test_any_error_header_is_an_error_of_ours(header):
    assert isinstance(error_of(header), LabelDeskError)
