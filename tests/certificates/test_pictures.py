"""How certificates look, beside pictures that a person has looked at.

Renew them with ``LABEL_DESK_RENEW=1 pytest tests/certificates/test_pictures.py`` and look again.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from app.certificates.draw import draw
from app.models.certificate import LogProof, PaperCode, PrintedWords

EXPECTED = Path(__file__).resolve().parents[1] / "expected" / "certificates"
WIDTH = 560
TOLERANCE = 12
"""Greatest difference of a patch of 14 by 14 pixels, of 255; a changed name gives about 20."""

LOOKS: dict[str, dict[str, Any]] = {
    "teacher": {},
    "long": {
        "recipient": "María Fernanda de los Ángeles Rodríguez-Þorsteinsdóttir y Papadopoulou",
        "school": "Agrupamento de Escolas Professor Doutor António José de Almeida e Vasconcelos, "
        "Escola Secundária com 3.º Ciclo do Ensino Básico",
        "project": "Rivers, Lakes and the Sea: how young people in nine regions of Europe measure, "
        "describe and protect the water they live with – a joint atlas",
        "partner_countries": ("PT", "EE", "NL", "IS", "GR", "GE", "AM"),
    },
    "arabic": {
        "recipient": "محمد عبد الله الحسيني", "school": "مدرسة الملكة رانيا", "city": "عمّان",
        "country": "JO", "languages": ("en",), "project": "ქართული მდინარე — Հայաստան",
    },
    "school-sample": {
        "for_school": True, "recipient": "Ringve skole", "project": None, "sample": True,
        "label": {"en": "eTwinning School Label"}, "languages": ("en",),
        "label_years": "2026–2027", "partner_countries": (),
    },
}  # fmt: skip


@pytest.fixture(params=sorted(LOOKS))
def look(
    request: pytest.FixtureRequest, words: Callable[..., PrintedWords], proof: LogProof,
    moment: datetime, code_of: Callable[[PrintedWords, LogProof], PaperCode],
) -> tuple[str, Image.Image]:  # fmt: skip
    stated = words(**LOOKS[request.param])
    drawn = draw(stated, proof, moment, code=code_of(stated, proof))
    with pypdfium2.PdfDocument(drawn.pdf) as document:
        page = document[0]
        image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    return request.param, image


def test_the_page_looks_as_it_did(look: tuple[str, Image.Image]) -> None:
    name, image = look
    path = EXPECTED / f"{name}.png"
    if os.environ.get("LABEL_DESK_RENEW"):
        path.parent.mkdir(parents=True, exist_ok=True)
        image.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    expected = Image.open(path).convert("RGB")
    assert image.size == expected.size
    difference = ImageChops.difference(image, expected).convert("L")
    patches = difference.resize((WIDTH // 14, image.height // 14), Image.Resampling.BOX)
    assert patches.getextrema()[1] <= TOLERANCE


def test_nothing_is_printed_outside_the_frame(look: tuple[str, Image.Image]) -> None:
    _, image = look
    scale = WIDTH / 841.89
    right = image.crop((round(826 * scale), 0, WIDTH, image.height))
    between = image.crop((round(172 * scale), 0, round(186 * scale), image.height))
    below = image.crop((round(190 * scale), round(579 * scale), WIDTH, image.height))
    for margin in (right, between, below):
        assert margin.getextrema() == ((255, 255), (255, 255), (255, 255))
