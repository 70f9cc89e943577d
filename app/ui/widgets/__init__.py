"""Small shared widgets: labels that never read HTML, chips, headers, fields, level rows, sheets."""

from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import FlatButton, LinkButton, PlainButton, PrimaryButton, TabButton
from app.ui.widgets.chip import Chip, Tone, chip_size, paint_chip
from app.ui.widgets.choice import CheckBox, RadioButton
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.label import PlainLabel, safe_tip, set_tone
from app.ui.widgets.levels import LevelChoice, SegmentedLevels
from app.ui.widgets.panel import Header, Panel, line
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.search import SearchField
from app.ui.widgets.sheet import Sheet

__all__ = [
    "Banner", "CheckBox", "Chip", "EmptyState", "FlatButton", "Header", "LevelChoice", "LinkButton",
    "Panel", "PlainButton", "PlainLabel", "PrimaryButton", "RadioButton", "ScrollColumn",
    "SearchField", "SegmentedLevels", "Sheet", "TabButton", "Tone", "chip_size", "line",
    "paint_chip", "safe_tip", "set_tone",
]  # fmt: skip
