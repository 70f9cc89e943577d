"""Importing: progress with cancel, then what became of each file, in plain sentences."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.models.message import Message
from app.models.problem import Problem, Severity
from app.ui.desk import Desk
from app.ui.storage_thread import Job
from app.ui.trouble import sentence_of
from app.ui.widgets import Chip, PlainLabel, Sheet, Tone, line
from app.wording import _, ngettext, say

if TYPE_CHECKING:
    from app.casework.receive import Received
    from app.casework.spreadsheet import ColumnPlan
    from app.models.progress import Progress
    from app.storage import Casebook

MOST_ROWS = 300
"""Rows of a spreadsheet that are listed one by one; rejected ones come first."""

TONES = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.NOTE: "muted"}


class IntakeSheet(Sheet):
    """Imports one file after the other; each stands alone. Tells ``imported(case)`` at the end."""

    imported = Signal(str)

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, _("Import"), width=620, name="intake")
        self._desk = desk
        self._waiting: list[Path] = []
        self._plans: dict[Path, ColumnPlan] = {}
        self._taken: list[Received] = []
        self._rows = 0
        self._job: Job | None = None
        self._done = 0
        self._first: str | None = None
        self._stopped = False
        self.now = PlainLabel("", self, elide=True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(_("Progress"))
        self.body.addWidget(self.now)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self._close_or_stop)
        self.acted.connect(self._show_first)

    def take_in(self, paths: list[Path]) -> None:
        """Import these files and folders."""
        found = [each for path in paths for each in candidates(path)]
        self._waiting += found
        self._stopped = False
        self.open_sheet(self.cancel)
        if self._job is None:
            self._next()

    def take_rows(self, path: Path, plan: "ColumnPlan") -> None:
        """Import the rows of a spreadsheet whose columns are clear."""
        self._plans[path] = plan
        self.take_in([path])

    def _next(self) -> None:
        if not self._waiting or self._stopped:
            self._finish()
            return
        path = self._waiting.pop(0)
        self._say_now(path.name)
        plan, self._taken = self._plans.pop(path, None), []
        self._job = self._desk.long_act(
            _receive(path) if plan is None else _receive_rows(path, plan, self._taken.append),
            self._received if plan is None else lambda _none: self._rows_received(),
            lambda error: self._broken(path, error), self._tell,
        )  # fmt: skip
        self.cancel.set_text(_("Stop"))

    def _say_now(self, name: str) -> None:
        left = len(self._waiting)
        more = ngettext("{count} more waits", "{count} more wait", left).format(count=left)
        self.now.set_text(f"{name}   ·   {more}" if left else name)
        self.bar.setValue(0)
        self.now.show()
        self.bar.show()

    def _tell(self, fraction: float, sentence: Message) -> None:
        self.bar.setValue(round(fraction * 1000))
        self.now.set_text(say(sentence))

    def _received(self, received: "Received") -> None:
        if received.case is not None:
            self._first = self._first or received.case
        self._add(received.path.name, *_verdict(received), received.problems)
        self._next()

    def _rows_received(self) -> None:
        self._add_rows()
        self._next()

    def _add_rows(self) -> None:
        """Show what became of the rows; those without a sentence are counted where they are many.

        That a row has no seal is no news to who chose a spreadsheet, so it is said once.
        """
        taken, self._taken = self._taken, []
        self._rows += len(taken)
        if any(each.problems for each in taken):
            self.banner.say(_("Nothing proves that a spreadsheet is complete and unchanged: its "
                              "rows come without a seal."), "amber")  # fmt: skip
        told = [(each, _news(each)) for each in taken]
        quiet = max(0, len(told) - MOST_ROWS)
        for each, problems in sorted(told, key=lambda pair: not pair[0].rejected)[:MOST_ROWS]:
            self._first = self._first or each.case
            name = _("{name}, row {row}").format(name=each.path.name, row=each.row)
            seen = replace(each, problems=problems)
            self._add(name, *_verdict(seen), problems)
        if quiet:
            words = ngettext("{count} more row", "{count} more rows", quiet).format(count=quiet)
            self._add(words, _("not listed"), Tone.GRAY, ())

    def _broken(self, path: Path, error: Exception) -> None:
        self._add_rows()
        self._add(path.name, _("not imported"), Tone.RED, (), sentence_of(error))
        self._next()

    def _add(
        self, name: str, word: str, tone: Tone, problems: tuple[Problem, ...], sentence: str = ""
    ) -> None:
        self._done += 1
        at = self.body.count() - 1
        row = _FileLine(name, word, tone, problems, sentence)
        row.setObjectName(f"intake-{self._done}")
        self.body.insertWidget(at, row)

    def _finish(self) -> None:
        self._job = None
        self.now.hide()
        self.bar.hide()
        self.cancel.set_text(_("Close"))
        count = self._done
        words = ngettext("{count} file looked at", "{count} files looked at", count)
        if self._rows:
            count = self._rows
            words = ngettext("{count} row looked at", "{count} rows looked at", count)
        self.set_title(words.format(count=count))
        if self._first is not None:
            self.set_act(_("Show the first"))
            self.act.setFocus()

    def _close_or_stop(self) -> None:
        if self._job is None:
            self.close_sheet()
            return
        self._stopped = True
        self._waiting.clear()
        self._job.cancel()

    def _show_first(self) -> None:
        first = self._first
        self.close_sheet()
        if first is not None:
            self.imported.emit(first)


class _FileLine(QWidget):
    """One file: its name, what became of it, and its problems."""

    def __init__(
        self, name: str, word: str, tone: Tone, problems: tuple[Problem, ...], sentence: str
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(PlainLabel(name, self, strong=True, elide=True), 1)
        top.addWidget(Chip(word, tone, self))
        column.addLayout(top)
        if sentence:
            column.addWidget(PlainLabel(sentence, self, tone="red", wrap=True))
        for problem in problems:
            words = f"{problem.where}: {say(problem.message)}" if problem.where else ""
            label = PlainLabel(words or say(problem.message), self, tone=TONES[problem.severity],
                               size="small", wrap=True)  # fmt: skip
            label.setToolTip(problem.code)
            column.addWidget(label)
        column.addWidget(line(self))


def candidates(path: Path) -> list[Path]:
    """Return what to import for a dropped path: itself, or the application files in a folder."""
    if not path.is_dir() or any(
        (path / name).exists() for name in ("application.json", "bagit.txt")
    ):
        return [path]
    inside = sorted(path.iterdir(), key=lambda each: each.name.casefold())
    found = [each for each in inside if each.suffix.casefold() == ".labelapp"]
    found += [each for each in inside if each.is_dir() and _is_application(each)]
    return found or [path]


def _is_application(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("application.json", "bagit.txt"))


def _news(received: "Received") -> tuple[Problem, ...]:
    """Return the problems of a row without what all rows have, their places without its number."""
    return tuple(
        replace(each, where=each.where.removeprefix(str(received.row)).strip())
        for each in received.problems
        if each.code != "bag.unsealed"
    )


def _receive_rows(
    path: Path, plan: "ColumnPlan", told: Callable[["Received"], None]
) -> Callable[["Casebook", "Progress"], None]:
    def work(casebook: "Casebook", progress: "Progress") -> None:
        from app.casework.spreadsheet import receive_rows  # noqa: PLC0415  on the storage thread

        receive_rows(casebook, path, plan, told, progress)

    return work


def _receive(path: Path) -> Callable[["Casebook", "Progress"], "Received"]:
    def work(casebook: "Casebook", progress: "Progress") -> "Received":
        from app.casework.receive import receive  # noqa: PLC0415  on the storage thread

        return receive(casebook, path, progress)

    return work


def _verdict(received: "Received") -> tuple[str, Tone]:
    if received.case is None:
        return _("rejected"), Tone.RED
    name = f"{received.case}/{received.submission}"
    if received.already:
        return _("{case} was here already").format(case=name), Tone.GRAY
    if any(each.severity is Severity.ERROR for each in received.problems):
        return _("{case} · damaged").format(case=name), Tone.RED
    if any(each.severity is Severity.WARNING for each in received.problems):
        return _("{case} · see below").format(case=name), Tone.AMBER
    return name, Tone.GREEN
