"""``inspect``, ``import`` and ``pack``."""

import argparse
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.casework import receive, rubrics
from app.casework.receive import Inspection, Received
from app.cli import shapes
from app.cli.arguments import add_output
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.errors import LabelDeskError, Unavailable
from app.models.message import message
from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.models.progress import Progress
from app.storage import Casebook
from app.wording import _, instant_text, ngettext, say


def file_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file of ``inspect``."""
    parser.add_argument("file", metavar=_("FILE"), type=Path,
                        help=_("an application file (.labelapp) or folder"))  # fmt: skip


def run_inspect(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show what is in a file and everything that is wrong with it."""
    seen = receive.inspect(options.file, rubrics.schemes(None), sitting.progress)
    if sitting.exists() and any(each.code == "application.scheme" for each in seen.problems):
        installed = rubrics.schemes(sitting.casebook())
        seen = receive.inspect(options.file, installed, sitting.progress)
    return Answer(shapes.inspection(seen), inspection_text(seen), 0 if seen.ok else 1)


def inspection_text(seen: Inspection) -> str:
    """Return the form, the evidence and the problems as lines."""
    lines = [str(seen.path)]
    form = seen.application
    if form is not None:
        lines += [
            f"  {form.id}/{form.submission}  {form.scheme}  {instant_text(form.submitted_at)}",
            f"  {form.applicant.name}, {form.school.name}, {form.school.country}",
            f"  {form.title}",
        ]
    lines += [f"  {each.id}  {each.path or _('link')}  {each.title}" for each in seen.evidence]
    lines += [problem_text(each) for each in seen.problems]
    errors = sum(each.severity is Severity.ERROR for each in seen.problems)
    count = ngettext("{count} error.", "{count} errors.", errors).format(count=errors)
    good = _("No errors.") if seen.problems else _("Nothing is wrong.")
    return "\n".join([*lines, good if seen.ok else count])


def problem_text(problem: Problem) -> str:
    """Return one problem as a line."""
    words = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
    place = f" {problem.where}:" if problem.where else ""
    return f"  {words[problem.severity]} {problem.code}{place} {say(problem.message)}"


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files of ``import``."""
    parser.add_argument("files", metavar=_("FILE"), nargs="+", type=Path,
                        help=_("application files (.labelapp) or folders"))  # fmt: skip


def run_import(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Take files into the casebook, each for itself."""
    if not any(path.exists() for path in options.files):
        raise receive.absent(options.files[0])
    casebook = sitting.casebook()
    outcomes = [outcome(casebook, path, sitting.progress) for path in options.files]
    document = {
        "imported": list(chain.from_iterable(each.stored for each in outcomes)),
        "problems": list(chain.from_iterable(each.problems for each in outcomes)),
    }
    text = "\n".join(chain.from_iterable(each.lines for each in outcomes))
    return Answer(document, text, 0 if all(each.stored for each in outcomes) else 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: what was stored (or nothing), its problems, both for people."""

    stored: list[Plain]
    problems: list[Plain]
    lines: list[str]


def outcome(casebook: Casebook, path: Path, progress: Progress) -> Outcome:
    """Take in one file; one that cannot be read does not stop the others."""
    try:
        taken = receive.receive(casebook, path, progress)
    except Unavailable as error:
        if not error.code.startswith("file."):
            raise
        return Outcome([], [unread(error, path)], [f"{path}: {say(error.message)}"])
    problems = [shapes.problem(each, str(path)) for each in taken.problems]
    stored = [] if taken.rejected else [imported_shape(taken)]
    return Outcome(stored, problems, received_text(taken))


def imported_shape(taken: Received) -> Plain:
    """Return what was stored, or was there already."""
    return {"id": taken.case, "submission": taken.submission, "sha256": taken.sha256,
            "already": taken.already}  # fmt: skip


def unread(error: LabelDeskError, path: Path) -> Plain:
    """Return a file that could not be read as a problem of that file."""
    return {"file": str(path), "code": error.code, "severity": Severity.ERROR.value,
            "where": str(path), "message": say(error.message)}  # fmt: skip


def received_text(taken: Received) -> list[str]:
    """Return what became of one file, with its problems."""
    if taken.rejected:
        first = _("{path}: rejected; nothing of it was stored.").format(path=taken.path)
    elif taken.already:
        first = _("{path}: {case}/{number} was imported before; nothing changed.").format(
            path=taken.path, case=taken.case, number=taken.submission
        )
    else:
        first = _("{path}: imported as {case}/{number}.").format(
            path=taken.path, case=taken.case, number=taken.submission
        )
    return [first, *(problem_text(each) for each in taken.problems)]


def pack_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``pack``."""
    parser.add_argument("folder", metavar=_("FOLDER"), type=Path,
                        help=_("a folder with application.json and evidence/"))  # fmt: skip
    add_output(parser, _("the application file to write (.labelapp)"))


def run_pack(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Make an application file from a folder."""
    made = receive.pack_folder(
        options.folder, options.output, force=options.force, progress=sitting.progress
    )
    document = {"file": str(made.path), "sha256": made.sha256, "size": made.size,
                "problems": [shapes.problem(each) for each in made.problems]}  # fmt: skip
    first = _("Packed into {path}.").format(path=made.path)
    return Answer(document, "\n".join([first, *(problem_text(each) for each in made.problems)]))


COMMANDS = (
    Command("inspect", message("Look into an application file without importing it"),
            "inspect NO-NQL-2026-0412.labelapp", file_arguments, run_inspect),
    Command("import", message("Take application files into the casebook"),
            "import inbox/*.labelapp", import_arguments, run_import),
    Command("pack", message("Make an application file from a folder"),
            "pack my-application -o my-application.labelapp", pack_arguments, run_pack),
)  # fmt: skip
