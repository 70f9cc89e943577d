"""What the player process can no longer do once it has seen to itself."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of the Linux kernel")

ATTEMPTS = {
    "read a file": "open('/etc/passwd')",
    "list a folder": "os.listdir('/')",
    "write a file": "open('/tmp/label-desk-player', 'w')",
    "open a socket": "socket.socket()",
    "open one of the newer internet": "socket.socket(socket.AF_INET6)",
    "start a program": "os.execv('/bin/true', ['true'])",
    "fork": "os.fork() or os._exit(0)",
    "end others": "os.kill(os.getppid(), 0)",
    "take memory": "bytearray(4 << 30)",
}


@pytest.mark.parametrize("heard", [False, True])
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_is_refused(attempt, heard):
    code = (
        "import os, socket\n"
        "from app.player import serve\n"
        f"film = type('Film', (), {{'warm_up': lambda self: None, 'is_heard': {heard}}})()\n"
        "serve._confine(film)\n"
        f"try:\n    {ATTEMPTS[attempt]}\n"
        "except (OSError, MemoryError):\n    print('refused')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert (ran.stdout.strip(), ran.returncode) == ("refused", 0), ran.stderr


@pytest.mark.parametrize(("heard", "said"), [(False, "refused"), (True, "open")])
def test_sockets_of_this_computer_stay_for_the_loudspeaker_alone(heard, said):
    code = (
        "import socket\n"
        "from app.player import serve\n"
        f"film = type('Film', (), {{'warm_up': lambda self: None, 'is_heard': {heard}}})()\n"
        "serve._confine(film)\n"
        "try:\n    socket.socket(socket.AF_UNIX)\nexcept OSError:\n    print('refused')\n"
        "else:\n    print('open')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() == said, ran.stderr
