"""The small style sheet; what a widget is, is said by its dynamic properties.

``kind``: panel, canvas, bar, header, primary, danger, flat, link, tab, key, card, banner.
``tone``: muted, faint, accent, green, amber, red. ``letters``: tiny, small, reading,
heading, total (``size`` is a property of every widget already).
``strong``: true. ``current``: true (rows and tabs).
"""

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QToolTip { color: $text; background: $panel; border: 1px solid $strong_line; padding: 4px 6px; }
QMainWindow, QWidget[kind="panel"], QFrame[kind="panel"] { background: $panel; }
QWidget[kind="canvas"] { background: $canvas; }
QFrame[kind="header"] { background: $panel; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="header"][current="true"] { border-top: 2px solid $accent; }
QFrame[kind="bar"] { background: $panel; border: 0; border-top: 1px solid $line; }
QFrame[kind="topbar"] { background: $panel; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="card"] { background: $panel; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[kind="current"] { background: $accent_soft; border: 0; border-left: 3px solid $accent; }
QFrame[kind="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="banner"] { background: $accent_soft; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="banner"][tone="amber"] { background: $amber_soft; }
QFrame[kind="banner"][tone="red"] { background: $red_soft; }
QFrame[kind="banner"][tone="green"] { background: $green_soft; }

QLabel { background: transparent; border: 0; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="green"] { color: $green; }
QLabel[tone="amber"] { color: $amber; }
QLabel[tone="red"] { color: $red; }
QLabel[letters="tiny"] { font-size: ${tiny}px; }
QLabel[letters="small"] { font-size: ${small}px; }
QLabel[letters="reading"] { font-size: ${reading}px; }
QLabel[letters="heading"] { font-size: ${heading}px; }
QLabel[letters="total"] { font-size: ${total}px; }
QLabel[strong="true"] { font-weight: 600; }

QPushButton, QToolButton {
  background: $panel; color: $text; border: 1px solid $line; border-radius: ${radius}px;
  padding: 5px 10px; min-height: 18px; }
QPushButton:hover, QToolButton:hover { background: $canvas; border-color: $strong_line; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $sunken; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $canvas; }
QPushButton:checked { background: $accent_soft; color: $accent_text; border-color: $accent; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 4px 9px; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $faint; border-color: $line; }
QPushButton[kind="danger"] { background: $red; color: $on_red; border-color: $red;
  font-weight: 600; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; padding: 4px 9px; }
QPushButton[kind="danger"]:disabled { background: $sunken; color: $faint; border-color: $line; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { border-color: transparent;
  background: transparent; }
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover { background: $sunken; }
QPushButton[kind="flat"]:focus, QToolButton[kind="flat"]:focus { border-color: $accent; }
QPushButton[kind="link"] { border: 1px solid transparent; background: transparent;
  color: $accent_text; padding: 1px 2px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="filter"] { border-color: transparent; background: $sunken; color: $muted;
  padding: 1px 7px; font-size: ${tiny}px; min-height: 15px; border-radius: 8px; }
QPushButton[kind="filter"]:checked { background: $accent_soft; color: $accent_text;
  border-color: $accent; }
QPushButton[kind="filter"]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }

QPushButton[kind="tab"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0;
  color: $muted; background: transparent; padding: 8px 4px 7px 4px; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $text; font-weight: 600; border-bottom-color: $accent; }
QPushButton[kind="tab"]:focus { border: 1px solid $accent; border-bottom: 2px solid $accent;
  padding: 7px 3px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit {
  background: $panel; color: $text; border: 1px solid $line; border-radius: ${radius}px;
  padding: 4px 8px; placeholder-text-color: $muted; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: 20px; }
QLineEdit#qt_spinbox_lineedit { border: 0; padding: 0; min-height: 0; background: transparent; }
QDateTimeEdit { min-height: 19px; padding: 3px 0; }
QDateTimeEdit::up-button, QDateTimeEdit::down-button { width: 0; border: 0; }
QLineEdit > QToolButton { border: 0; padding: 0; margin: 0; min-height: 0;
  background: transparent; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $strong_line; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDateTimeEdit:focus {
  border: 1px solid $accent; }
QLineEdit[kind="bare"] { border: 0; border-bottom: 1px solid $line; border-radius: 0;
  padding: 8px 12px; }
QLineEdit[kind="bare"]:focus { border-bottom: 1px solid $accent; }
QLineEdit[tone="red"], QPlainTextEdit[tone="red"] { border: 1px solid $red; }
QLineEdit[tone="red"]:focus, QPlainTextEdit[tone="red"]:focus { border: 2px solid $red;
  padding: 3px 7px; }
QComboBox::drop-down { border: 0; width: ${drop}px; }
QComboBox::down-arrow { image: url($arrow); width: ${sign}px; height: ${sign}px; }
QPushButton[kind="choice"]::menu-indicator { image: url($arrow); width: ${sign}px;
  height: ${sign}px; right: 5px; subcontrol-position: right center; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $strong_line; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; }
QCheckBox:focus, QRadioButton:focus { color: $accent_text; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px;
  border: 1px solid $faint; background: $panel; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line;
  background: $sunken; }

QTextBrowser[kind="reading"], QTextEdit[kind="reading"], QPlainTextEdit[kind="reading"] {
  border: 0; background: $panel; }
QAbstractItemView { background: $panel; border: 0; outline: 0; }
QTableView { gridline-color: $line; selection-background-color: $accent_soft;
  selection-color: $text; }
QTableView::item { padding: 0 5px; }
QHeaderView::section { background: $panel; color: $muted; border: 0;
  border-bottom: 1px solid $line; padding: 6px 8px; font-weight: 600; }
QTableCornerButton::section { background: $panel; border: 0; border-bottom: 1px solid $line; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[kind="panel"] { background: $panel; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QMenu { background: $panel; color: $text; border: 1px solid $strong_line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; max-height: 8px;
  min-height: 8px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $strong_line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $accent;
    border: 0;
}
QSlider { border: 1px solid transparent; border-radius: 4px; }
QSlider:focus { border: 1px solid $accent; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled {
    background: $strong_line;
}
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $strong_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(
    colours: Mapping[str, str],
    sizes: Mapping[str, int],
    pictures: Mapping[str, str],
    space: int,
    radius: int,
) -> str:
    """Return the sheet with colours, sizes and the files of ``tick`` and ``arrow`` filled in."""
    sign = round(14 * sizes["body"] / 13)
    return _SHEET.substitute(
        colours, sign=sign, drop=sign + 10, **sizes, **pictures, space=space, radius=radius
    )
