#!/usr/bin/env python3
"""Set up and start Label Desk: ``python3 start.py [demo|test|setup|desk ...]``.

setup   makes .venv from requirements.lock and prepares the machine; the others do it first
demo    the sample casebook, the main job walked through, then the window (also without a word)
test    all tests
desk    everything after it goes to label-desk

Standard library only; works on Windows, macOS and Linux with Python 3.11 to 3.13.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BINARIES = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = ENVIRONMENT / "label-desk.stamp"
DEBIAN_LIBRARIES = (
    "libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libdbus-1-3",
    "libpulse0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0",
    "libxcb-xkb1", "libxkbcommon-x11-0",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Do what the first word says; return the exit status of the last step."""
    word = arguments[0] if arguments else "demo"
    if word not in {"demo", "test", "setup", "desk"}:
        print(__doc__)
        return 2
    set_up()
    if word == "setup":
        return 0
    if word == "test":
        return run([PYTHON, "-m", "pytest", *arguments[1:]])
    rest = arguments[1:] if word == "desk" else ["demo", *arguments[1:]]
    return run([PYTHON, "-I", "-m", "app", *rest])


def set_up() -> None:
    """Make the environment once for each version of the lock; a broken one is made anew."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        sys.exit("Label Desk needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0])
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    install_system_libraries()
    print("Setting up Label Desk in .venv; this is needed once and takes about a minute …")
    venv.create(ENVIRONMENT, with_pip=True, clear=not STAMP.exists() and ENVIRONMENT.exists())
    check([*installer(), "--require-hashes", "-r", LOCK])
    check([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
           "--no-deps", "--no-build-isolation", "--editable", ROOT])  # fmt: skip
    STAMP.write_text(wanted, encoding="ascii")


def installer() -> list[str | Path]:
    """Return the install command: uv where it is on the path (faster), else pip."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", PYTHON]
    return [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def install_system_libraries() -> None:
    """On a bare Debian as root, bring the libraries Qt links to; elsewhere they are there."""
    if not (sys.platform == "linux" and shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    present = {line.split()[0] for line in listing.splitlines() if line.endswith(" installed")}
    missing = [name for name in DEBIAN_LIBRARIES if not {name, name + "t64"} & present]
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print("The window needs system libraries. Please run:\n  sudo " + " ".join(command))
        return
    check(["apt-get", "update", "--quiet"])
    check(command)


def check(command: Sequence[str | Path]) -> None:
    """Run a step of the set-up; stop with a sentence when it fails."""
    if run(command) != 0:
        sys.exit("The set-up stopped at: " + " ".join(map(str, command)))


def run(command: Sequence[str | Path]) -> int:
    """Run a command in the project's folder and return its exit status."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
