"""Where typing begins: which label, or a draft to go on with."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.new_application import NewApplication
from app.models.scheme import Scheme
from app.ui.application.places import value_at
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel, line
from app.wording import _, instant_text, pick


class TypingStart(QWidget):
    """Tells ``scheme_chosen(id)`` or ``draft_chosen(token)``; ``first`` takes the keyboard."""

    scheme_chosen = Signal(str)
    draft_chosen = Signal(str)

    def __init__(
        self, schemes: tuple[Scheme, ...], drafts: tuple[NewApplication, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._buttons: list[PlainButton] = []
        if drafts:
            self._head(_("Go on with a draft"))
            for each in drafts:
                self._draft(each)
            self._column.addWidget(line())
        self._head(_("Begin a new one"))
        self._say(_("For applications that came on paper, by e-mail or from a form of your own. "
                    "What is typed is kept at once, and ends as an application file like any "
                    "other."))  # fmt: skip
        for scheme in schemes:
            name = f"new-application-{scheme.id}"
            button = self._button(pick(scheme.names), name)
            button.clicked.connect(partial(self._scheme, str(scheme.id)))

    @property
    def first(self) -> QWidget:
        """The first button."""
        return self._buttons[0] if self._buttons else self

    def _draft(self, draft: NewApplication) -> None:
        form = draft.form
        named = (value_at(form, place) for place in
                 ("/project/title", "/applicant/name", "/school/name"))  # fmt: skip
        words = " · ".join([str(form.get("id", "")), *(str(each) for each in named if each)])
        button = self._button(words, f"new-application-draft-{draft.token}")
        button.clicked.connect(partial(self._go_on, draft.token))
        self._say(_("Saved {when}").format(when=instant_text(draft.changed_at.astimezone())))

    def _button(self, words: str, name: str) -> PlainButton:
        button = PlainButton(words.replace("&", "&&"), self, name=name)
        self._buttons.append(button)
        self._column.addWidget(button)
        return button

    def _scheme(self, scheme: str, _checked: bool = False) -> None:
        self.scheme_chosen.emit(scheme)

    def _go_on(self, token: str, _checked: bool = False) -> None:
        self.draft_chosen.emit(token)

    def _head(self, words: str) -> None:
        self._column.addWidget(PlainLabel(words, self, size="heading", strong=True))

    def _say(self, words: str) -> None:
        self._column.addWidget(PlainLabel(words, self, tone="muted", size="small", wrap=True))
