"""``phrases list``, ``phrases export`` and ``phrases import``: the comment bank."""

import argparse
from pathlib import Path

from app.casework import phrase_file, phrases
from app.cli.arguments import add_output
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.cli.table import table
from app.models.identifiers import SchemeId
from app.models.message import message
from app.models.phrase import Phrase
from app.wording import _, ngettext


def list_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``phrases list``."""
    parser.add_argument("--scheme", metavar=_("ID"), help=_("only phrases of this rubric"))
    _add_evaluator(parser)


def _add_evaluator(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--evaluator", metavar=_("NAME"), default="",
        help=_("also this evaluator's own phrases; without it only the office's standard ones"),
    )  # fmt: skip


def _chosen(sitting: Sitting, options: argparse.Namespace) -> list[Phrase]:
    casebook = sitting.existing()
    scheme = SchemeId(options.scheme) if options.scheme else None
    found = casebook.phrases(scheme)
    return [each for each in found if phrases.is_open_to(each, options.evaluator)]


def run_list(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show the comment bank."""
    found = _chosen(sitting, options)
    document = [
        {"scheme": each.scheme, "leaf": each.leaf, "language": each.language, "text": each.text,
         "standard": each.standard, "uses": each.uses}
        for each in found
    ]  # fmt: skip
    head = (_("Rubric"), _("Sub-criterion"), _("Language"), _("Used"), _("Phrase"))
    lines = [
        (each.scheme, each.leaf, each.language, f"{each.uses}{'*' if each.standard else ''}",
         each.text)
        for each in found
    ]  # fmt: skip
    count = ngettext("{count} phrase", "{count} phrases", len(found)).format(count=len(found))
    return Answer(document, "\n".join([*([table(head, lines), ""] if found else []), count]))


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``phrases export``."""
    add_output(parser, _("the file to write (.toml)"))
    list_arguments(parser)


def run_export(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write the comment bank into a file, without who wrote what."""
    found = _chosen(sitting, options)
    count = phrase_file.write(options.output, found, force=options.force)
    text = ngettext("{count} phrase: {path}", "{count} phrases: {path}", count)
    document = {"file": str(options.output), "phrases": count}
    return Answer(document, text.format(count=count, path=options.output))


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``phrases import``."""
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("a file of phrases (.toml)"))
    parser.add_argument(
        "--evaluator", metavar=_("NAME"), required=True,
        help=_("whose own phrases those become that are not standard ones"),
    )  # fmt: skip


def run_import(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Take in a file of phrases; again is harmless."""
    casebook = sitting.existing()
    found = phrase_file.read(options.file)
    new, already = phrases.add(casebook, found, options.evaluator, casebook.clock())
    text = ngettext("{count} new phrase", "{count} new phrases", new).format(count=new)
    more = ngettext("{count} was there already", "{count} were there already", already)
    return Answer({"new": new, "already": already}, f"{text} · {more.format(count=already)}")


COMMANDS = (
    Command("phrases list", message("Show the comment bank"),
            'phrases list --scheme nql-2022 --evaluator "Kari Nord"', list_arguments, run_list),
    Command("phrases export", message("Write the comment bank into a file"),
            "phrases export -o phrases.toml", export_arguments, run_export),
    Command("phrases import", message("Take phrases from a file into the comment bank"),
            'phrases import phrases.toml --evaluator "Kari Nord"', import_arguments, run_import),
)  # fmt: skip
