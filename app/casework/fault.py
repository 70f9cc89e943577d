"""The report of an unforeseen fault: where it happened, never whose data it was."""

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC
from pathlib import Path

import platformdirs

from app import __version__
from app.clock import system_clock


def write_report(error: BaseException) -> Path:
    """Write the report and return its path; sentences and values of the error are left out."""
    name = f"label-desk-{system_clock():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for folder in (platformdirs.user_log_path("label-desk", appauthor=False),
                   Path(tempfile.gettempdir())):  # fmt: skip
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            path.write_text(report(error), encoding="utf-8")
        except OSError:
            continue
        return path
    return Path(name)


def report(error: BaseException) -> str:
    """Return the text: versions, kinds of errors, and the lines of code they passed."""
    lines = [
        f"Label Desk {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
        f"At {system_clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    ]
    current: BaseException | None = error
    while current is not None:
        kind = type(current)
        lines += ["", f"{kind.__module__}.{kind.__qualname__}", *places(current)]
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def places(error: BaseException) -> list[str]:
    """Return module, line and function of each frame; no path of the user's machine."""
    return [
        f"  {_module(frame.f_globals.get('__name__'))}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _module(name: object) -> str:
    return name if isinstance(name, str) and name in sys.modules else "?"
