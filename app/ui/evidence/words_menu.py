"""The menu on the words of a file: copy, choose all, pin."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.wording import _


def words_menu(
    parent: QWidget, copy: Callable[[], None], choose_all: Callable[[], None], *, can_copy: bool
) -> QMenu:
    """Return the menu; it is gone when it closes."""
    menu = QMenu(parent)
    menu.setObjectName("evidence-words-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
