"""Every act of the menus with its key, as one list; who does it is connected by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.wording import LANGUAGES, _


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the menu. ``case``: only with a case shown; ``keys`` as Qt writes them.

    ``apart``: a line is drawn above it, because something else begins here.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    case: bool = False
    checkable: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the menu with a title of its own."""

    name: str
    words: str
    acts: tuple[Act, ...]


def groups() -> tuple[Group, ...]:
    """Return all menus in the window's language."""
    return (
        Group("casebook", _("Casebook"), (
            Act("open-files", _("Open application files…"), ("Ctrl+O",)),
            Act("open-folder", _("Open an application folder…")),
            Act("new-application", _("New application…"), ("Ctrl+N",)),
            Act("open-casebook", _("Open another casebook…")),
            Act("season", _("Season and minimums…"), apart=True),
            Act("layout", _("Certificate layout…")),
            Act("identity", _("Signing identity…")),
            Act("casebook", _("Backup and health…")),
            Act("quit", _("Quit"), ("Ctrl+Q",), apart=True),
        )),
        Group("edit", _("Edit"), (
            Act("undo", _("Undo"), ("Ctrl+Z",)),
            Act("redo", _("Redo"), ("Ctrl+Shift+Z",)),
            Act("find", _("Find in application"), ("Ctrl+F",), case=True, apart=True),
            Act("find-everywhere", _("Find in all applications…"), ("Ctrl+Shift+F",)),
            Act("find-case", _("Find a case"), ("Ctrl+L",)),
        )),
        Group("case", _("Case"), (
            Act("next-case", _("Next case"), ("J",)),
            Act("previous-case", _("Previous case"), ("K",)),
            Act("next-open", _("Next not scored"), ("N",), case=True, apart=True),
            Act("leaf-up", _("Sub-criterion above"), ("Alt+Up",), case=True),
            Act("leaf-down", _("Sub-criterion below"), ("Alt+Down",), case=True),
            Act("comment", _("Comment"), ("C",), case=True),
            Act("phrases", _("Phrases for the comment"), ("Ctrl+B",), case=True),
            Act("evidence", _("Evidence list"), ("E",), case=True, apart=True),
            Act("outline", _("Outline of the document"), ("O",), case=True),
            Act("turn", _("Turn the pages"), ("R",), case=True),
            Act("differences", _("Differences to the earlier submission"), ("D",), case=True),
            Act("pin", _("Pin to the current sub-criterion"), ("P",), case=True, apart=True),
            Act("pin-part", _("Mark a part of the page"), ("M",), case=True),
            Act("decide", _("Decide…"), ("Ctrl+Return", "Ctrl+Enter"), case=True, apart=True),
            Act("letter", _("Letter to the applicant…"), case=True),
            Act("certificate", _("Certificate…"), case=True),
            Act("withdraw", _("Withdraw…"), case=True),
            Act("print-case", _("Print the case…"), ("Ctrl+P",), case=True, apart=True),
            Act("print", _("Print the certificate…"), ("Ctrl+Shift+P",), case=True),
            Act("own", _("Your own note or picture…"), ("Ctrl+Shift+N",), case=True, apart=True),
            Act("send-again", _("Type in the next submission…"), case=True),
            Act("case-log", _("What happened to this case…"), case=True),
        )),
        Group("lists", _("Lists"), (
            Act("batch", _("Certificates for all who wait…")),
            Act("comment-bank", _("Comment bank…")),
            Act("orders", _("Plaque orders…")),
            Act("awards", _("List of awarded…")),
            Act("withdrawn", _("Withdrawn certificates…")),
            Act("log", _("Log…"), apart=True),
            Act("verify", _("Check a certificate…")),
        )),
        Group("view", _("View"), (
            Act("queue", _("Queue"), ("F9",), checkable=True),
            Act("looked", _("Keep what was opened and looked at"), checkable=True),
            Act("beside", _("Second document, or the other of two"), ("B",), case=True, apart=True),
            Act("one-document", _("One document again"), ("Shift+B",), case=True),
            Act("evidence-window", _("Evidence in a window of its own"), ("Ctrl+Shift+E",),
                checkable=True),
            Act("next-column", _("Next column"), ("F6",), apart=True),
            Act("previous-column", _("Previous column"), ("Shift+F6",)),
        )),
        Group("help", _("Help"), (
            Act("keys", _("All keys…"), ("?", "F1")),
            Act("about", _("About Label Desk…")),
        )),
    )  # fmt: skip


class Acts:
    """The window's actions by name, in one menu; ``do`` says what each starts."""

    def __init__(self, window: QWidget, do: Mapping[str, Callable[[], None]]) -> None:
        self.menu = QMenu(window)
        self.menu.setObjectName("main-menu")
        self._actions: dict[str, QAction] = {}
        self._of_case: list[QAction] = []
        self.groups = groups()
        for group in self.groups:
            sub = self.menu.addMenu(group.words)
            sub.setObjectName(f"menu-{group.name}")
            for act in group.acts:
                if act.apart:
                    sub.addSeparator()
                sub.addAction(self._action(window, act, do[act.name]))
        self.languages = self.menu.addMenu(_("Language"))
        self.enable_case(enabled=False)

    def _action(self, window: QWidget, act: Act, do: Callable[[], None]) -> QAction:
        action = QAction(act.words, window)
        action.setObjectName(f"act-{act.name}")
        action.setShortcuts([QKeySequence(key) for key in act.keys])
        action.setCheckable(act.checkable)
        action.triggered.connect(lambda _checked: do())
        window.addAction(action)
        self._actions[act.name] = action
        if act.case:
            self._of_case.append(action)
        return action

    def offer_digits(self, window: QWidget, choose: Callable[[str], object]) -> None:
        """Let digits set the current level wherever the keyboard is."""
        for digit in "0123456789":
            action = QAction(window)
            action.setObjectName(f"act-{digit}")
            action.setShortcut(QKeySequence(digit))
            action.triggered.connect(partial(_choose, choose, digit))
            window.addAction(action)
            self._actions[digit] = action
            self._of_case.append(action)
            action.setEnabled(False)

    def offer_languages(self, chosen: str, speak: Callable[[str], None]) -> None:
        """Fill the menu of languages; each names itself."""
        group = QActionGroup(self.languages)
        for tag, name in LANGUAGES.items():
            action = self.languages.addAction(name)
            action.setObjectName(f"language-{tag}")
            action.setCheckable(True)
            action.setChecked(tag == chosen)
            action.triggered.connect(partial(_say, speak, tag))
            group.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def enable_case(self, *, enabled: bool) -> None:
        """Let acts on a case be used only while one is shown."""
        for action in self._of_case:
            action.setEnabled(enabled)

    def pause(self, *, paused: bool, keep: frozenset[str] = frozenset({"quit"})) -> None:
        """Switch all keys off while a sheet has the word; its own keys stay."""
        for name, action in self._actions.items():
            if name not in keep:
                action.setShortcuts(self._keys(name) if not paused else [])

    def _keys(self, name: str) -> list[QKeySequence]:
        keys = {act.name: act.keys for group in self.groups for act in group.acts}
        return [QKeySequence(key) for key in keys.get(name, (name,))]


def _say(speak: Callable[[str], None], tag: str, _checked: bool = False) -> None:
    speak(tag)


def _choose(choose: Callable[[str], object], digit: str, _checked: bool = False) -> None:
    choose(digit)
