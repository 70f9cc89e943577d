"""``log list``, ``log verify`` and ``log export``."""

import argparse
from dataclasses import replace
from pathlib import Path

from app.casework import anchoring, history, timeline
from app.cli.arguments import add_output
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.cli.table import table
from app.log.findings import said
from app.models.casebook import Anchored
from app.models.errors import Misused
from app.models.log import LogCheck
from app.models.message import message
from app.models.plain import Plain
from app.wording import _, instant_text, ngettext, say


def run_list(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show every entry as a sentence."""
    if not sitting.exists():
        return Answer([], _("There is no casebook in {folder} yet.").format(folder=sitting.folder))
    events = timeline.timeline(sitting.casebook())
    document = [
        {"index": each.index, "type": each.act.value, "at": each.at.isoformat(),
         "case": each.case, "text": say(each.sentence)}
        for each in events
    ]  # fmt: skip
    rows = [(str(each.index), instant_text(each.at), each.case or "", say(each.sentence))
            for each in events]  # fmt: skip
    return Answer(document, table(("", _("When"), _("Application"), ""), rows))


def verify_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``log verify``."""
    parser.add_argument("export", metavar=_("EXPORT"), nargs="?", type=Path,
                        help=_("an exported log; else the casebook's own"))  # fmt: skip


def run_verify(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Re-read everything that the log commits to."""
    if options.export is not None:
        found = checked(history.verify_export(options.export))
        words = _("It was checked with the key that the file itself states: compare its first line "
                  "with the key that the office gave you.")  # fmt: skip
        return replace(found, text=f"{found.text}\n{words}")
    return checked(history.verify(sitting.existing(), sitting.progress))


def checked(found: LogCheck) -> Answer:
    """Return the result of a check; the answer no has status 1."""
    document = {
        "ok": found.ok,
        "entries": found.entries,
        "root": found.root,
        "first_bad": found.first_bad,
        "findings": [{"id": each.id, "entry": each.entry, "detail": each.detail,
                      "message": say(said(each))} for each in found.findings],
    }  # fmt: skip
    if found.ok:
        text = ngettext("The log is whole: {count} entry, root {root}.",
                        "The log is whole: {count} entries, root {root}.",
                        found.entries)  # fmt: skip
        return Answer(document, text.format(count=found.entries, root=found.root))
    first = _("The log is not whole.")
    if found.first_bad is not None:
        first = _("The log is not whole; the first bad entry is {entry}.").format(
            entry=found.first_bad
        )
    lines = [f"  {each.entry if each.entry is not None else '–'}  {each.id}  {say(said(each))}"
             for each in found.findings]  # fmt: skip
    return Answer(document, "\n".join([first, *lines]), 1)


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``log export``."""
    add_output(parser, _("the file to write"))
    parser.add_argument("--with-content", action="store_true",
                        help=_("with names, reasons and forms, not only digests"))  # fmt: skip


def run_export(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write the log as a file that anyone can check."""
    casebook = sitting.existing()
    made = history.export(
        casebook, options.output, content=options.with_content, force=options.force
    )
    document = {"file": str(made.path), "sha256": made.sha256, "entries": made.rows}
    return Answer(document, _("The log is in {path}.").format(path=made.path))


def anchor_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``log anchor``."""
    parser.add_argument("step", choices=("request", "answer"),
                        help=_("write the request to send, or take the answer in"))  # fmt: skip
    parser.add_argument("file", metavar=_("FILE.tsr"), type=Path, nargs="?",
                        help=_("the authority's answer"))  # fmt: skip
    add_output(parser, _("the request to write (.tsq)"), required=False)
    parser.add_argument("--trust", metavar=_("CERT.pem"), type=Path, action="append", default=[],
                        help=_("the authority's certificate, or its issuer's"))  # fmt: skip


def run_anchor(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Let another hand date the newest checkpoint, by files that a person carries."""
    casebook = sitting.existing()
    if options.step == "request":
        if options.output is None:
            raise Misused("arguments.wrong", message("Name the request to write with -o."))
        asked = anchoring.ask(casebook, sitting.press(), options.output, force=options.force)
        words = _("Send {path} to a time stamp authority. It covers the first {count} entries.")
        document: dict[str, Plain] = {
            "request": str(asked.request), "text": str(asked.text), "entries": asked.size,
        }  # fmt: skip
        return Answer(document, words.format(path=asked.request, count=asked.size))
    if options.file is None:
        raise Misused("arguments.wrong", message("Name the answer to take in."))
    return anchored(anchoring.take(casebook, sitting.press(), options.file, tuple(options.trust)))


def anchored(made: Anchored) -> Answer:
    """Return what a time stamp proves, and what it does not."""
    stamp = made.stamp
    lines = [_("{authority} states: the first {count} entries existed at {at}.").format(
        authority=stamp.authority, count=made.size, at=instant_text(stamp.stated_at))]  # fmt: skip
    if not stamp.trusted:
        lines.append(_("The authority was not checked: --trust names its certificate."))
    lines.append(_("It says nothing of later entries, nor of what was never entered."))
    document: dict[str, Plain] = {
        "entries": made.size, "stated_at": stamp.stated_at.isoformat(),
        "authority": stamp.authority, "trusted": stamp.trusted, "log_entry": made.entry,
    }  # fmt: skip
    return Answer(document, "\n".join(lines))


COMMANDS = (
    Command("log list", message("Show the decision log as sentences"), "log list",
            no_arguments, run_list),
    Command("log verify", message("Check the decision log, or an exported one"),
            "log verify", verify_arguments, run_verify),
    Command("log export", message("Write the log as a file that others can check"),
            "log export -o log.jsonl", export_arguments, run_export),
    Command("log anchor", message("Let a time stamp authority date the log, by files"),
            "log anchor request -o log.tsq", anchor_arguments, run_anchor),
)  # fmt: skip
