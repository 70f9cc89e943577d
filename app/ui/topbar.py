"""The bar on top: menu, open, back and forward, what is shown, when it was saved."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.case import Submission
from app.models.scheme import Scheme
from app.models.season import Season
from app.ui.case_title import CaseTitle
from app.ui.icons import ICON, IconButton
from app.ui.theme import SPACE, sizes
from app.ui.widgets import Chip, PlainButton, Tone
from app.ui.widgets.saved import SavedLabel
from app.wording import _, pick

CROWDED = 60
"""Times the size of letters below which the bar has no room for everything."""


class TopBar(QFrame):
    """Tells ``open_wanted``, ``back_wanted``, ``forward_wanted``; ``menu`` gets its menu later."""

    open_wanted = Signal()
    back_wanted = Signal()
    forward_wanted = Signal()
    find_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "topbar")
        self.setObjectName("topbar")
        self.menu = IconButton(ICON.MENU, _("Menu"), self, name="menu", framed=True)
        self.open = PlainButton(_("Open…"), self, name="open")
        self.back = IconButton(ICON.BACK, _("Previous case"), self, name="back", framed=True)
        self.forward = IconButton(ICON.FORWARD, _("Next case"), self, name="forward", framed=True)
        self.title = CaseTitle(self)
        self.submission = Chip("", Tone.BLUE, self)
        self.submission.setObjectName("case-submission")
        self.damaged = Chip("", Tone.RED, self)
        self.damaged.setObjectName("case-damaged")
        self.compare = PlainButton("", self, name="compare", key="D")
        self.compare.setCheckable(True)
        self.find_button = PlainButton(_("Find in application"), self, name="find", key="Ctrl+F")
        self.saved = SavedLabel(self)
        self._lay()
        self.open.clicked.connect(self.open_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.forward.clicked.connect(self.forward_wanted)
        self.compare.clicked.connect(self.compare_wanted)
        self.find_button.clicked.connect(self.find_wanted)
        self.show_nothing()

    def _lay(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, SPACE - 2, 14, SPACE - 2)
        row.setSpacing(SPACE)
        for widget in (self.menu, self.open, self.back, self.forward):
            row.addWidget(widget)
        row.addSpacing(2)
        row.addWidget(self.title)
        row.addWidget(self.submission)
        row.addWidget(self.damaged)
        row.addWidget(self.compare)
        row.addStretch(1)
        row.addWidget(self.find_button)
        row.addWidget(self.saved)

    def show_nothing(self) -> None:
        """Show that no case is chosen."""
        self.title.show_words("", "")
        self.submission.show_chip("")
        self.damaged.show_chip("")
        self.compare.hide()
        self.find_button.setEnabled(False)

    def show_case(
        self, submission: Submission, scheme: Scheme, season: Season, submissions: int
    ) -> None:
        """Show what the columns are about."""
        form = submission.application
        town = f"{form.school.city} ({form.school.country})" if form.school.city else ""
        place = ", ".join(part for part in (_school(form.title, form.school.name), town) if part)
        label = " ".join(part for part in (pick(scheme.names), season.name) if part)
        who = ", ".join(part for part in (form.applicant.name, place) if part)
        self.title.show_words(form.title, f"· {who} · {label}")
        several = submissions > 1 or submission.number > 1
        words = _("Submission {number} of {all}").format(number=submission.number, all=submissions)
        self.submission.show_chip(words if several else "")
        self.damaged.show_chip(_("! Damaged file") if submission.damaged else "")
        self.find_button.setEnabled(True)

    def show_compare(self, against: int | None, *, is_on: bool) -> None:
        """Offer to compare with an earlier submission; None offers nothing."""
        self._make_room(has_compare=against is not None)  # before it asks for its own
        self.compare.setVisible(against is not None)
        self.compare.setChecked(is_on)
        self.compare.set_text(_("Compare with {number}").format(number=against))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the title."""
        super().resizeEvent(event)
        self._make_room(has_compare=not self.compare.isHidden())

    def _make_room(self, *, has_compare: bool) -> None:
        """Where letters are large and the window is not, the button alone names the submissions."""
        is_crowded = self.width() < CROWDED * sizes().body and has_compare
        self.submission.setVisible(bool(self.submission.text) and not is_crowded)

    def show_saved(self, moment: datetime) -> None:
        """Show when the last thing was saved."""
        self.saved.show_moment(moment)


def _school(title: str, school: str) -> str:
    """Leave the school out where it is the title already."""
    return "" if title == school else school
