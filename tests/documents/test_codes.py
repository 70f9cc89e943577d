"""QR codes are found in pages and pictures, inside the confined process."""

import io

import pytest
import segno
from PIL import Image

from app.documents import Kind, Reader

TEXT = "LD1:" + "ABC 123" * 40


def picture(kind: str, turn: float = 0) -> bytes:
    """Return a page with a code, as a scanner or a telephone gives it."""
    output = io.BytesIO()
    segno.make_qr(TEXT, error="m").save(output, kind="png", scale=4, border=4)
    page = Image.new("RGB", (1600, 1200), "white")
    page.paste(Image.open(output).convert("RGB"), (1100, 700))
    turned, made = page.rotate(turn, fillcolor="white"), io.BytesIO()
    turned.save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(("kind", "shown"), [("PNG", Kind.IMAGE), ("JPEG", Kind.IMAGE),
                                             ("PDF", Kind.PDF)])  # fmt: skip
@pytest.mark.parametrize("turn", [0, 2.5, 180])
def test_the_code_of_a_page_is_found(reader: Reader, kind: str, shown: Kind, turn: float) -> None:
    reader.open(picture(kind, turn), shown)
    assert reader.codes(0, (1600, 1200)) == (TEXT,)


def test_a_page_without_a_code_has_none(reader: Reader) -> None:
    blank = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(blank, "PNG")
    reader.open(blank.getvalue(), Kind.IMAGE)
    assert reader.codes(0, (400, 300)) == ()
