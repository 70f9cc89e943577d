"""What the banner tells: how the casebook is, what became of a case, what went wrong."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.trouble import sentence_of
from app.wording import _, say

if TYPE_CHECKING:
    from app.models.case import CaseRef
    from app.ui.sitting import Opened, Shown
    from app.ui.window import MainWindow


class News:
    """Says one thing at a time; what is said about a case goes when another is shown."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._about = ""

    def forget_case(self, ref: "CaseRef") -> None:
        """Take away what was said about another case."""
        if self._about not in {"", str(ref)}:
            self._window.banner.hide()

    def tell(self, ref: "CaseRef", sentence: str, act: str, do: Callable[[], None]) -> None:
        """Say good news about a case."""
        self._about = str(ref)
        self._window.banner.say(sentence, "green", act=act, do=do, seconds=60)

    def tell_older(self, shown: "Shown") -> None:
        """Say that this is not what is decided on, and how to come back."""
        case, number = shown.ref.case, shown.ref.submission
        words = _("This is submission {number}, an earlier one; it can only be read.")
        self._about = str(shown.ref)
        self._window.banner.say(
            words.format(number=number), "blue", act=_("Show the newest submission"),
            do=lambda: self._window.show_case(case),
        )  # fmt: skip

    def tell_health(self, facts: "Opened") -> None:
        """Say what was noticed at opening; nothing where all is well."""
        banner, errands = self._window.banner, self._window.errands
        if facts.read_only_because is not None:
            banner.say(
                _("For reading only: {why}").format(why=say(facts.read_only_because)), "amber",
                act=_("Continue from here…") if facts.health.gap else "",
                do=errands.continue_here,
            )  # fmt: skip
        elif facts.expiry is not None:
            banner.say(say(facts.expiry), "amber", act=_("Signing identity…"), do=errands.identity)
        elif facts.health.warnings:
            banner.say(" ".join(say(each) for each in facts.health.warnings), "amber")
        elif facts.health.unclean:
            banner.say(
                _("Label Desk was not closed properly last time. Everything that was shown as "
                  "saved is here."), "blue", seconds=20,
            )  # fmt: skip

    def tell_failure(self, error: Exception) -> None:
        """Say what went wrong, and beside the clock that something is not saved yet."""
        self._window.banner.say(sentence_of(error), "red")
        if self._window.desk.has_unsaved:
            self._window.top.saved.show_trouble()

    def tell_closed(self, error: Exception) -> None:
        """Say why no casebook is open, and offer another."""
        sentence = sentence_of(error)
        self._window.columns.nothing.say(_("No casebook is open"), sentence)
        self._window.banner.say(
            sentence, "red", act=_("Open another casebook…"),
            do=self._window.errands.open_casebook,
        )  # fmt: skip
