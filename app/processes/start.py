"""How one of our child processes is started: its command, its environment, its folder."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

KEPT = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE")
"""Variables a child may see; nothing of the user's session, no secrets, no Python settings."""
SOUND = ("XDG_RUNTIME_DIR", "PULSE_SERVER", "HOME", "LOCALAPPDATA")
"""What the player needs besides, to find the loudspeaker."""


QUIET = 15
"""How far a quiet child steps back on POSIX, from 0 to 19."""


def command(process: str) -> list[str]:
    """Return the command of a child (reader, press, player), also in a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, f"--process={process}"]
    return [sys.executable, "-I", "-m", "app", f"--process={process}"]


def start(
    words: Sequence[str], *, quiet: bool = False, handles: Sequence[int] = ()
) -> "subprocess.Popen[bytes]":
    """Start a child with pipes, a clean environment and a folder that holds nothing of anyone.

    A ``quiet`` one lets everything else on the machine go first. ``handles`` go down to it, on
    POSIX only.
    """
    kept = (*KEPT, *SOUND) if words[-1].endswith("=player") else KEPT
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    if quiet:
        flags |= getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)
    child = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: os.environ[name] for name in kept if name in os.environ},
        cwd=Path(sys.executable).anchor,
        creationflags=flags,
        pass_fds=handles,
    )
    if quiet and hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, child.pid, QUIET)
    return child
