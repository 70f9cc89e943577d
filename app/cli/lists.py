"""``export awards``."""

import argparse

from app.casework import publish
from app.cli.arguments import add_output
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.message import message
from app.wording import _, current, ngettext


def awards_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``export awards``."""
    add_output(parser, _("the file to write: .csv, .xlsx, .json, .html or .pdf"))


def run_awards(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write the list of awarded teachers and schools."""
    publish.check_suffix(options.output)
    made = publish.awards(
        sitting.existing(), sitting.press, options.output, language=current(), force=options.force
    )
    document = {"file": str(made.path), "sha256": made.sha256, "rows": made.rows}
    text = ngettext("{count} award: {path}", "{count} awards: {path}", made.rows)
    return Answer(document, text.format(count=made.rows, path=made.path))


COMMANDS = (
    Command("export awards", message("Write the list of awarded teachers and schools"),
            "export awards -o awards.xlsx", awards_arguments, run_awards),
)  # fmt: skip
