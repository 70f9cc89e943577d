"""An office's layout: every wrong key and value is named, and what works is drawn by the rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.certificates.draw import draw
from app.certificates.layout_check import SIZES, check_layout, contrast, sample, sample_words
from app.certificates.layout_file import read_layout
from app.certificates.template import look, shipped_plain
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.errors import Misused, Refused
from app.models.problem import Severity
from tests.paper.conformance import faults

HEAD = 'format = "label-certificate"\nversion = 1\n'
PORTRAIT = HEAD + 'orientation = "portrait"\n'
COMMON = "\n".join(
    f'{key} = "{text}"'
    for key, text in {
        "number": "رقم {number}", "entry": "القيد {index} في {origin} ({size})",
        "root": "الجذر {root}", "seal": "موقعة", "sample": "عينة", "figure": "رمز",
        "decided": "القرار {day} · {scheme} · {key}", "replaces": "بدلاً من {number}",
        "scan": "تحقق من الرمز",
    }.items()
)  # fmt: skip
LABEL = "\n".join(
    f'{key} = "{text}"'
    for key, text in {
        "title": "شهادة", "awarded": "تُمنح إلى", "reason": "عن مشروع",
        "partners": "مع شركاء {countries}", "in_country": "في ",
    }.items()
)  # fmt: skip
ARABIC = (
    f"{HEAD}[words.ar]\n{COMMON}\n"
    f'[teacher.words.ar]\n{LABEL}\nquotes = ["«", "»"]\n'
    f'[school.words.ar]\n{LABEL.replace(" {countries}", "")}\nquotes = ["«", "»"]\n'
)

Words = Callable[..., PrintedWords]


@pytest.mark.parametrize("text", ["", HEAD, PORTRAIT, ARABIC])
def test_what_works_has_no_fault(text: str) -> None:
    assert check_layout(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("x", "layout.toml", "TOML"),
        ('name = "Ours"\n', "layout.value", "format"),
        (HEAD.replace("1", "2"), "layout.newer", "version 2"),
        (HEAD + "bandd = 1\n", "layout.unknown", "bandd"),
        (HEAD + 'orientation = "upright"\n', "layout.value", "landscape or portrait"),
        (HEAD + "band = 1\n", "layout.value", "band must be a table"),
        (HEAD + "[band]\nwidht = 3\n", "layout.unknown", "widht"),
        (HEAD + '[band]\nwidth = "3"\n', "layout.value", "[band] width"),
        (HEAD + "[band]\nwidth = -1\n", "layout.value", "[band] width"),
        (HEAD + "[band]\nwidth = nan\n", "layout.value", "[band] width"),
        (HEAD + "[band]\nwidth = true\n", "layout.value", "[band] width"),
        (HEAD + '[colours]\nband = "blue"\n', "layout.value", "[colours] band"),
        (HEAD + '[colours]\nbund = "16315d"\n', "layout.unknown", "bund"),
        (HEAD + "[elements.name]\ngap = 1\n", "layout.unknown", "name"),
        (HEAD + "[elements.title]\nfits = [[3, 1]]\n", "layout.value", "[elements.title] fits"),
        (HEAD + '[elements.title]\ncolour = "red"\n', "layout.value", "one of"),
        (HEAD + '[words.nb]\nnumber = "Nr."\n', "layout.value", "{number}"),
        (HEAD + '[words.nb]\nnumber = "{number!r:>9999999}"\n', "layout.value", "{number}"),
        (HEAD + '[teacher.words.nb]\npartners = "{countries.__class__}"\n', "layout.value", "{"),
        (HEAD + '[teacher.words.nb]\nreason = "{"\n', "layout.value", "[teacher.words.nb] reason"),
        (HEAD + '[words.sv]\nnumber = "Nr {number}"\n', "layout.language", "[teacher.words.sv]"),
        (HEAD + "[code]\nside = 60\n", "layout.place", "35 to 40 mm"),
        (HEAD + "[code]\nbottom = 700\n", "layout.place", "not lie on the page"),
        (HEAD + "[text]\nbottom = 520\n", "layout.place", "lie on each other"),
        (HEAD + '[colours]\nink = "dddddd"\n', "layout.contrast", "hard to read"),
        (HEAD + "[elements.recipient]\nfits = [[31, 1]]\n", "certificate.overflow", "longest"),
        (HEAD + '[teacher.words.nb]\ntitle = "山"\n', "certificate.character", "山"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, named: str) -> None:
    found = {each.code: str(each.message) for each in check_layout(text)}
    assert code in found
    assert any(named in str(each.message) for each in check_layout(text) if each.code == code)


def test_a_colour_that_is_hard_to_read_is_only_a_warning() -> None:
    (found,) = check_layout(HEAD + '[colours]\nink = "999999"\n')
    assert found.severity is Severity.WARNING
    assert contrast("000000", "ffffff") == pytest.approx(21)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner,
                                                                max_size=3),
)  # fmt: skip
TABLES = st.sampled_from(["page", "band", "colours", "elements", "words", "teacher", "school"])


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(TABLES | st.text(max_size=9), VALUES, max_size=4))
def test_no_table_breaks_the_reading(table: dict[str, Any]) -> None:
    try:
        text = tomlkit.dumps({key: value for key, value in table.items() if value is not None})
    except (TypeError, ValueError):
        return
    try:
        assert read_layout(text, shipped_plain).problems
    except Refused as error:
        assert error.code == "layout.toml"  # noqa: PT017


@pytest.mark.parametrize("text", [HEAD, PORTRAIT, ARABIC, ARABIC.replace(HEAD, PORTRAIT)])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("for_school", [True, False])
def test_samples_keep_the_rules(text: str, size: str, for_school: bool) -> None:
    languages = ("ar", "en") if "[words.ar]" in text else ("nb", "en")
    drawn = sample(text, sample_words(size, languages, for_school=for_school))
    assert drawn.findings == ()
    assert faults(drawn.pdf) == []


def test_an_arabic_page_is_mirrored(
    words: Words, proof: LogProof, moment: datetime, code_of: Callable[..., PaperCode]
) -> None:
    stated = words(recipient="محمد", languages=("ar", "en"))
    drawn = draw(stated, proof, moment, code=code_of(stated, proof), layout=ARABIC)
    with pypdfium2.PdfDocument(drawn.pdf) as document:
        page = document[0]
        image = page.render(scale=0.5).to_pil().convert("RGB")
    assert image.getpixel((image.width - 4, image.height - 4)) == (22, 49, 93)
    assert image.getpixel((4, 4)) == (255, 255, 255)


def test_a_language_that_a_layout_lacks_is_refused(
    words: Words, proof: LogProof, moment: datetime
) -> None:
    with pytest.raises(Misused, match="one or two of: en, nb, da"):
        draw(words(languages=("sv",)), proof, moment, layout=HEAD)


def test_the_shipped_words_stay_as_they_are() -> None:
    before = replace(look())
    look(HEAD + '[words.en]\nnumber = "Number {number}"\n')
    assert look() == before
    assert look(HEAD + '[colours]\nband = "#AABBCC"\n').layout.colours["band"] == "aabbcc"
