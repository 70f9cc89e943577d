"""``open`` and ``demo``: commands that end in the window, which ``app/__main__.py`` opens.

Nothing of Qt is loaded here.
"""

import argparse
import os
import sys
from pathlib import Path

from app.cli.command import Answer, Command
from app.cli.show import tell
from app.cli.sitting import Sitting, data_folder
from app.models.errors import Unavailable
from app.models.message import Message, message
from app.models.window import WindowRequest
from app.wording import _, current, say

SCREENLESS = frozenset({"offscreen", "minimal", "minimalegl", "vnc"})


def open_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files of ``open``."""
    parser.add_argument("files", metavar=_("FILE"), nargs="*", type=Path,
                        help=_("application files to open in it"))  # fmt: skip


def run_open(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Ask for the window; raises ``Unavailable`` for a file, or a screen, that is not there."""
    for path in options.files:
        if not path.exists():
            raise Unavailable("file.absent", message("There is no file {path}.", path=path))
    if not can_open_window():
        raise Unavailable(
            "window.no-screen",
            message("There is no screen here, so the window cannot open."),
            message("“label-desk --help” shows what can be done without it."),
        )
    files = tuple(path.absolute() for path in options.files)
    return Answer(window=WindowRequest(sitting.folder, files, current()))


def demo_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``demo``."""
    parser.add_argument("--no-window", action="store_true", help=_("stop before the window"))


def run_demo(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Make the sample casebook, walk the main job once, then open the window on it."""
    from app.samples import demo  # noqa: PLC0415  everything is loaded here, for ``open`` nothing

    stream = sys.stderr if options.json else sys.stdout

    def told(sentence: Message) -> None:
        sitting.clear_progress()
        tell(stream, say(sentence))

    folder = options.casebook or Path(os.environ.get("LABEL_DESK_CASEBOOK", data_folder() / "demo"))
    made = demo.run(folder.absolute(), sitting.press(), told, clock=sitting.clock,
                    progress=sitting.progress)  # fmt: skip
    document = {
        "casebook": str(made.casebook),
        "applications": made.applications,
        "certificate": str(made.certificate) if made.certificate else None,
        "verdict": made.verdict.value if made.verdict else None,
    }
    if options.no_window:
        return Answer(document)
    if not has_screen():
        return Answer(document, _("There is no screen here, so the window is not opened."))
    return Answer(document, window=WindowRequest(made.casebook, (), current()))


def has_screen() -> bool:
    """Tell whether a window could be seen."""
    return can_open_window() and platform() not in SCREENLESS


def can_open_window() -> bool:
    """Tell whether a window can open at all, also where nobody sees it."""
    if platform() or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def platform() -> str:
    """Return the window system that was chosen by the environment, if one was."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]


COMMANDS = (
    Command("open", message("Open the window, on these files"), "open inbox/*.labelapp",
            open_arguments, run_open),
    Command("demo", message("Make the sample casebook, walk the main job, open the window"),
            "demo --casebook sample --no-window", demo_arguments, run_demo),
)  # fmt: skip
