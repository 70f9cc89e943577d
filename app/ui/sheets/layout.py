"""The certificate's layout: the page drawn anew after each change, and what would not fit."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.problem import Problem, Severity
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.review.finding_text import SIGNS, finding_text
from app.ui.review.page_picture import PagePicture
from app.ui.sheets.layout_form import LayoutForm
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainButton, PlainLabel, Sheet, set_tone
from app.wording import _

if TYPE_CHECKING:
    from app.casework.layout import LayoutValues, OwnLayout
    from app.storage import Casebook

PAUSE = 350
"""Milliseconds without a change before the page is drawn anew."""
HEIGHT = 430
FILES = "TOML (*.toml)"

Seen = tuple["OwnLayout", "LayoutValues | None", QImage, tuple[Problem, ...]]


class LayoutSheet(Sheet):
    """Shows a sample with the layout as it would be; the act keeps it for new certificates."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Certificate layout"), width=1020, name="layout")
        self._desk = desk
        self._dialogs = dialogs
        self._own: OwnLayout | None = None
        self._waiting: dict[str, object] = {}
        self._asked = 0
        holder = self.content.content
        self.page = PagePicture("layout-page", _("Sample with this layout"), holder)
        self.page.setMaximumHeight(HEIGHT)
        self.findings = PlainLabel("", holder, wrap=True)
        self.findings.setObjectName("layout-findings")
        self.form = LayoutForm(holder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._arrange_page()
        self._connect()
        self.set_act(_("Keep this layout"), enabled=False)
        self._draw()

    def _arrange_page(self) -> None:
        row, left = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(3 * SPACE)
        left.setSpacing(SPACE)
        left.addWidget(self.page)
        left.addWidget(self.findings)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.open_file = PlainButton(_("Open a layout file…"), self.panel, name="layout-open")
        self.save_file = PlainButton(_("Save as a file…"), self.panel, name="layout-save")
        self.reset = PlainButton(_("As shipped"), self.panel, name="layout-reset")
        for at, button in enumerate((self.open_file, self.save_file, self.reset)):
            self.footer.insertWidget(at, button)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._draw)
        self.form.changed.connect(self._change)
        self.form.shown_changed.connect(self._pause.start)
        self.form.logo_wanted.connect(self._choose_logo)
        self.form.logo_dropped.connect(lambda: self._take(logo=b""))
        self.open_file.clicked.connect(self._open)
        self.save_file.clicked.connect(self._save)
        self.reset.clicked.connect(lambda: self._take(text="", logo=b""))
        self.acted.connect(self._keep)
        self.closed.connect(self._stop)

    def _stop(self) -> None:
        """What is still on its way finds nobody here."""
        self._pause.stop()
        self._asked += 1

    # Changing

    def _change(self, values: dict[str, object]) -> None:
        self._waiting |= values
        self._wait()

    def _wait(self) -> None:
        self.set_act(_("Keep this layout"), enabled=False)
        self._pause.start()

    def _take(self, *, text: str | None = None, logo: bytes | None = None) -> None:
        if self._own is None:
            return
        own = self._own
        self._own = replace(own, text=own.text if text is None else text,
                            logo=own.logo if logo is None else logo)  # fmt: skip
        self._waiting.clear()
        self.banner.hide()
        self._wait()

    def _choose_logo(self) -> None:
        path = self._dialogs.file(_("Choose a logo"), "PNG, JPEG (*.png *.jpg *.jpeg)")
        if path is not None:
            self._read(path, is_logo=True)

    def _open(self) -> None:
        path = self._dialogs.file(_("Open a layout file"), FILES)
        if path is not None:
            self._read(path, is_logo=False)

    def _read(self, path: Path, *, is_logo: bool) -> None:
        def work(_casebook: "Casebook") -> "OwnLayout | bytes":
            from app.casework import layout  # noqa: PLC0415  on the storage thread

            return layout.logo(path) if is_logo else layout.read(path)

        def then(found: "OwnLayout | bytes") -> None:
            if isinstance(found, bytes):
                self._take(logo=found)
            else:
                self._take(text=found.text, logo=found.logo)

        self._desk.draft_read(work, then, lambda error: self.fail(sentence_of(error)))

    # Drawing

    def _draw(self) -> None:
        """Draw the sample; what would not fit is looked for after it."""
        desk, own, waiting = self._desk, self._own, dict(self._waiting)
        self._asked += 1
        asked = self._asked
        size, label, languages = self.form.sample_size(), self.form.label(), self.form.languages()

        def work(casebook: "Casebook") -> Seen:
            from app.casework import layout  # noqa: PLC0415

            now = own if own is not None else layout.current(casebook)
            if waiting:
                now = replace(now, text=layout.changed(now.text, waiting))
            drawn = layout.sample(desk.press(), now, size, languages, for_school=label == "school")
            values = layout.values(now.text) if drawn.pdf else None
            return now, values, desk.pictures.first_page(drawn.pdf), drawn.findings

        desk.draft_read(work, lambda seen: self._show(asked, waiting, seen),
                        lambda error: self._fail(asked, error))  # fmt: skip

    def _fail(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self.page.say(sentence_of(error))
        self.fail(sentence_of(error))

    def _show(self, asked: int, done: dict[str, object], seen: Seen) -> None:
        if asked != self._asked:
            return
        self._own, values, image, found = seen
        self._waiting = {key: value for key, value in self._waiting.items()
                         if key not in done or done[key] != value}  # fmt: skip
        if values is None:
            self.page.say(_("With this layout there is no page."))
            self._tell(found)
            return
        self.page.show_image(image)
        self.form.show_values(values, has_logo=bool(self._own.logo))
        self._check(asked)

    def _check(self, asked: int) -> None:
        desk, own = self._desk, self._own
        self.findings.set_text(_("Checking with the shortest and longest names…"))
        set_tone(self.findings, "muted")

        def work(_casebook: "Casebook") -> tuple[Problem, ...]:
            from app.casework import layout  # noqa: PLC0415

            return layout.check(desk.press(), own) if own is not None else ()

        def then(found: tuple[Problem, ...]) -> None:
            if asked == self._asked:
                self._tell(found)

        desk.draft_read(work, then, lambda error: self._fail(asked, error))

    def _tell(self, found: tuple[Problem, ...]) -> None:
        good = _("✓ Everything fits, also with the shortest and longest names.")
        worst = next((each for each in Severity if any(f.severity is each for f in found)), None)
        self.findings.set_text(finding_text(found) or good)
        set_tone(self.findings, SIGNS[worst][1] if worst else "green")
        facts = self._desk.facts
        may = facts is not None and facts.read_only_because is None
        self.set_act(_("Keep this layout"), enabled=may and worst is not Severity.ERROR)

    # Keeping

    def _keep(self) -> None:
        desk, own = self._desk, self._own

        def work(casebook: "Casebook") -> object:
            from app.casework import layout  # noqa: PLC0415

            return layout.install(casebook, desk.press(), own) if own is not None else None

        words = _("Certificates are drawn with this layout from now on.")
        desk.act(work, lambda _kept: self.banner.say(words, "green"),
                 lambda error: self.fail(sentence_of(error)))  # fmt: skip

    def _save(self) -> None:
        path = self._dialogs.save_as(_("Save the layout"), "layout.toml", FILES)
        own = self._own
        if path is None or own is None:
            return

        def work(_casebook: "Casebook") -> None:
            from app.casework import layout  # noqa: PLC0415

            layout.write(path, own)

        self._desk.draft_read(
            work, lambda _none: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                "green"),
            lambda error: self.fail(sentence_of(error)),
        )  # fmt: skip
