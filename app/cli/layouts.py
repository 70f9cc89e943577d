"""``layout show``, ``layout check``, ``layout install`` and ``layout reset``."""

import argparse
from pathlib import Path

from app.casework import layout
from app.casework.layout import OwnLayout
from app.casework.write import check_free, write_file
from app.cli.arguments import add_output
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.models.message import message
from app.models.problem import Problem, Severity
from app.wording import _, say

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.NOTE: "·"}


def run_show(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show the office's layout file; without one, where to begin."""
    own = layout.current(sitting.casebook()) if sitting.exists() else OwnLayout()
    document = {"sha256": layout.hash_of(own) if own.text else None, "logo": bool(own.logo),
                "text": own.text}  # fmt: skip
    empty = _("The shipped layout counts. A file of your own begins with these lines:")
    return Answer(document, own.text.rstrip() or f"{empty}\n\n{layout.EMPTY}")


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``layout check``."""
    parser.add_argument("file", metavar=_("FILE.toml"), type=Path, help=_("the layout file"))
    add_output(parser, _("a PDF to write: a sample with the longest names"), required=False)
    parser.add_argument("--school", action="store_true",
                        help=_("the sample is of the School Label"))  # fmt: skip
    parser.add_argument("--language", metavar=_("TAG"), action="append", default=[],
                        help=_("language of the sample; up to two"))  # fmt: skip


def run_check(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Tell everything that is wrong with a layout file, or would not fit."""
    if options.output is not None:
        check_free(options.output, force=options.force)
    own = layout.read(options.file)
    found = layout.check(sitting.press(), own)
    if options.output is not None:
        drawn = layout.sample(sitting.press(), own, "long", options.language or ["en"],
                              for_school=options.school)  # fmt: skip
        if drawn.pdf:
            write_file(options.output, drawn.pdf, force=options.force)
    fine = all(each.severity is not Severity.ERROR for each in found)
    lines = [f"{SIGNS[each.severity]} {say(each.message)}" for each in found]
    good = _("Everything fits, also with the longest names.")
    document = {"ok": fine, "sha256": layout.hash_of(own), "problems": [shape(p) for p in found]}
    return Answer(document, "\n".join(lines or [good]), 0 if fine else 1)


def shape(found: Problem) -> dict[str, str]:
    """Return a problem as JSON."""
    return {"code": found.code, "severity": found.severity.value, "where": found.where,
            "message": say(found.message)}  # fmt: skip


def install_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``layout install``."""
    parser.add_argument("file", metavar=_("FILE.toml"), type=Path, help=_("the layout file"))


def run_install(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Keep a layout file as the one that certificates are drawn with from now on."""
    own = layout.read(options.file)
    casebook = sitting.casebook()
    layout.install(casebook, sitting.press(), own)
    document = {"sha256": layout.hash_of(own), "log_entry": casebook.size - 1}
    return Answer(document, _("Certificates are drawn with this layout from now on."))


def run_reset(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Let the shipped layout count again."""
    casebook = sitting.existing()
    layout.install(casebook, sitting.press(), OwnLayout())
    return Answer({"sha256": None}, _("The shipped layout counts again."))


COMMANDS = (
    Command("layout show", message("Show the office's layout of certificates"),
            "layout show", no_arguments, run_show),
    Command("layout check", message("Tell what is wrong with a layout file of certificates"),
            "layout check office.toml -o sample.pdf", check_arguments, run_check),
    Command("layout install", message("Draw certificates with a layout file from now on"),
            "layout install office.toml", install_arguments, run_install),
    Command("layout reset", message("Draw certificates with the shipped layout again"),
            "layout reset", no_arguments, run_reset),
)  # fmt: skip
