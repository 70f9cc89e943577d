"""The page of a tab while two submissions are compared: what was put in, taken out and moved."""

from PySide6.QtWidgets import QWidget

from app.models.application import Application
from app.models.comparison import Comparison
from app.models.scheme import Scheme
from app.ui.review.answer_page import AnswerPage
from app.ui.review.difference_content import DifferenceContent
from app.ui.review.difference_writer import DifferenceWriter
from app.ui.review.page_content import PageContent
from app.wording import _


class DifferencePage(AnswerPage):
    """An answer page that shows a tab against an earlier submission."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("difference-page")
        self.setAccessibleDescription(
            _("A plus stands before words that are new, a minus before words that are gone.")
        )
        self._comparison: Comparison | None = None

    def use(self, comparison: Comparison) -> None:
        """Show the tabs to come against this comparison."""
        self._comparison = comparison

    def _content(self, form: Application, scheme: Scheme) -> PageContent:
        if self._comparison is None or self._look is None:
            return super()._content(form, scheme)
        writer = DifferenceWriter(self.document(), *self._look)
        return DifferenceContent(writer, form, scheme, self._comparison)
