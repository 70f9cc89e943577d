"""The comment bank: every phrase that may be offered, to be changed, removed, shared as a file."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.models.folding import folded
from app.models.phrase import Phrase
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.phrases.row import PhraseRow
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import EmptyState, PlainButton, PlainLabel, SearchField, Sheet, line
from app.wording import _, ngettext

if TYPE_CHECKING:
    from app.storage import Casebook

KINDS = "TOML (*.toml)"
MOST_ROWS = 60
"""Phrases that are shown at once; words in the field find the others."""


class CommentBankSheet(Sheet):
    """Shows the evaluator's own phrases and the office's standard ones."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Comment bank"), width=760, name="phrases")
        self._desk, self._dialogs = desk, dialogs
        self._phrases: list[Phrase] = []
        self._listed: list[Phrase] | None = None
        about = PlainLabel(
            _("Sentences of your sealed evaluations are offered again while you type a comment. "
              "Sentences with a name, an address or a title of the application are left out. Only "
              "you are offered your own; standard phrases are offered to everybody."),
            self, tone="muted", wrap=True,
        )  # fmt: skip
        self.find_field = SearchField(_("Filter phrases…"), self, delay=120)
        self.find_field.setObjectName("phrases-filter")
        self.leaf = QComboBox(self)
        self.leaf.setObjectName("phrases-leaf")
        self.leaf.setAccessibleName(_("Sub-criterion"))
        self.leaf.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.count = PlainLabel("", self, tone="muted", size="small")
        self.count.setObjectName("phrases-count")
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.find_field, 1)
        top.addWidget(self.leaf)
        self.rows = QWidget(self)
        self._column = QHBoxLayout(self.rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(about)
        self.body.addLayout(top)
        self.body.addWidget(self.count)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self._buttons()
        self.find_field.asked.connect(lambda _words: self._fill())
        self.leaf.currentIndexChanged.connect(lambda _index: self._fill())
        self._read()

    def _buttons(self) -> None:
        take = PlainButton(_("Take from a file…"), self, name="phrases-import")
        self.save = PlainButton(_("Save as a file…"), self, name="phrases-export")
        self.footer.insertWidget(0, take)
        self.footer.insertWidget(1, self.save)
        take.clicked.connect(self._import)
        self.save.clicked.connect(self._export)

    def _read(self) -> None:
        evaluator = self._desk.evaluator

        def work(casebook: "Casebook") -> list[Phrase]:
            from app.casework.phrases import is_open_to  # noqa: PLC0415

            return [each for each in casebook.phrases() if is_open_to(each, evaluator)]

        self._desk.draft_read(work, self._show)

    def _show(self, phrases: list[Phrase]) -> None:
        self._phrases = sorted(
            phrases, key=lambda each: (each.scheme, each.leaf, not each.standard, -each.uses)
        )
        chosen = self.leaf.currentData()
        self.leaf.blockSignals(True)
        self.leaf.clear()
        self.leaf.addItem(_("All sub-criteria"), None)
        for leaf in sorted({str(each.leaf) for each in phrases}):
            self.leaf.addItem(leaf, leaf)
        self.leaf.setCurrentIndex(max(0, self.leaf.findData(chosen) if chosen else 0))
        self.leaf.blockSignals(False)
        self.save.setEnabled(bool(phrases))
        self._fill()

    def _fill(self) -> None:
        words, leaf = folded(self.find_field.text()).split(), self.leaf.currentData()
        found = [
            each for each in self._phrases
            if leaf in {None, str(each.leaf)} and all(w in folded(each.text) for w in words)
        ]  # fmt: skip
        if found and found == self._listed:
            return  # one of them may be in the middle of being edited
        self._listed = found
        holder = QWidget(self)
        column = _column(holder)
        for each in found[:MOST_ROWS]:
            row = PhraseRow(each, holder)
            row.changed.connect(self._change)
            row.unwanted.connect(self._remove)
            column.addWidget(row)
            column.addWidget(line(holder))
        if not found:
            column.addWidget(self._nothing())
        self._put(holder)
        count = ngettext("{count} phrase", "{count} phrases", len(found)).format(count=len(found))
        if len(found) > MOST_ROWS:
            count += " · " + _("the first {count} are listed").format(count=MOST_ROWS)
        self.count.set_text(count if self._phrases else "")

    def _put(self, holder: QWidget) -> None:
        while (item := self._column.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        self._column.addWidget(holder)

    def _nothing(self) -> EmptyState:
        if self._phrases:
            return EmptyState(_("Nothing found"), _("No phrase fits. Esc in the field empties it."))
        return EmptyState(
            _("No phrases yet"),
            _("Seal an evaluation with comments, or take phrases from a file of your office."),
        )

    def _change(self, phrase: Phrase, text: str, standard: bool) -> None:
        evaluator = self._desk.evaluator

        def work(casebook: "Casebook") -> Phrase:
            from app.casework.phrases import keep  # noqa: PLC0415

            return keep(casebook, phrase, text, standard=standard, by=evaluator)

        self._desk.draft_read(work, lambda _phrase: self._read(), self._failed)

    def _remove(self, phrase: Phrase) -> None:
        def work(casebook: "Casebook") -> None:
            from app.casework.phrases import remove  # noqa: PLC0415

            remove(casebook, [phrase])

        self._desk.draft_read(work, lambda _none: self._read(), self._failed)

    def _export(self) -> None:
        path = self._dialogs.save_as(_("Save the phrases"), "phrases.toml", KINDS)
        if path is None:
            return
        phrases = self._phrases

        def work(_casebook: "Casebook") -> int:
            from app.casework.phrase_file import write  # noqa: PLC0415

            return write(path, phrases, force=True)

        self._desk.draft_read(
            work, lambda _count: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                 "green"), self._failed,
        )  # fmt: skip

    def _import(self) -> None:
        path = self._dialogs.file(_("Choose a file of phrases"), KINDS)
        if path is None:
            return
        evaluator = self._desk.evaluator

        def work(casebook: "Casebook") -> tuple[int, int]:
            from app.casework import phrase_file, phrases  # noqa: PLC0415

            found = phrase_file.read(path)
            return phrases.add(casebook, found, evaluator, casebook.clock())

        self._desk.draft_read(work, self._imported, self._failed)

    def _imported(self, counts: tuple[int, int]) -> None:
        new, already = counts
        text = ngettext("{count} new phrase", "{count} new phrases", new).format(count=new)
        more = ngettext("{count} was there already", "{count} were there already", already)
        self.banner.say(f"{text} · {more.format(count=already)}", "green")
        self._read()

    def _failed(self, error: Exception) -> None:
        self.fail(sentence_of(error))


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
