"""What the reader process can no longer do once it has seen to itself."""

import subprocess
import sys

import pytest

from app.documents import Reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of the Linux kernel")

ATTEMPTS = {
    "read a file": "open('/etc/passwd')",
    "list a folder": "os.listdir('/')",
    "write a file": "open('/tmp/label-desk-reader', 'w')",
    "open a socket": "socket.socket()",
    "open a local socket": "socket.socket(socket.AF_UNIX)",
    "start a program": "os.execv('/bin/true', ['true'])",
    "fork": "os.fork() or os._exit(0)",
    "end others": "os.kill(os.getppid(), 0)",
    "take memory": "bytearray(2 << 30)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_is_refused(attempt):
    code = (
        "import os, socket\n"
        "from app.reader.confine import confine\n"
        "confine()\n"
        f"try:\n    {ATTEMPTS[attempt]}\n"
        "except (OSError, MemoryError):\n    print('refused')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert (ran.stdout.strip(), ran.returncode) == ("refused", 0), ran.stderr


def test_a_thread_of_anybody_may_still_start():
    """As a user without rights over limits, as everybody is at a desk."""
    code = (
        "import ctypes, os, threading\n"
        "from app.reader.confine import confine\n"
        "confine()\n"
        "ctypes.CDLL(None).setuid(65534)\n"
        "thread = threading.Thread(target=lambda: print('started'))\n"
        "thread.start()\n"
        "thread.join()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert (ran.stdout.strip(), ran.returncode) == ("started", 0), ran.stderr


def test_says_which_limits_are_in_force():
    with Reader() as reader:
        assert {"memory", "time", "core", "processes"} <= set(reader.confinement())
