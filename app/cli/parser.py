"""The parser of one command: the common options, errors as our own, help with an example."""

import argparse
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

from app.cli.command import Command
from app.models.errors import LabelDeskError, Misused
from app.models.message import message
from app.resources import resource
from app.wording import LANGUAGES, _, current, say

PROGRAM = "label-desk"


class HelpAsked(LabelDeskError):
    """Someone asked for help: ``text`` is the answer, the status 0."""

    status = 0

    def __init__(self, text: str) -> None:
        super().__init__("help", message("{text}", text=text))
        self.text = text


class Parser(argparse.ArgumentParser):
    """An argparse parser that raises our errors and never prints or exits by itself."""

    def error(self, message: str) -> NoReturn:  # the name is argparse's
        """Raise ``Misused`` with argparse's own sentence, which is already translated."""
        raise wrong(message, self.prog)

    def print_help(self, _: IO[str] | None = None) -> NoReturn:  # type: ignore[override]
        """Raise the help text for the caller to show."""
        raise HelpAsked(self.format_help())


def wrong(sentence: str, program: str = PROGRAM) -> Misused:
    """Return the error of arguments that were not understood."""
    return Misused(
        "arguments.wrong",
        message("{sentence}", sentence=sentence[:1].upper() + sentence[1:] + "."),
        message("“{program} --help” shows what can be asked.", program=program),
    )


def parser_of(command: Command) -> Parser:
    """Return the parser of one command in the current language."""
    parser = Parser(
        prog=f"{PROGRAM} {command.name}",
        description=say(command.summary),
        epilog=_("Example:") + f"\n  {PROGRAM} {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    add_common(parser)
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options every command knows."""
    common = parser.add_argument_group(_("for every command"))
    common.add_argument(
        "--casebook",
        type=Path,
        metavar=_("FOLDER"),
        help=_("the casebook (or LABEL_DESK_CASEBOOK; else a folder in the user's data)"),
    )
    common.add_argument(
        "--json",
        action="store_true",
        help=_("one JSON document on standard output, sentences on standard error"),
    )
    common.add_argument("--lang", choices=tuple(LANGUAGES), help=_("language of the sentences"))


@contextmanager
def argparse_speaks() -> Iterator[None]:
    """Let argparse's own sentences come from our catalogue while it parses."""
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("label-desk", str(resource("locale")))
    gettext.textdomain("label-desk")
    os.environ["LANGUAGE"] = current()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if language is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language


def argparse_words() -> tuple[str, ...]:
    """Name argparse's sentences, so that they are in the catalogue for ``argparse_speaks``."""
    return (
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("not allowed with argument %s"),
        _("one of the arguments %s is required"),
        _("argument %(argument_name)s: %(message)s"),
        _("ignored explicit argument %r"),
    )
