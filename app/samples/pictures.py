"""Pictures that look like what schools send: a landscape, a table top, a map, a chart.

Every picture follows from its seed, so the samples are the same on each machine.
"""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.resources import resource

Colour = tuple[int, int, int]
Point = tuple[float, float]

SIZE = (1200, 760)
INK: Colour = (38, 50, 56)
SERIES: tuple[Colour, ...] = ((46, 110, 142), (196, 146, 62), (92, 138, 84), (150, 84, 96))


def landscape(seed: int) -> Image.Image:
    """Draw hills over a river under an evening or morning sky."""
    chance = random.Random(seed)
    warm = chance.random() < 0.5
    sky = ((214, 226, 235), (250, 232, 208)) if warm else ((176, 204, 226), (232, 241, 244))
    picture = _gradient(*sky)
    pen = ImageDraw.Draw(picture)
    horizon = SIZE[1] * 0.62
    for layer in range(4):
        tone = 1 - layer * 0.2
        colour = _shade((142, 166, 168) if layer < 2 else (86, 122, 96), tone + 0.25)
        height = 190 - layer * 36
        pen.polygon(_ridge(chance, horizon + layer * 14, height), fill=colour)
    _river(pen, chance, horizon)
    return _grain(picture.filter(ImageFilter.GaussianBlur(1.4)), chance)


def table_top(seed: int) -> Image.Image:
    """Draw a still life seen from above: a wooden table, paper, round things, soft shadows."""
    chance = random.Random(seed)
    picture = _wood(chance)
    shadows = Image.new("L", SIZE, 0)
    things = [_thing(chance) for _ in range(chance.randint(5, 8))]
    shade = ImageDraw.Draw(shadows)
    for x, y, radius, _ in things:
        shade.ellipse(_around(x + 16, y + 20, radius), fill=120)
    picture.paste((52, 38, 28), mask=shadows.filter(ImageFilter.GaussianBlur(16)))
    pen = ImageDraw.Draw(picture)
    for x, y, radius, colour in things:
        pen.ellipse(_around(x, y, radius), fill=colour)
        pen.ellipse(_around(x, y, radius * 0.78), fill=_shade(colour, 1.12))
        for _ in range(9):
            angle, reach = chance.uniform(0, math.tau), chance.uniform(0, radius * 0.55)
            dot = (x + reach * math.cos(angle), y + reach * math.sin(angle))
            pen.ellipse(_around(*dot, radius * 0.14), fill=_shade(colour, chance.uniform(0.6, 1.3)))
    return _grain(picture.filter(ImageFilter.GaussianBlur(0.9)), chance)


def river_map(seed: int, caption: str) -> Image.Image:
    """Draw a hand-made map: a river, fields, woods, numbered points and a legend."""
    chance = random.Random(seed)
    picture = Image.new("RGB", SIZE, (243, 239, 226))
    pen = ImageDraw.Draw(picture)
    for _ in range(26):
        x, y = chance.uniform(0, SIZE[0]), chance.uniform(0, SIZE[1])
        colour = chance.choice(((224, 212, 160), (186, 208, 168), (206, 219, 186)))
        pen.polygon(_blob(chance, x, y, chance.uniform(50, 130)), fill=colour)
    bank = _course(chance)
    for width, colour in ((46, (150, 184, 208)), (34, (178, 208, 228))):
        pen.line(bank, fill=colour, width=width, joint="curve")
    for number, (x, y) in enumerate(bank[2:13:2], 1):
        pen.ellipse(_around(x, y, 17), fill=(30, 78, 140), outline="white", width=3)
        pen.text((x, y), str(number), fill="white", font=_face(20), anchor="mm")
    _frame(pen, caption)
    return picture


def chart(bars: Sequence[tuple[str, Sequence[float]]], caption: str) -> Image.Image:
    """Draw a bar chart: each label with one to four values, a scale from zero, a caption."""
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    left, right, bottom, top = 120, SIZE[0] - 60, 610, 70
    ceiling = _round_up(max(value for _, values in bars for value in values))
    for step in range(6):
        y = bottom - (bottom - top) * step / 5
        pen.line([(left, y), (right, y)], fill=(218, 224, 228), width=2)
        scale = f"{ceiling * step / 5:g}"
        pen.text((left - 16, y), scale, fill=INK, font=_face(24), anchor="rm")
    group = (right - left) / len(bars)
    for place, (label, values) in enumerate(bars):
        start = left + place * group + group * 0.15
        wide = group * 0.7 / len(values)
        for index, value in enumerate(values):
            height = (bottom - top) * value / ceiling
            bar = [start + index * wide, bottom - height, start + (index + 0.9) * wide, bottom]
            pen.rectangle(bar, fill=SERIES[index])
        pen.text((left + (place + 0.5) * group, bottom + 28), label, fill=INK, font=_face(24),
                 anchor="mm")  # fmt: skip
    pen.line([(left, bottom), (right, bottom)], fill=INK, width=3)
    pen.text((left, 705), caption, fill=INK, font=_face(24), anchor="lm")
    return picture


def _round_up(value: float) -> float:
    """Return the next number that divides well into five steps."""
    magnitude = 10.0 ** math.floor(math.log10(value))
    return next(step * magnitude for step in (1, 2, 2.5, 5, 10) if step * magnitude >= value)


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    mask = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), mask)


def _wood(chance: random.Random) -> Image.Image:
    base = chance.choice(((176, 132, 92), (156, 126, 98), (190, 160, 120)))
    picture = Image.new("RGB", SIZE, base)
    pen = ImageDraw.Draw(picture)
    for y in range(0, SIZE[1], 3):
        pen.line([(0, y), (SIZE[0], y + chance.randint(-5, 5))],
                 fill=_shade(base, chance.uniform(0.9, 1.06)), width=3)  # fmt: skip
    return picture.filter(ImageFilter.GaussianBlur(2))


def _thing(chance: random.Random) -> tuple[float, float, float, Colour]:
    palette: tuple[Colour, ...] = (
        (238, 236, 228), (206, 84, 60), (108, 150, 84),
        (232, 196, 92), (92, 124, 156), (60, 52, 60),
    )  # fmt: skip
    x, y = chance.uniform(140, SIZE[0] - 140), chance.uniform(120, SIZE[1] - 120)
    return x, y, chance.uniform(60, 150), chance.choice(palette)


def _ridge(chance: random.Random, base: float, height: float) -> list[Point]:
    phases = [(chance.uniform(0, math.tau), chance.uniform(0.6, 3.4)) for _ in range(5)]
    points = [
        (x, base - height * (0.5 + sum(math.sin(p + x / SIZE[0] * math.tau * f) / (i + 2)
                                       for i, (p, f) in enumerate(phases)) / 2))
        for x in range(0, SIZE[0] + 20, 20)
    ]  # fmt: skip
    return [(0, SIZE[1]), *points, (SIZE[0], SIZE[1])]


def _river(pen: ImageDraw.ImageDraw, chance: random.Random, horizon: float) -> None:
    middle = SIZE[0] * chance.uniform(0.35, 0.65)
    for row in range(int(horizon) + 40, SIZE[1]):
        near = (row - horizon) / (SIZE[1] - horizon)
        half = 20 + 420 * near**1.7
        bend = math.sin(near * 5) * 60
        tone = _shade((168, 196, 214), 1 - 0.25 * near + chance.uniform(-0.03, 0.03))
        pen.line([(middle + bend - half, row), (middle + bend + half, row)], fill=tone)


def _course(chance: random.Random) -> list[Point]:
    start = chance.uniform(0.3, 0.7) * SIZE[1]
    return [
        (x, start + math.sin(x / 170 + start) * 110 + chance.uniform(-22, 22))
        for x in range(-60, SIZE[0] + 100, 95)
    ]


def _blob(chance: random.Random, x: float, y: float, radius: float) -> list[Point]:
    corners = range(12)
    return [
        (x + radius * chance.uniform(0.7, 1.2) * math.cos(corner / 12 * math.tau),
         y + radius * chance.uniform(0.6, 1.0) * math.sin(corner / 12 * math.tau))
        for corner in corners
    ]  # fmt: skip


def _frame(pen: ImageDraw.ImageDraw, caption: str) -> None:
    pen.rectangle([18, 18, SIZE[0] - 18, SIZE[1] - 18], outline=INK, width=3)
    width = _face(26).getlength(caption) + 48
    pen.rectangle([40, SIZE[1] - 100, 40 + width, SIZE[1] - 40], fill="white", outline=INK, width=2)
    pen.text((64, SIZE[1] - 70), caption, fill=INK, font=_face(26), anchor="lm")


def _grain(picture: Image.Image, chance: random.Random) -> Image.Image:
    noise = Image.frombytes("L", (300, 190), chance.randbytes(300 * 190)).resize(SIZE)
    return Image.blend(picture, Image.merge("RGB", (noise, noise, noise)), 0.05)


def _around(x: float, y: float, radius: float) -> list[float]:
    return [x - radius, y - radius, x + radius, y + radius]


def _shade(colour: Colour, factor: float) -> Colour:
    red, green, blue = (max(0, min(255, round(part * factor))) for part in colour)
    return red, green, blue


def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", "NotoSans-Regular.ttf")), size)
