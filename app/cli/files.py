"""``inspect``, ``import`` and ``pack``."""

import argparse
from dataclasses import replace
from pathlib import Path

from app.casework import receive, rubrics
from app.casework.receive import Inspection, Received
from app.cli import rows, shapes
from app.cli.arguments import add_output
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.errors import LabelDeskError, Refused, Unavailable
from app.models.message import message
from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.models.sheet import is_spreadsheet
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
                        help=_("application files (.labelapp), folders, or spreadsheets with one "
                               "application per row (.xlsx, .csv)"))  # fmt: skip
    parser.add_argument("--columns", metavar=_("FILE"), type=Path,
                        help=_("what the columns of a spreadsheet mean (.toml); else what the "
                               "office said before, else what their titles say"))  # fmt: skip


def run_import(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Take files into the casebook, each for itself, and each row of a spreadsheet."""
    absent = [path for path in options.files if not path.exists()]
    if len(absent) == len(options.files):
        raise receive.absent(absent[0])
    columns = rows.columns_of(options.columns)
    intake = Intake()
    for path in options.files:
        try:
            if is_spreadsheet(path):
                rows.import_rows(sitting, path, columns, intake.add)
            else:
                intake.add(receive.receive(sitting.casebook(), path, sitting.progress))
        except (Refused, Unavailable) as error:
            if not error.code.startswith(("file.", "evidence.", "spreadsheet.")):
                raise
            intake.add_unread(error, path)
    return intake.answer()


class Intake:
    """What became of the files and rows of one import."""

    def __init__(self) -> None:
        self._imported: list[Plain] = []
        self._problems: list[Plain] = []
        self._lines: list[str] = []
        self._failed = False

    def add(self, taken: Received) -> None:
        """Note a file or row that was taken in or rejected."""
        self._failed = self._failed or taken.rejected
        self._problems += [shapes.problem(each, str(taken.path)) for each in taken.problems]
        self._imported += [] if taken.rejected else [imported_shape(taken)]
        self._lines += received_text(taken)

    def add_unread(self, error: LabelDeskError, path: Path) -> None:
        """Note a file that could not be looked at."""
        self._failed = True
        self._problems.append(unread(error, path))
        self._lines.append(f"{path}: {say(error.message)}")
        self._lines += [f"  {say(error.hint)}"] if error.hint else []

    def answer(self) -> Answer:
        """Return all of it."""
        document = {"imported": self._imported, "problems": self._problems}
        return Answer(document, "\n".join(self._lines), int(self._failed))


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
    path = _("{path}, row {row}").format(path=taken.path, row=taken.row)
    path = path if taken.row else str(taken.path)
    if taken.rejected:
        first = _("{path}: rejected; nothing of it was stored.").format(path=path)
    elif taken.already:
        first = _("{path}: {case}/{number} was imported before; nothing changed.").format(
            path=path, case=taken.case, number=taken.submission
        )
    else:
        first = _("{path}: imported as {case}/{number}.").format(
            path=path, case=taken.case, number=taken.submission
        )
    return [first, *(problem_text(placed(each, taken.row)) for each in taken.problems)]


def placed(problem: Problem, row: int) -> Problem:
    """Return a problem whose place does not say the row again that stands above it."""
    return replace(problem, where=problem.where.removeprefix(str(row)).strip()) if row else problem


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
