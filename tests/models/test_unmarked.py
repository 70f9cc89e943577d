"""UTF-16 without a mark is told from other texts and from rubbish."""

import random

import pytest

from app.models.unmarked import unmarked_utf16
from app.reader.plain_text import decoded

TEXTS = [
    "Elva er ren.\n",
    "Ποτάμι μας είναι καθαρό.\r\n",
    "Река чистая, да.\n",
    "მდინარე სუფთაა ა\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_a_text_is_read(text, name):
    assert unmarked_utf16(text.encode(name)) == name
    assert decoded(text.encode(name)) == (text.replace("\r\n", "\n"), name)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"Elva er ren", b"\0\1\2\3", b"a\0b", bytes(40), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
     random.Random(7).randbytes(4096), b"1,\x002\n3,4\n"],
)  # fmt: skip
def test_rubbish_is_not(content):
    assert unmarked_utf16(content) is None
