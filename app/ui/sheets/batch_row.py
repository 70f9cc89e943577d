"""One certificate of a batch: ticked or not, its picture, whose it is, what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.batch import Candidate, Issued
from app.models.problem import Problem, Severity
from app.ui.review.page_picture import PagePicture
from app.ui.theme import SPACE
from app.ui.widgets import CheckBox, Chip, PlainLabel, Tone
from app.wording import _, say

PICTURE_WIDTH = 150


class BatchRow(QWidget):
    """Tells ``chosen_changed`` when it is ticked or not."""

    chosen_changed = Signal()

    def __init__(self, candidate: Candidate, parent: QWidget) -> None:
        super().__init__(parent)
        self.candidate = candidate
        self.setObjectName(f"batch-row-{candidate.case}")
        self.box = CheckBox("", self)
        self.box.setObjectName(f"batch-tick-{candidate.case}")
        self.box.setAccessibleName(f"{candidate.name}, {candidate.case}")
        self.box.setChecked(True)
        self.box.toggled.connect(lambda _on: self.chosen_changed.emit())
        self.page = PagePicture(f"batch-page-{candidate.case}", _("The page to be signed"), self)
        self.page.setFixedSize(PICTURE_WIDTH, self.page.heightForWidth(PICTURE_WIDTH))
        self.state = Chip("", Tone.GRAY, self)
        self.remark = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self._arrange()

    def _arrange(self) -> None:
        row, words = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(2 * SPACE)
        who = self.candidate
        words.addWidget(PlainLabel(who.name, self, strong=True, elide=True))
        place = f"{who.school} · {who.label}" if who.school != who.name else who.label
        words.addWidget(PlainLabel(place, self, tone="muted", elide=True))
        words.addWidget(PlainLabel(who.case, self, tone="muted", size="small", elide=True))
        words.addWidget(self.remark)
        words.setSpacing(SPACE // 2)
        row.addWidget(self.box)
        row.addWidget(self.page)
        row.addLayout(words, 1)
        row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.state)

    @property
    def is_chosen(self) -> bool:
        """Tell whether this one is to be signed."""
        return self.box.isChecked() and self.box.isEnabled()

    def show_page(self, image: QImage, findings: Sequence[Problem]) -> None:
        """Show the page as it would be signed; one with an error cannot be chosen."""
        self.page.show_image(image)
        worst = {each.severity for each in findings}
        self.remark.set_text("\n".join(say(each.message) for each in findings))
        if Severity.ERROR in worst:
            self.box.setChecked(False)
            self.box.setEnabled(False)
            self.state.show_chip(_("cannot be signed"), Tone.RED)
        elif Severity.WARNING in worst:
            self.state.show_chip(_("look at this"), Tone.AMBER)
        self.chosen_changed.emit()

    def fail_page(self, sentence: str) -> None:
        """Say why there is no page; such a one cannot be chosen."""
        self.page.say("")
        self.remark.set_text(sentence)
        self.box.setChecked(False)
        self.box.setEnabled(False)
        self.state.show_chip(_("cannot be signed"), Tone.RED)

    def show_result(self, issued: Issued) -> None:
        """Show what became of it."""
        self.box.setEnabled(False)
        if issued.is_good:
            self.state.show_chip(_("✓ signed and checked"), Tone.GREEN)
            self.remark.set_text(str(issued.number))
        else:
            self.state.show_chip(_("not signed") if issued.number is None else _("✕ not whole"),
                                 Tone.RED)  # fmt: skip
            self.remark.set_text(say(issued.problem) if issued.problem else "")
