"""``export awards`` and ``dossier``."""

import argparse

from app.casework import dossier, publish
from app.cli.arguments import add_case, add_output, case_of
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


def dossier_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``dossier``."""
    add_case(parser)
    add_output(parser, _("the zip file to write"))


def run_dossier(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write all there is about a case into one zip file."""
    made = dossier.write_dossier(
        sitting.existing(), sitting.press, case_of(options), options.output, language=current(),
        force=options.force, progress=sitting.progress,
    )  # fmt: skip
    document = {"file": str(made.path), "sha256": made.sha256, "files": made.rows}
    text = ngettext("{count} file in {path}", "{count} files in {path}", made.rows)
    return Answer(document, text.format(count=made.rows, path=made.path))


COMMANDS = (
    Command("export awards", message("Write the list of awarded teachers and schools"),
            "export awards -o awards.xlsx", awards_arguments, run_awards),
    Command("dossier", message("Write all there is about an application into one zip file"),
            "dossier NO-NQL-2026-0412 -o dossier.zip", dossier_arguments, run_dossier),
)  # fmt: skip
