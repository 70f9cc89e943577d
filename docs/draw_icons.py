"""Draw the small pictures that the style sheet needs: tick and arrow, for light and dark.

    .venv/bin/python docs/draw_icons.py

Qt's style sheets take pictures only from files; everything else in the window is drawn as paths.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF

SIDE = 32
TICK = ((6, 17), (13, 24), (26, 9))
ARROW = ((9, 13), (16, 20), (23, 13))
PICTURES = {
    "tick-light": (TICK, "#ffffff"),
    "tick-dark": (TICK, "#10131a"),
    "arrow-light": (ARROW, "#5b6675"),
    "arrow-dark": (ARROW, "#a6b0be"),
}


def draw(points: tuple[tuple[int, int], ...], colour: str) -> QImage:
    """Return a line through the points on a clear ground."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.end()
    return image


def main() -> int:
    """Write all pictures into resources/icons."""
    application = QGuiApplication([])
    folder = Path(__file__).resolve().parent.parent / "resources" / "icons"
    for name, (points, colour) in PICTURES.items():
        draw(points, colour).save(str(folder / f"{name}.png"))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
