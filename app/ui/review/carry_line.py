"""Earlier points beside a sub-criterion: a proposal that a person confirms, or leaves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.comparison import Proposal
from app.models.scheme import Scheme
from app.ui.review import words
from app.ui.theme import SPACE
from app.ui.widgets import LinkButton, PlainLabel
from app.wording import _


class CarryLine(QWidget):
    """Tells ``confirmed`` when the points of the earlier submission are taken over as they are."""

    confirmed = Signal()

    def __init__(self, leaf: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.label = PlainLabel("", self, tone="muted", size="small", wrap=True)
        self.label.setObjectName(f"carried-{leaf}")
        self.button = LinkButton(_("Confirm"), self, name=f"confirm-{leaf}")
        self.button.clicked.connect(self.confirmed)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    def show_proposal(self, proposal: Proposal, against: int, scheme: Scheme) -> None:
        """Say which points there were, and whether what they stood on is the same."""
        points = words.score_text(scheme, proposal.score.points)
        text = (
            _("Submission {number}: {points} · nothing changed")
            if proposal.unchanged
            else _("Submission {number}: {points} · changed, look again")
        ).format(number=against, points=points)
        self.label.set_text(text)
        self.button.setAccessibleName(
            _("Confirm {points} for {name}").format(points=points, name=self._name)
        )
