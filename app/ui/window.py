"""The one window: top bar, four columns, the bar at the bottom, sheets above them.

The first picture needs only this module and the colours; everything else is imported on the
storage thread and put in by ``furnish`` behind the painted window.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.ui.remembered import Remembered
from app.ui.storage_thread import Courier, StorageThread
from app.wording import _, current

if TYPE_CHECKING:
    from app.models.case import QueueRow
    from app.storage import Casebook
    from app.ui.acts import Acts
    from app.ui.case_view import CasePanes, CaseView
    from app.ui.columns import Columns
    from app.ui.desk import Desk
    from app.ui.errands import Errands
    from app.ui.find.finding import Finding
    from app.ui.news import News
    from app.ui.phrases.bank import PhraseBank
    from app.ui.phrases.offer import PhraseOffer
    from app.ui.places import Places
    from app.ui.queue.pane import QueuePane
    from app.ui.second_screen import SecondScreen
    from app.ui.side_column import SideColumn
    from app.ui.sitting import Opened, Shown
    from app.ui.topbar import TopBar
    from app.ui.widgets import Banner

SIZE = (1440, 900)
CODE = (
    "app.ui.desk", "app.ui.topbar", "app.ui.queue.pane", "app.ui.columns", "app.ui.acts",
    "app.ui.places", "app.ui.case_view", "app.ui.errands", "app.ui.find.finding",
    "app.ui.side_column", "app.ui.phrases.offer", "app.ui.second_screen",
)  # fmt: skip
"""Modules that ``furnish`` needs, in the order in which it needs them."""


class MainWindow(QMainWindow):
    """Layout and wiring of the window; what the acts of the menu do is in ``Errands``."""

    ready = Signal()  # the queue was read for the first time

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.setObjectName("label-desk")
        self.setWindowTitle("Label Desk")
        self.setAcceptDrops(True)
        self.remembered = remembered
        self.desk: Desk
        self.top: TopBar
        self.banner: Banner
        self.queue: QueuePane
        self.columns: Columns
        self.case: CaseView
        self.side: SideColumn
        self.finding: Finding
        self.phrases: PhraseBank
        self.offer: PhraseOffer
        self.errands: Errands
        self.news: News
        self.second_screen: SecondScreen
        self.acts: Acts
        self._courier = Courier(self)
        self._storage = StorageThread(self._courier, current())
        self._storage.start()
        self._places: Places | None = None
        self._is_first_reading = True
        self._is_furnished = False
        self.is_wanted_again = False
        self.pages = QStackedWidget(self)
        self.setCentralWidget(self.pages)
        self._column = self._ground()
        self.resize(*SIZE)
        geometry = remembered.state("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _ground(self) -> QVBoxLayout:
        """Make the page of work with an empty bar on top, as the first picture has it."""
        work = QWidget(self)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QFrame(work)
        bar.setProperty("kind", "topbar")
        bar.setFixedHeight(42)
        column.addWidget(bar)
        column.addStretch(1)
        self.pages.addWidget(work)
        return column

    @property
    def folder(self) -> Path | None:
        """The folder of the open casebook."""
        facts = self.desk.facts if self._is_furnished else None
        return facts.folder if facts else None

    # Furnishing: everything that the first picture does not need

    def furnish(self) -> None:
        """Put in columns, menu and acts at once."""
        for step in self._furnishing():
            step()

    def furnish_by_and_by(self, then: Callable[[], None]) -> None:
        """Furnish in small steps behind the painted window, after the code was loaded."""

        def do(steps: list[Callable[[], None]]) -> None:
            steps.pop(0)()
            QTimer.singleShot(0, self, partial(do, steps) if steps else then)

        self._storage.load_code(CODE, lambda: do(self._furnishing()))

    def _furnishing(self) -> list[Callable[[], None]]:
        from app.ui.case_view import CasePanes  # noqa: PLC0415  loaded behind the window

        panes = CasePanes()
        case = partial(self._make_case, panes)
        return [self._make_desk, self._make_frame, *panes.steps(), case, self._make_acts]

    def _make_desk(self) -> None:
        from app.ui.desk import Desk  # noqa: PLC0415
        from app.ui.topbar import TopBar  # noqa: PLC0415

        self.desk = Desk(self._storage, self._courier, parent=self)
        self.desk.evaluator = self.remembered.text("evaluator")
        self.top = TopBar(self)

    def _make_frame(self) -> None:
        from app.ui.columns import Columns  # noqa: PLC0415
        from app.ui.queue.pane import QueuePane  # noqa: PLC0415
        from app.ui.side_column import SideColumn  # noqa: PLC0415
        from app.ui.widgets import Banner  # noqa: PLC0415

        self.banner = Banner(self)
        self.queue = QueuePane(self)
        self.side = SideColumn(self.queue, self)
        self.columns = Columns(self.side, self)
        while (item := self._column.takeAt(0)) is not None:
            empty = item.widget()
            if empty is not None:
                empty.deleteLater()
        self._column.addWidget(self.top)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.columns, 1)

    def _make_case(self, panes: "CasePanes") -> None:
        from app.ui.case_view import CaseView  # noqa: PLC0415

        self.case = CaseView(self.desk, panes, self)
        self.columns.add_case(panes.description, panes.evidence, panes.scores)
        self.columns.recall(self.remembered.state("window/columns"))
        self.columns.want(self.remembered.number("window/queue", -1))
        self._column.addWidget(panes.bar)
        panes.bar.hide()

    def _make_acts(self) -> None:
        from app.ui.acts import Acts  # noqa: PLC0415
        from app.ui.errands import Errands  # noqa: PLC0415
        from app.ui.find.finding import Finding  # noqa: PLC0415
        from app.ui.news import News  # noqa: PLC0415
        from app.ui.phrases.bank import PhraseBank  # noqa: PLC0415
        from app.ui.phrases.offer import PhraseOffer  # noqa: PLC0415
        from app.ui.second_screen import SecondScreen  # noqa: PLC0415
        from app.ui.wiring import connect, doings  # noqa: PLC0415

        self.news = News(self)
        self.errands = Errands(self)
        self.finding = Finding(self)
        self.phrases = PhraseBank(self.desk, self)
        self.offer = PhraseOffer(self, self.phrases)
        self.acts = Acts(self, doings(self))
        self.acts.offer_digits(self, self.case.scores.choose)
        self.acts.offer_languages(current(), self.speak)
        self.top.menu.setMenu(self.acts.menu)
        self.acts["queue"].setChecked(self.columns.has_queue)
        self._is_furnished = True
        connect(self)
        self.second_screen = SecondScreen(self, self.columns, self.case.evidence, self.remembered)
        self.second_screen.changed.connect(self._show_second_screen)
        self.second_screen.come_back()

    # Cases

    def show_case(self, case: str) -> None:
        """Show the current submission of a case in all columns."""
        self.case.flush()
        self.case.keep_places()
        self.desk.show_current(case)

    def go(self, by: int) -> None:
        """Show the next or previous case of the queue as it is filtered and sorted."""
        case = self.queue.neighbour(by)
        if case is not None:
            self.show_case(case)

    def case_shown(self, shown: "Shown") -> None:
        """Let queue, top bar, menu and second screen follow the case in the columns."""
        judgement = shown.judgement
        self.news.forget_case(shown.ref)
        self.queue.set_current(judgement.submission.case)
        self.queue.show_deadline(self._deadline(shown))
        self.top.show_case(
            judgement.submission, judgement.scheme, judgement.season, shown.submissions
        )
        self.setWindowTitle(f"{judgement.application.title} — Label Desk")
        self.second_screen.show_title(judgement.application.title)
        self.columns.show_case(has_case=True)
        self.case.bar.show()
        self.acts.enable_case(enabled=True)
        if not shown.is_current:
            self.news.tell_older(shown)

    def show_compare(self) -> None:
        """Offer the switch where there is an earlier submission."""
        comparing = self.case.comparing
        self.top.show_compare(comparing.against, is_on=comparing.is_on)
        self.acts["differences"].setEnabled(comparing.against is not None)

    def _deadline(self, shown: "Shown") -> datetime | None:
        round_ = shown.judgement.season.schemes.get(shown.judgement.scheme.id)
        return round_.deadline if round_ else None

    # The casebook

    def opened(self, facts: "Opened") -> None:
        """Take in the casebook that was opened, or its office settings anew."""
        from app.ui.places import Places  # noqa: PLC0415

        if self._places is None:
            self._places = Places(self.remembered, facts.folder)
        if self._is_first_reading:
            self.case.use_places(self._places)
            evaluator = self.desk.evaluator
            self.desk.read(lambda casebook: _is_kept(casebook, evaluator), self._show_looked)
            self.news.tell_health(facts)

    def toggle_looked(self) -> None:
        """Keep what is opened from now on, or keep nothing and delete what there is."""
        on = self.acts["looked"].isChecked()
        self.case.looking.switch(on=on)
        evaluator = self.desk.evaluator

        def work(casebook: "Casebook") -> None:
            from app.casework import looking  # noqa: PLC0415  loaded by the storage thread

            looking.keep(casebook, evaluator, on=on)

        self.desk.act(work)
        said = (
            _("What you open is kept on this computer, for your own overview.") if on else
            _("What you open is no longer kept; what was kept is deleted.")
        )  # fmt: skip
        self.banner.say(said, "blue", seconds=8)

    def _show_looked(self, is_kept: bool) -> None:
        self.acts["looked"].setChecked(is_kept)
        self.case.looking.switch(on=is_kept)

    def use_casebook(self, folder: Path) -> None:
        """Forget the case shown before another casebook opens."""
        from app.ui.places import Places  # noqa: PLC0415

        self.desk.case = None
        self._is_first_reading = True
        self._places = Places(self.remembered, folder)
        self.columns.show_case(has_case=False)
        self.case.bar.hide()
        self.top.show_nothing()
        self.acts.enable_case(enabled=False)

    def queue_read(self, rows: "list[QueueRow]") -> None:
        """Show the queue; after the first reading come back to where one was."""
        from app.models.folding import folded  # noqa: PLC0415  loaded behind the window

        self.queue.show_rows(rows, folded)
        self.columns.invite(has_cases=bool(rows))
        if self._is_first_reading:
            self._is_first_reading = False
            self._come_back(rows)
            if rows:
                self.case.evidence.document.get_ready()
            if self.errands.sheet is None:  # what a sheet asks is answered first
                self.queue.view.setFocus()
            self.ready.emit()

    def with_maximum(self, row: "QueueRow") -> "QueueRow":
        """Return the row with the most points that can be reached."""
        from app.ui.queue.words import with_maximum  # noqa: PLC0415

        return with_maximum(row, self.desk.facts.schemes if self.desk.facts else {})

    def _come_back(self, rows: "list[QueueRow]") -> None:
        last = self._places.case if self._places else None
        if last is not None and any(row.id == last.case for row in rows):
            self.desk.show_current(last.case)

    def speak(self, language: str) -> None:
        """Open the window anew in another language, where one is."""
        self.remembered.put_text("language", language)
        if language != current():
            self.is_wanted_again = True
            self.close()

    # Acts of the window itself

    def undo(self) -> None:
        """Take the newest change of a score back and show where it was."""
        self.case.flush()
        self.case.reveal(self.desk.undo.undo())
        self.show_undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.case.reveal(self.desk.undo.redo())
        self.show_undo()

    def show_undo(self) -> None:
        """Offer undo and redo as far as there is something."""
        self.acts["undo"].setEnabled(self.desk.undo.can_undo)
        self.acts["redo"].setEnabled(self.desk.undo.can_redo)

    def toggle_queue(self) -> None:
        """Show or hide the queue."""
        self.columns.toggle_queue()
        self.acts["queue"].setChecked(self.columns.has_queue)

    def show_phrases(self) -> None:
        """Show all phrases for the comment that is open."""
        field = self.case.scores.comment
        if field is not None and field.isVisible():
            self.offer.show_all(field)

    def _show_second_screen(self) -> None:
        self.acts["evidence-window"].setChecked(self.second_screen.is_out)

    def find_case(self) -> None:
        """Go to the queue's filter."""
        self.finding.close_here()
        if not self.columns.has_queue:
            self.toggle_queue()
        self.queue.filter.setFocus()
        self.queue.filter.selectAll()

    def quit(self) -> None:
        """Close the window."""
        self.close()

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders that lie on this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        if not self._is_furnished:
            return
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # The program that the files come from waits until this returns.
        QTimer.singleShot(0, self, lambda: self.errands.take_in(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything typed, remember where one was, end the threads."""
        self.remembered.put_state("window/geometry", self.saveGeometry())
        if self._is_furnished:
            self.case.flush()
            self.errands.flush()
            self.case.keep_places()
            self.second_screen.keep()
            self.remembered.put_state("window/columns", self.columns.remember())
            self.remembered.put_number("window/queue", self.columns.wanted())
            self.finding.close()
            self.case.close()
            self.desk.finish()
            self.errands.close()
        self.remembered.flush()
        self._courier.close()
        self._storage.close()
        super().closeEvent(event)


def _is_kept(casebook: "Casebook", evaluator: str) -> bool:
    from app.casework import looking  # noqa: PLC0415  loaded by the storage thread

    return looking.is_kept(casebook, evaluator)
