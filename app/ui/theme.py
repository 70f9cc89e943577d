"""Colours, sizes and fonts of the window, light and dark; everything drawn asks here.

Nothing is remembered: which set of colours holds follows from the palette of the widget that
asks, and the palette follows the system (``QStyleHints.colorScheme``), also while running.
"""

from dataclasses import dataclass, fields
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.resources import resource
from app.ui.style import style_sheet

SPACE = 8
"""Everything lies on a grid of this many pixels; halves of it inside rows."""

LARGE = 18
"""Pixels of the body from which letters count as large: about 140 % of the usual size."""

RADIUS = 6
"""Corner of buttons, fields and cards, in pixels."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours as ``#rrggbb``; each text colour reads at 4.5:1 or better on its ground."""

    panel: str
    canvas: str
    sunken: str
    line: str
    strong_line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    on_accent: str
    green: str
    green_soft: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    on_red: str
    pin: str
    pin_text: str
    gold: str
    dark: bool

    def color(self, name: str) -> QColor:
        """Return a colour by its name here, ``color("accent_soft")``."""
        return QColor(getattr(self, name))

    def mapping(self) -> dict[str, str]:
        """Return all colours by name, for the style sheet."""
        return {each.name: str(getattr(self, each.name)) for each in fields(self)}


LIGHT = Tokens(
    panel="#ffffff", canvas="#f4f5f7", sunken="#eef1f5", line="#dfe3e8", strong_line="#c3cad3",
    text="#1b2430", muted="#5b6675", faint="#606a78", accent="#1f4fd8", accent_hover="#1a43b8",
    accent_soft="#e8eefd", accent_text="#1f4fd8", on_accent="#ffffff", green="#11703f",
    green_soft="#e3f4ea", amber="#8a5c00", amber_soft="#fff4d6", red="#b3261e",
    red_soft="#fbe9e7", on_red="#ffffff", pin="#ffe08a", pin_text="#1b2430", gold="#9a6700",
    dark=False,
)  # fmt: skip

DARK = Tokens(
    panel="#1d2127", canvas="#15181d", sunken="#2a3038", line="#303640", strong_line="#4a525e",
    text="#e8ebf0", muted="#a6b0be", faint="#98a2b0", accent="#7aa2ff", accent_hover="#98b7ff",
    accent_soft="#25324f", accent_text="#8fb0ff", on_accent="#10131a", green="#58c48a",
    green_soft="#173626", amber="#f0c05a", amber_soft="#3a2f12", red="#ff8a7f",
    red_soft="#43201d", on_red="#10131a", pin="#6b5612", pin_text="#f5f1e4", gold="#f0c05a",
    dark=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sizes:
    """Font sizes in pixels, already scaled with the system's text size."""

    tiny: int
    small: int
    body: int
    reading: int
    heading: int
    total: int


def tokens(widget: QWidget | QPalette) -> Tokens:
    """Return the colours that hold where ``widget`` is."""
    # A style sheet changes the palette of a single button, never the application's.
    palette = widget if isinstance(widget, QPalette) else QApplication.palette()
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def sizes(application_font: QFont | None = None) -> Sizes:
    """Return the font sizes that follow from the application's body font."""
    font = application_font or QApplication.font()
    return _sizes_of(font.pixelSize() if font.pixelSize() > 0 else 13)


@lru_cache(maxsize=8)
def _sizes_of(body: int) -> Sizes:
    factor = body / 13
    return Sizes(
        tiny=round(11 * factor), small=round(12 * factor), body=body,
        reading=round(14.5 * factor), heading=round(15 * factor), total=round(22 * factor),
    )  # fmt: skip


def scaled(pixels: float) -> int:
    """Return a length that grows with the letters, for signs and rows that hold them."""
    return round(pixels * sizes().body / 13)


def are_letters_large() -> bool:
    """Tell whether letters are so large that what stands side by side goes below each other."""
    return sizes().body >= LARGE


def sized_font(pixels: int, *, strong: bool = False) -> QFont:
    """Return the window's face in a size, semi-bold where ``strong``."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def palette_of(colours: Tokens) -> QPalette:
    """Return the Qt palette of a set of colours."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, which in (
        ("panel", role.Window), ("text", role.WindowText), ("panel", role.Base),
        ("canvas", role.AlternateBase), ("text", role.Text), ("panel", role.Button),
        ("text", role.ButtonText), ("accent", role.Highlight), ("on_accent", role.HighlightedText),
        ("accent_text", role.Link), ("muted", role.PlaceholderText), ("text", role.ToolTipText),
        ("panel", role.ToolTipBase), ("line", role.Mid), ("line", role.Midlight),
        ("strong_line", role.Dark), ("canvas", role.Light), ("accent", role.Accent),
        ("red", role.BrightText),
    ):  # fmt: skip
        palette.setColor(which, colours.color(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colours.color("faint"))
    return palette


def apply(application: QApplication) -> None:
    """Give the application our look, light or dark as the system is."""
    # The palette at the start is the system's. Asking for Qt.ColorScheme by name would build all
    # of Qt's enumerations, some 15 ms before the first picture; so would QPalette(QColor).
    is_dark = application.palette().color(QPalette.ColorRole.Window).lightness() < 128
    application.setStyle("Fusion")
    application.setFont(_body_font(application))
    dress(application, dark=is_dark)


def follow_system(application: QApplication) -> None:
    """Change between light and dark whenever the system does."""
    application.styleHints().colorSchemeChanged.connect(
        lambda scheme: dress(application, dark=scheme.name == "Dark")
    )


def dress(application: QApplication, *, dark: bool) -> None:
    """Put on light or dark."""
    colours = DARK if dark else LIGHT
    application.setPalette(palette_of(colours))
    suffix = "dark" if dark else "light"
    pictures = {
        name: resource("icons", f"{name}-{suffix}.png").as_posix() for name in ("tick", "arrow")
    }
    application.setStyleSheet(
        style_sheet(colours.mapping(), _scale(sizes()), pictures, SPACE, RADIUS)
    )


def _scale(sizes_now: Sizes) -> dict[str, int]:
    return {each.name: int(getattr(sizes_now, each.name)) for each in fields(sizes_now)}


def _body_font(application: QApplication) -> QFont:
    """Inter where it is shipped, else the system's face; 13 px at the system's normal size."""
    system = application.font()
    normal = 13.0 if system.family().startswith(".AppleSystem") else 9.0
    factor = max(0.9, min(2.0, (system.pointSizeF() if system.pointSizeF() > 0 else 9.0) / normal))
    families = _inter_families()
    font = QFont([*families, system.family()]) if families else QFont(system)
    font.setPixelSize(round(13 * min(factor, 2.0)))
    return font


def _inter_families() -> list[str]:
    found: list[str] = []
    for name in ("Inter-Regular.ttf", "Inter-SemiBold.ttf"):
        file = resource("fonts", name)
        number = QFontDatabase.addApplicationFont(str(file)) if file.exists() else -1
        if number >= 0:
            found += QFontDatabase.applicationFontFamilies(number)
    return list(dict.fromkeys(found))
