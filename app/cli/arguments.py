"""Arguments that several commands share, and how their values are read."""

import argparse
from datetime import datetime
from pathlib import Path

from app.casework.cases import reference
from app.models.case import CaseRef
from app.models.errors import Misused
from app.models.message import message
from app.wording import _


def add_case(parser: argparse.ArgumentParser, *, several: bool = False) -> None:
    """Add the application that is meant: ``ID`` is the current submission, ``ID/N`` another."""
    help_text = _("the application: ID for its current submission, ID/N for another")
    if several:
        parser.add_argument("id", metavar="ID", nargs="+", help=help_text)
    else:
        parser.add_argument("id", metavar="ID", help=help_text)


def case_of(options: argparse.Namespace) -> CaseRef:
    """Return the application that is meant."""
    return reference(options.id)


def add_output(parser: argparse.ArgumentParser, help_text: str, *, required: bool = True) -> None:
    """Add ``-o PATH`` and ``--force``."""
    parser.add_argument("-o", "--output", metavar=_("PATH"), type=Path, required=required,
                        help=help_text)  # fmt: skip
    parser.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def add_evaluator(parser: argparse.ArgumentParser) -> None:
    """Add the person who evaluates."""
    parser.add_argument("--evaluator", metavar=_("NAME"), required=True,
                        help=_("who evaluates; always written the same way"))  # fmt: skip


def instant(text: str | None) -> datetime | None:
    """Read an instant with its offset; raises ``Misused``."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Misused(
            "arguments.instant",
            message("“{text}” is not an instant.", text=text),
            message("Write date, time and offset, as in 2026-09-30T23:59:00+02:00."),
        )
    return moment
