"""The window goes nowhere: a walk through all of it, with bait in every text, is watched."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from lures import BAIT

STRACE = shutil.which("strace")
WALK = Path(__file__).with_name("offline_walk.py")
PATHS = "open,openat,openat2,stat,lstat,newfstatat,statx,access,faccessat,faccessat2,readlink"

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = (
    "/usr/",
    "/lib",
    "/etc/",
    "/dev/",
    "/proc/",
    "/sys/",
    "/var/cache/fontconfig",
    "/var/lib/dbus",
)
"""Folders of the system that libraries and fonts are read from."""

pytestmark = pytest.mark.skipif(
    STRACE is None, reason="strace is not installed (Debian: strace), or cannot be had here"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("Ünï çødé 日本")


@pytest.fixture(scope="module")
def calls(folder: Path) -> str:
    """What the walk asked the system for: network, files, programs."""
    found = folder / "calls.txt"
    mine = {"LABEL_DESK_KEYS": str(folder / "keys"), "HOME": str(folder / "home"),
            "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    result = subprocess.run(
        [str(STRACE), "-f", "--seccomp-bpf", "-s", "400", "-e", f"trace=network,execve,{PATHS}",
         "-o", str(found), sys.executable, str(WALK), str(folder)],
        check=False, capture_output=True, text=True, env=os.environ | mine,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-2000:]
    assert result.stdout.startswith("✓ Valid")
    return found.read_text(encoding="utf-8", errors="replace")


def test_no_socket_leads_out_of_this_computer(calls: str) -> None:
    assert calls.count("socket(") >= calls.count("socket(AF_UNIX")
    assert re.findall(r"AF_INET6?\b|AF_NETLINK", calls) == []


def test_no_path_names_a_server_or_a_bait(calls: str) -> None:
    asked = set(re.findall(r'"([^"]*)"', calls))
    assert len(asked) > 1000
    assert [path for path in asked if path.startswith(("//", "\\\\"))] == []
    assert [path for path in asked if BAIT in path] == []


def test_nothing_is_opened_outside_the_allowed_folders(calls: str, folder: Path) -> None:
    """What could be opened, by any of our processes: the system's, the program's, the walk's."""
    opened = set(re.findall(r'open(?:at2?)?\((?:[^"]*, )?"(/[^"]*)"[^=]*\) = \d', calls))
    outside = {path for path in map(_spelled, opened) if not _is_allowed(path, folder)}
    assert len(opened) > 300
    assert outside == set()


def _spelled(path: str) -> str:
    """Return a path as it is; the watcher writes other letters as octal numbers."""
    return path.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1").decode()


def _is_allowed(path: str, folder: Path) -> bool:
    own = (ROOT, folder, Path(sys.prefix), Path(sys.base_prefix))
    return path.startswith(SYSTEM) or any(Path(path).is_relative_to(each) for each in own)


def test_no_process_but_our_own(calls: str) -> None:
    started = re.findall(r'execve\("([^"]+)", \["[^"]*", "([^"]+)"', calls)
    assert started[0][1] == str(WALK).encode("unicode_escape").decode()
    assert {(Path(name).resolve(), word) for name, word in started[1:]} <= {
        (Path(sys.executable).resolve(), "-I")
    }
    assert len(started) >= 4  # the walk, the reader, the player, the press
