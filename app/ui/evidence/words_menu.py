"""The menu on the words of a file: copy, choose all, pin."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.evidence.words import visible
from app.wording import _

LONGEST = 64
"""Letters of an address in a menu; all of it is copied."""


def words_menu(
    parent: QWidget,
    copy: Callable[[], None],
    choose_all: Callable[[], None],
    *,
    can_copy: bool,
    addresses: Sequence[str] = (),
) -> QMenu:
    """Return the menu; it is gone when it closes. ``addresses`` of links can be copied too."""
    menu = address_menu(parent, addresses)
    if addresses:
        menu.addSeparator()
    copying = menu.addAction(_("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), copy)
    copying.setEnabled(can_copy)
    menu.addAction(_("Select all"), QKeySequence(QKeySequence.StandardKey.SelectAll), choose_all)
    offer_pin(menu, parent)
    return menu


def offer_pin(menu: QMenu, view: QWidget) -> None:
    """Offer the window's act that pins what is chosen, where the window has one."""
    pin = view.window().findChild(QAction, "act-pin")
    if pin is not None and pin.isEnabled():
        menu.addAction(pin)


def address_menu(parent: QWidget, addresses: Sequence[str]) -> QMenu:
    """Return a menu that copies addresses of links; none is ever opened."""
    menu = QMenu(parent)
    menu.setObjectName("evidence-words-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for address in addresses:
        shown = visible(address)
        short = shown[:LONGEST] + "…" if len(shown) > LONGEST else shown
        words = _("Copy address: {address}").format(address=short)
        menu.addAction(words.replace("&", "&&"), partial(_copy, shown))
    return menu


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def only_text(content: QMimeData, text: str) -> QMimeData:
    """Return what Qt copied with plain text alone in it.

    Qt's own object, not one made here: the clipboard keeps it until after Python has ended, and
    an object of Python's would then end the program with a fault.
    """
    content.text()  # Qt makes its formats at the first question; only then they can be cleared
    content.clear()
    content.setText(text)
    return content
