"""``open``: the window. It is opened by ``app/__main__.py``; nothing of Qt is loaded here."""

import argparse
from pathlib import Path

from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.message import message
from app.models.window import WindowRequest
from app.wording import _, current


def open_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files of ``open``."""
    parser.add_argument("files", metavar=_("FILE"), nargs="*", type=Path,
                        help=_("application files to open in it"))  # fmt: skip


def run_open(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Ask for the window."""
    files = tuple(path.absolute() for path in options.files)
    return Answer(window=WindowRequest(sitting.folder, files, current()))


COMMANDS = (
    Command("open", message("Open the window, on these files"), "open inbox/*.labelapp",
            open_arguments, run_open),
)  # fmt: skip
