"""Memory shared with a child: it sees what we see, and cannot take it away from under us."""

import os
import subprocess
import sys

import pytest

from app.models.slate import Slate, given

CHILD = """
import os, sys
from app.models.slate import given
slate = given(sys.argv)
assert bytes(slate[:3]) == b"abc", bytes(slate[:3])
slate[:3] = b"xyz"
"""
SHORTER = """
import os, sys
for handle in range(3, 64):
    for size in (0, 10_000_000):
        try:
            os.ftruncate(handle, size)
        except OSError:
            continue
        sys.exit("changed")
"""


@pytest.fixture
def slate():
    if sys.platform == "linux" and not hasattr(os, "memfd_create"):
        pytest.skip("this Python was built for systems without files that have no name")
    made = Slate.make(100_000)
    assert made is not None
    yield made
    made.handed_down()


def run(slate: Slate, code: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code, slate.word], pass_fds=slate.handles, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    return ran.stderr


def test_a_child_draws_on_it(slate):
    slate.memory[:3] = b"abc"
    assert run(slate, CHILD) == ""
    assert bytes(slate.memory[:4]) == b"xyz\0"


@pytest.mark.skipif(sys.platform == "win32", reason="a section there has no handle to be cut by")
def test_a_child_cannot_change_its_size(slate):
    assert run(slate, SHORTER) == ""
    assert bytes(slate.memory[-1:]) == b"\0", "reading the end would be the end of this process"


def test_it_stays_when_its_handle_is_closed_and_nothing_is_left_open(slate):
    handles = slate.handles
    slate.handed_down()
    slate.memory[-1:] = b"!"
    assert slate.handles == ()
    for handle in handles:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)


@pytest.mark.parametrize(
    "words", [[], ["--slate="], ["--slate=handle:x:1"], ["--slate=handle:9999:10"], ["--other"]]
)
def test_words_that_name_none_give_none(words):
    assert given(words) is None
