"""The code on paper: small, strict, signed by the log's key, and read back from poor scans."""

import base64
import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import cbor2
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from app.certificates import base45
from app.certificates.code import (
    MOST_BYTES,
    PREFIX,
    TAG,
    NotACode,
    claims_of,
    is_genuine,
    read_code,
    unsigned,
)
from app.certificates.draw import draw
from app.certificates.logged import code_fits
from app.certificates.record import CarriedRecord
from app.log import LogKey, PublicKey
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.errors import Misused

Words = Callable[..., PrintedWords]
CodeOf = Callable[[PrintedWords, LogProof], PaperCode]


@pytest.fixture
def text(words: Words, proof: LogProof, code_of: CodeOf) -> str:
    return code_of(words(), proof).text


@pytest.mark.parametrize(("plain", "coded"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"),
                                              (b"base-45", "UJCLQE7W581"), (b"", "")])  # fmt: skip
def test_base45_is_that_of_the_standard(plain: bytes, coded: str) -> None:
    assert (base45.encode(plain), base45.decode(coded)) == (coded, plain)


@pytest.mark.parametrize("text", ["A", "GGW", ":::", "::", "ab8", "BB8B", "B É"])
def test_other_text_is_not_base45(text: str) -> None:
    with pytest.raises(ValueError, match=r"group|alphabet"):
        base45.decode(text)


@given(st.binary(max_size=80))
def test_base45_comes_back(content: bytes) -> None:
    assert base45.decode(base45.encode(content)) == content


def test_a_code_holds_what_is_certified(
    text: str, words: Words, proof: LogProof, log_key: LogKey
) -> None:
    code = read_code(text)
    assert code.claims == claims_of(words(), "nql-2022", proof)
    assert (code.claims.recipient, code.claims.log_root) == ("Solveig Hansen", proof.root)
    assert code.key_id.hex() == log_key.public.id[:16]
    assert is_genuine(code, [log_key.public]) is True


def test_only_its_own_key_makes_a_code_genuine(text: str, log_key: LogKey) -> None:
    code = read_code(text)
    assert is_genuine(code, [LogKey.generate().public]) is None
    swapped = code.signed(code.signature[::-1])
    assert is_genuine(swapped, [log_key.public]) is False


def test_a_preview_is_never_genuine(words: Words, proof: LogProof, log_key: LogKey) -> None:
    code = unsigned(claims_of(words(), "nql-2022", proof), log_key.public)
    assert is_genuine(read_code(code.text), [log_key.public]) is False


def test_every_changed_byte_is_noticed(text: str, log_key: LogKey) -> None:
    content = base45.decode(text.removeprefix(PREFIX))
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 + place % 255
        try:
            code = read_code(PREFIX + base45.encode(bytes(changed)))
        except NotACode:
            continue
        assert is_genuine(code, [log_key.public]) is not True


@pytest.mark.parametrize(
    "changed",
    [
        {"project": "Ж" * 900},
        {"school": "S" * 900, "project": "P" * 900},
        {"recipient": "ნ" * 400, "school": "Ş" * 400, "label": {"nb": "L" * 500}},
        {"recipient": ""},
    ],
)
def test_long_texts_are_cut_and_the_name_last(
    words: Words, proof: LogProof, code_of: CodeOf, changed: dict[str, Any]
) -> None:
    code = read_code(code_of(words(**changed), proof).text)
    assert len(base45.decode(code.text.removeprefix(PREFIX))) <= MOST_BYTES
    claims = code.claims
    assert any(text.endswith("…") for text in (claims.recipient, claims.school, claims.project))
    if "recipient" not in changed:
        assert claims.recipient == "Solveig Hansen"


def test_hands_may_type_it_small_and_with_space_around(text: str) -> None:
    assert read_code(f"\n {text[:90].lower()}\r\n{text[90:]} ") == read_code(text)


def nested() -> bytes:
    return TAG + b"\x84" + b"\x81" * 300


@pytest.mark.parametrize(
    "content",
    [b"", TAG, TAG + b"\x80", nested(), TAG + cbor2.dumps([b"", {}, b"", b""]),
     cbor2.dumps(cbor2.CBORTag(18, [b"\xa0", {}, b"\xa0", bytes(64)])), b"\xd8\x12\x84"],
)  # fmt: skip
def test_other_bytes_are_no_code(content: bytes) -> None:
    with pytest.raises(NotACode):
        read_code(PREFIX + base45.encode(content))


@given(st.text(max_size=60) | st.binary(max_size=120).map(lambda each: PREFIX + base45.encode(
    TAG + each)))  # fmt: skip
def test_random_text_is_no_code(text: str) -> None:
    with pytest.raises(NotACode):
        read_code(text)


@given(st.dictionaries(st.integers(0, 12), st.integers() | st.text(max_size=9) | st.booleans()
                       | st.binary(max_size=33) | st.dates() | st.floats()))  # fmt: skip
def test_other_claims_are_no_code(claims: dict[int, object]) -> None:
    header = cbor2.dumps({1: -8, 4: bytes(8)})
    payload = cbor2.dumps(claims, datetime_as_timestamp=True, date_as_datetime=True,
                          timezone=datetime.now().astimezone().tzinfo)  # fmt: skip
    whole = TAG + cbor2.dumps([header, {}, payload, bytes(64)])
    with pytest.raises(NotACode):
        read_code(PREFIX + base45.encode(whole))


def test_the_key_signs_nothing_that_could_be_a_checkpoint(log_key: LogKey) -> None:
    with pytest.raises(ValueError, match="COSE"):
        log_key.sign_code(b"label-desk/1\n5\nroot\n")


def test_the_code_must_fit_the_printed_words(
    words: Words, proof: LogProof, code_of: CodeOf
) -> None:
    other = CarriedRecord(words(recipient="Kari"), proof, b"", code_of(words(), proof))
    assert not code_fits(other)
    assert code_fits(replace(other, code=None))
    assert not code_fits(replace(other, code=PaperCode("LD1:", "")))


def test_what_is_no_code_is_not_printed(words: Words, proof: LogProof, moment: datetime) -> None:
    with pytest.raises(Misused, match=r"certificate\.code"):
        draw(words(), proof, moment, code=PaperCode("LD1:BB8", ""))


def scanned(page: Image.Image, how: str) -> Image.Image:
    """Return a page as a poor scanner gives it."""
    match how:
        case "blurred":
            return page.filter(ImageFilter.GaussianBlur(1.2))
        case "turned":
            return page.rotate(2.5, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
        case "noisy":
            return Image.blend(page, noise(page.size).convert("RGB"), 0.35)
    return page


def noise(size: tuple[int, int]) -> Image.Image:
    """Return grain with a deviation of 90 grey values, the same each time.

    Pillow's own draws from the C library's numbers, which depend on the tests before.
    """
    chance, side = random.Random(7), 256
    grain = bytes(min(255, max(0, round(chance.gauss(128, 90)))) for _ in range(side * side))
    tile, whole = Image.frombytes("L", (side, side), grain), Image.new("L", size)
    for left in range(0, size[0], side):
        for top in range(0, size[1], side):
            whole.paste(tile, (left, top))
    return whole


@pytest.fixture(scope="module", params=["Solveig Hansen", "ნინო ჯავახიშვილი " * 4])
def printed(
    request: pytest.FixtureRequest, words: Words, proof: LogProof, moment: datetime,
    code_of: CodeOf,
) -> tuple[str, Image.Image]:  # fmt: skip
    stated = words(recipient=request.param.strip(), project="Elva " * 20)
    code = code_of(stated, proof)
    with pypdfium2.PdfDocument(draw(stated, proof, moment, code=code).pdf) as document:
        return code.text, document[0].render(scale=150 / 72).to_pil().convert("RGB")


@pytest.mark.parametrize("how", ["clean", "blurred", "turned", "noisy"])
def test_the_symbol_is_read_back_from_paper(printed: tuple[str, Image.Image], how: str) -> None:
    text, page = printed
    assert [each.text for each in zxingcpp.read_barcodes(scanned(page, how))] == [text]


def test_the_symbol_is_36_mm_and_stands_free(printed: tuple[str, Image.Image]) -> None:
    (found,) = zxingcpp.read_barcodes(printed[1])
    place = found.position
    side = (place.top_right.x - place.top_left.x) / 150 * 25.4
    assert 35 <= side <= 40


def test_the_key_travels_inside(text: str, log_key: LogKey) -> None:
    raw = base64.b64decode(log_key.public.text)
    assert is_genuine(read_code(text), [PublicKey(raw)])


def test_the_symbol_is_a_figure_that_is_told_in_words(
    words: Words, proof: LogProof, moment: datetime, code_of: CodeOf,
    archival: Callable[[bytes], None], checked: Callable[[bytes], None],
) -> None:  # fmt: skip
    drawn = draw(words(), proof, moment, code=code_of(words(), proof))
    archival(drawn.pdf)
    checked(drawn.pdf)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                   and each.get("/S") == "/Figure"]  # fmt: skip
        assert [str(each.Alt).startswith("Kode som kontrollerer") for each in figures] == [True]
        drawings = pdf.pages[0].Resources.XObject.values()
        assert [str(each.Subtype) for each in drawings] == ["/Form"]  # the ornament; no image


def test_the_same_code_gives_the_same_bytes(
    words: Words, proof: LogProof, moment: datetime, code_of: CodeOf
) -> None:
    code = code_of(words(), proof)
    first = draw(words(), proof, moment, code=code)
    assert first == draw(words(), proof, moment, code=code)
