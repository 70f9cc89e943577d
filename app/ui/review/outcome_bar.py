"""The bar at the bottom: where the case stands, why, and what can be done with it now."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolTip, QWidget

from app.casework.explain import bar as bar_sentence
from app.models.assessment import Assessment, Eligibility
from app.models.case import Status
from app.models.message import Message
from app.models.scheme import Scheme
from app.ui import theme
from app.ui.review import words
from app.ui.review.chip_strip import ChipStrip
from app.ui.widgets import PlainButton, PlainLabel, PrimaryButton, safe_tip
from app.wording import _, points_text, say

DECIDED = frozenset({Status.GRANTED, Status.REFUSED, Status.RETURNED, Status.CERTIFIED})


class PointsBar(QWidget):
    """How much of the maximum the total is, and where the minimum lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("points-bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._share = 0.0
        self._minimum: float | None = None
        self._is_below = False

    def show_points(self, assessment: Assessment) -> None:
        """Show another total."""
        whole = float(assessment.maximum) or 1.0
        self._share = min(1.0, float(assessment.total) / whole)
        least = assessment.minimum_total
        self._minimum = float(least) / whole if least is not None else None
        self._is_below = any(each.id == "total" for each in assessment.reasons)
        self.setAccessibleName(
            _("{share} per cent of all points").format(share=round(self._share * 100))
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the usual room."""
        return QSize(240, 10)

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(64, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, points and the line of the minimum."""
        del event
        colours = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(colours.color("sunken"))
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(colours.color("red" if self._is_below else "accent"))
        if self._share > 0:
            width = max(whole.height(), whole.width() * self._share)
            painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), radius, radius)
        if self._minimum is not None:
            at = whole.width() * self._minimum
            painter.fillRect(QRectF(at - 1, 0, 2, whole.height()), colours.color("gold"))
        painter.end()


class OutcomeSentence(PlainLabel):
    """One short sentence; resting the mouse on it shows the whole explanation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, tone="muted", elide=True)
        self.setObjectName("outcome-sentence")
        self._explanation = ""

    def explain(self, sentence: str, explanation: str) -> None:
        """Show another sentence with its explanation."""
        self._explanation = explanation
        self.set_text(sentence)
        self.setAccessibleDescription(explanation)

    def event(self, event: QEvent) -> bool:
        """Show the explanation, whether the sentence fits or not."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), safe_tip(self._explanation), self)
            return True
        return super().event(event)


class OutcomeBar(QFrame):
    """Total, minimums, a sentence; buttons for letter, decision and certificate."""

    feedback_requested = Signal()
    decide_requested = Signal()
    revise_requested = Signal()
    certificate_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcome-bar")
        self.setAccessibleName(_("Where the case stands"))
        self.setProperty("kind", "bar")
        self.total = PlainLabel("", self, size="total", strong=True)
        self.total.setObjectName("total")
        self.open = PlainLabel("", self, tone="muted")
        self.open.setObjectName("open-count")
        self.points = PointsBar(self)
        self.chips = ChipStrip("outcome-chips", self)
        self.sentence = OutcomeSentence(self)
        self.feedback = PlainButton(_("Feedback…"), self, name="feedback")
        self.revise = PlainButton(_("Revise…"), self, name="revise")
        self.certificate = PrimaryButton(_("Certificate…"), self, name="certificate")
        self.decide = PrimaryButton(_("Decide…"), self, name="decide", key="Ctrl+Return")
        self._arrange()
        self.feedback.clicked.connect(self.feedback_requested)
        self.revise.clicked.connect(self.revise_requested)
        self.certificate.clicked.connect(self.certificate_requested)
        self.decide.clicked.connect(self.decide_requested)
        self.clear()

    def _arrange(self) -> None:
        self.setMinimumHeight(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.setSpacing(round(1.75 * theme.SPACE))
        sums = QHBoxLayout()
        sums.setSpacing(6)
        sums.addWidget(self.total, 0, Qt.AlignmentFlag.AlignBaseline)
        sums.addWidget(self.open, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addLayout(sums)
        row.addWidget(self.points)
        row.addWidget(self.chips)
        row.addWidget(self.sentence, 1)
        for button in (self.feedback, self.revise, self.certificate, self.decide):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence room before the points bar."""
        super().resizeEvent(event)
        self.points.setFixedWidth(max(64, min(240, (self.width() - 960) // 2)))

    def clear(self) -> None:
        """Show that no case is open."""
        for part in self.findChildren(QWidget):
            part.hide()

    def show_assessment(
        self,
        scheme: Scheme,
        assessment: Assessment,
        eligibility: Eligibility | None,
        explanation: Sequence[Message],
    ) -> None:
        """Show what the points mean now."""
        for part in (self.total, self.open, self.points, self.chips, self.sentence, self.feedback):
            part.show()
        total = points_text(assessment.total)
        self.total.set_text(total)
        self.open.set_text(words.open_text(assessment))
        self.total.setAccessibleName(f"{total} {words.open_text(assessment)}")
        self.points.show_points(assessment)
        self.chips.show_chips(words.bar_chips(scheme, assessment, eligibility))
        why = " ".join(say(each) for each in explanation)
        self.sentence.explain(say(bar_sentence(assessment, scheme)), why)

    def show_status(self, status: Status, *, may_decide: bool = True) -> None:
        """Offer what the status allows; ``may_decide`` is False where nothing can be written."""
        decided = status in DECIDED
        self.feedback.set_text(_("Letter…") if decided else _("Feedback…"))
        has_label = status in {Status.GRANTED, Status.CERTIFIED}
        shown = {self.decide: not decided, self.revise: decided, self.certificate: has_label}
        # What goes, goes first: all at once would make a small window grow.
        for button in sorted(shown, key=lambda each: shown[each]):
            button.setVisible(shown[button])
        self.decide.setEnabled(may_decide)
        self.revise.setEnabled(may_decide)
        if decided:
            self.sentence.explain(_decided(status), self.sentence.accessibleDescription())


def _decided(status: Status) -> str:
    """Say what was decided; what would change it is then no question any more."""
    texts = {
        Status.GRANTED: _("Granted. The certificate can be issued."),
        Status.CERTIFIED: _("Granted, and the certificate is issued."),
        Status.REFUSED: _("Refused."),
        Status.RETURNED: _("Returned for completion."),
    }
    return texts[status]
