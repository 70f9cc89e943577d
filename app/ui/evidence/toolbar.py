"""The bar over a viewer: which page, how large, turn, find, save a copy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from app.ui.evidence.icon_button import IconButton
from app.ui.theme import scaled
from app.ui.widgets import FlatButton, PlainButton, PlainLabel, safe_tip
from app.ui.widgets.panel import header_height
from app.wording import _

NAME = 88
"""Pixels at least for the name of each of two documents."""
LEAST = 200


class Toolbar(QFrame):
    """Knows numbers only; the pane connects it with the viewer."""

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.setFixedHeight(header_height())
        self.title = PlainLabel("", self, tone="muted", elide=True)
        self.outline = IconButton("outline", _("Outline"), "evidence-outline", self)
        self.outline.setCheckable(True)
        self.outline.hide()
        self.where = FlatButton("", self, name="evidence-page")
        self.where.setStyleSheet("QPushButton { padding: 2px 4px; text-align: left; }")
        self.number = QLineEdit(self)
        self.places = QStackedWidget(self)
        self.smaller = IconButton("minus", _("Smaller"), "evidence-smaller", self)
        self.size_label = PlainLabel("100 %", self, tone="muted")
        self.larger = IconButton("plus", _("Larger"), "evidence-larger", self)
        self.fit = IconButton("width", _("Fit to the width"), "evidence-fit", self)
        self.turn = IconButton("turn", _("Turn"), "evidence-turn", self)
        self.seek = IconButton("find", _("Find in this file"), "evidence-find", self)
        self.save = IconButton("save", _("Save a copy…"), "evidence-save", self)
        self.part = IconButton("part", _("Mark a part of the page"), "evidence-part", self)
        self.part.setCheckable(True)
        self.pin = PlainButton(_("Pin"), self, name="evidence-pin", key="P")
        self.pin.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_view = IconButton("close", _("Close this view"), "evidence-close-view", self)
        self.close_view.hide()
        self._pages = 0
        self._spare: dict[QWidget, bool] = dict.fromkeys(
            (self.size_label, self.fit, self.turn, self.part, self.save, self.seek, self.smaller,
             self.larger), False,
        )  # fmt: skip
        self._arrange()
        self.where.clicked.connect(self._ask)
        self.number.editingFinished.connect(self._answer)

    def show_pages(self, page: int, pages: int) -> None:
        """Say which page is read; 0 pages hides it."""
        self._pages = pages
        self.places.setVisible(pages > 1)
        self.where.set_text(_("Page {page} of {pages}").format(page=page + 1, pages=pages))
        self.places.setFixedWidth(max(scaled(96), self.where.sizeHint().width()))
        self._make_room()

    def show_size(self, share: float) -> None:
        """Say how large the page is shown."""
        words = _("{number} %").format(number=round(share * 100))
        self.size_label.set_text(words)
        self.size_label.setAccessibleName(_("Size {percent}").format(percent=words))

    def name_pin(self, leaf: str) -> None:
        """Say which sub-criterion a pin is tied to now."""
        self.pin.set_text(_("Pin to {leaf}").format(leaf=leaf) if leaf else _("Pin"))
        tip = _("Pin the chosen words, the marked part or the page to sub-criterion {leaf}")
        self.pin.setToolTip(safe_tip(tip.format(leaf=leaf)) if leaf else "")
        self._make_room()

    def offer(
        self, *, sizes: bool, find: bool, save: bool, title: str = "", turn: bool = True
    ) -> None:
        """Show the buttons that make sense for the file that is open."""
        self._spare = {
            self.size_label: sizes, self.fit: sizes, self.turn: sizes and turn,
            self.part: sizes and turn, self.save: save, self.seek: find, self.smaller: sizes,
            self.larger: sizes,
        }  # fmt: skip
        self.title.set_text(title)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what keys do as well while the bar is too narrow for it."""
        row = self.layout()
        for widget, offered in self._spare.items():
            widget.setVisible(offered)
        for widget in self._spare:
            if row is None or row.minimumSize().width() <= self.width():
                break
            widget.hide()
        self.larger.setHidden(self.smaller.isHidden())

    def show_as(self, *, one_of: int, active: bool) -> None:
        """Belong to one of two views, or to the only one; a line marks where one works."""
        self.close_view.setVisible(one_of > 1)
        self.title.setMinimumWidth(NAME if one_of > 1 else 0)
        self.setProperty("current", one_of > 1 and active)
        self.style().unpolish(self)
        self.style().polish(self)
        self._make_room()

    def _arrange(self) -> None:
        self.number.setObjectName("evidence-page-number")
        self.number.setAccessibleName(_("Page number"))
        self.places.addWidget(self.where)
        self.places.addWidget(self.number)
        self.places.setFixedHeight(header_height() - 10)
        self.size_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_label.setMinimumWidth(scaled(44))
        self.title.setIndent(4)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(3)
        row.addWidget(self.outline)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(LEAST)
        row.addWidget(self.places)
        row.addWidget(self.title, 1)
        for widget in (self.smaller, self.size_label, self.larger):
            row.addWidget(widget)
        row.addSpacing(6)
        shown = (self.fit, self.turn, self.seek, self.save, self.part, self.pin, self.close_view)
        for button in shown:
            row.addWidget(button)

    def _ask(self) -> None:
        self.number.setValidator(QIntValidator(1, max(1, self._pages), self.number))
        self.number.clear()
        self.number.setPlaceholderText(f"1–{self._pages}")
        self.places.setCurrentWidget(self.number)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        if self.places.currentWidget() is not self.number:
            return
        self.places.setCurrentWidget(self.where)
        if self.number.hasAcceptableInput():
            self.page_wanted.emit(int(self.number.text()) - 1)
