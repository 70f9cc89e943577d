"""The seal on the band: a guilloche of overlapping ribbons and a tick, all in lines."""

import math
from functools import cache

from app.paper.canvas import TaggedCanvas
from app.paper.objects import number

PETALS = 12
STEPS = 8
RIBBONS = ((0.79, 0.21, 0.55, 1, 7), (0.615, 0.055, 0.6, 2, 4))
"""Middle and swing as parts of the radius, half spread of phase, waves a petal, strands."""


def seal(canvas: TaggedCanvas, x: float, y: float, radius: float, gold: str, mark: str) -> None:
    """Draw the seal around ``x``, ``y``; the petals reach ``radius``."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setStrokeColor(f"#{gold}")
    canvas.setLineWidth(0.35)
    angles = [2 * math.pi * turn / PETALS for turn in range(PETALS)]
    canvas.stamp(_petal(radius), radius, [(math.cos(each), math.sin(each)) for each in angles])
    _rings(canvas, radius * 0.53, gold)
    _tick(canvas, radius * 0.30, mark)
    canvas.restoreState()


@cache
def _petal(radius: float) -> str:
    """Return the strands of one petal; all petals are the same, turned."""
    strands = []
    for middle, swing, spread, turns, count in RIBBONS:
        for strand in range(count):
            phase = spread * (2 * strand / (count - 1) - 1)
            strands += [
                _strand(radius * middle, radius * swing, phase + side, turns)
                for side in (0.0, math.pi)
            ]
    return "\n".join(strands)


def _strand(middle: float, swing: float, phase: float, turns: int) -> str:
    """Return one wave over a petal's angle as Bézier curves through exact tangents."""
    span = 2 * math.pi / PETALS
    step = span / STEPS

    def place(angle: float) -> tuple[float, float, float, float]:
        distance = middle + swing * math.cos(turns * PETALS * angle + phase)
        slope = -swing * turns * PETALS * math.sin(turns * PETALS * angle + phase)
        sine, cosine = math.sin(angle), math.cos(angle)
        return (
            distance * cosine, distance * sine,
            slope * cosine - distance * sine, slope * sine + distance * cosine,
        )  # fmt: skip

    x, y, dx, dy = place(0.0)
    commands = [f"{_pair(x, y)} m"]
    for index in range(1, STEPS + 1):
        x2, y2, dx2, dy2 = place(index * step)
        third = step / 3
        commands.append(
            f"{_pair(x + dx * third, y + dy * third)} "
            f"{_pair(x2 - dx2 * third, y2 - dy2 * third)} {_pair(x2, y2)} c"
        )
        x, y, dx, dy = x2, y2, dx2, dy2
    return " ".join([*commands, "S"])


def _pair(x: float, y: float) -> str:
    return f"{number(round(x, 2))} {number(round(y, 2))}"


def _rings(canvas: TaggedCanvas, radius: float, gold: str) -> None:
    canvas.setStrokeColor(f"#{gold}")
    canvas.setLineWidth(1.1)
    canvas.circle(0, 0, radius)
    canvas.setLineWidth(0.4)
    canvas.circle(0, 0, radius * 0.92)


def _tick(canvas: TaggedCanvas, size: float, mark: str) -> None:
    canvas.setStrokeColor(f"#{mark}")
    canvas.setLineWidth(size * 0.24)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(-size * 0.98, -size * 0.06)
    path.lineTo(-size * 0.30, -size * 0.74)
    path.lineTo(size * 1.08, size * 0.80)
    canvas.drawPath(path, stroke=1, fill=0)
