"""``casebook backup``, ``casebook restore``, ``casebook continue`` and ``doctor``."""

import argparse
from pathlib import Path

from app.casework import doctor, keep
from app.cli.arguments import add_output
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.models.message import message
from app.wording import _, say


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``casebook backup``."""
    add_output(parser, _("the file to write (.zip)"))


def run_backup(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write the whole casebook into one file, and say how its key is brought."""
    casebook = sitting.existing()
    path = keep.backup(casebook, options.output, force=options.force, progress=sitting.progress)
    keys = casebook.keys_folder
    missing = [str(each) for each in casebook.missing_packages()]
    document = {
        "file": str(path), "size": path.stat().st_size, "keys": str(keys), "missing": missing,
    }  # fmt: skip
    text = _("The casebook is in {path}. Its log's key is not: to continue the casebook on another "
             "computer, bring the files of {keys} too.")  # fmt: skip
    lines = [text.format(path=path, keys=keys)]
    if missing:
        gone = _("Not in the backup, because no longer in the casebook's folder: {cases}.")
        lines.append(gone.format(cases=", ".join(missing)))
    return Answer(document, "\n".join(lines))


def restore_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``casebook restore``."""
    parser.add_argument("path", metavar=_("PATH"), type=Path,
                        help=_("a backup, restored into the folder of --casebook"))  # fmt: skip


def run_restore(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Bring a backup back, and say whether it can be continued here."""
    with keep.restore(
        options.path, sitting.folder, clock=sitting.clock, progress=sitting.progress
    ) as casebook:
        reason = casebook.read_only_because
        document = {
            "casebook": str(sitting.folder),
            "entries": casebook.size,
            "read_only_because": say(reason) if reason else None,
        }
    lines = [_("Restored into {folder}.").format(folder=sitting.folder)]
    return Answer(document, "\n".join([*lines, *([say(reason)] if reason else [])]))


def continue_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``casebook continue``."""
    parser.add_argument("--by", metavar=_("NAME"), required=True,
                        help=_("who decides to go on without the lost entries"))  # fmt: skip


def run_continue(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Go on from an older copy, and say what is lost."""
    casebook = sitting.existing()
    gap = casebook.health.gap
    entry = keep.continue_here(casebook, options.by)
    document = {"origin": entry.origin, "entry": entry.index}
    text = _("The casebook goes on here; entry {entry} says so. The log is now called {origin}, "
             "and new papers carry its last number in theirs.")  # fmt: skip
    lines = [text.format(entry=entry.index, origin=entry.origin)]
    if gap is not None and gap.missing:
        lost = _("{here} of {known} entries are here; the others are lost.")
        lines.insert(0, lost.format(here=gap.here, known=gap.known))
    return Answer(document, "\n".join(lines))


def run_doctor(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Tell what is well and what is not."""
    found = doctor.checks(sitting.folder, sitting.press, sitting.clock)
    document = {
        "checks": [
            {"id": each.id, "ok": each.ok, "message": say(each.message),
             "hint": say(each.hint) if each.hint else None}
            for each in found
        ]
    }  # fmt: skip
    signs = {True: "✓", False: "✕", None: "·"}
    lines = []
    for each in found:
        lines.append(f"{signs[each.ok]} {say(each.message)}")
        lines += [f"    {say(each.hint)}"] if each.hint else []
    well = all(each.ok is not False for each in found)
    return Answer(document, "\n".join(lines), 0 if well else 1)


COMMANDS = (
    Command("casebook backup", message("Write the whole casebook into one file"),
            "casebook backup -o casebook-2026.zip", backup_arguments, run_backup),
    Command("casebook restore", message("Bring a backup back"),
            "casebook restore casebook-2026.zip --casebook restored",
            restore_arguments, run_restore),
    Command("casebook continue", message("Go on from an older copy whose newer entries are lost"),
            'casebook continue --by "Kari Nord"', continue_arguments, run_continue),
    Command("doctor", message("Tell what this machine lacks and how to bring it"), "doctor",
            no_arguments, run_doctor),
)  # fmt: skip
