"""Rules of PDF/A-3 and PDF/UA-1 on certificates, letters and lists, whatever they say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.certificates.draw import draw
from app.certificates.seal import sign
from app.models.problem import Severity
from app.paper.flow import Flow
from tests.certificates.conftest import LEAF, PROOF, WORDS, code_for
from tests.paper.conformance import faults

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
NEEDS_REAL = pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real files is not here")
ODD = (
    "a\u202eb", "a" + "\u0301" * 5, "محمد (علي) 2026", "(2026) مدرسة [رقم 3]", "office ﬂow ffi",
    "soft\u00adhyphen", "👩\u200d👧", "x" * 300, "Very long school name " * 14,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "a\x0bb", "a\x85b",
    "a\u2028b", "a\nb", "\ud800", "Þÿ name", "\ufeffx", "ا" * 200, "مَدْرَسَةٌ", "e\ufe0f", "Ⅻ",
    "𝒮", "\u200d", "<b>&amp;</b>]]>", "\\(x\\)", "%s {0} {name}", "１２３", "\u0600 1", "ﷺ",
    "😀 Kari", "\ue000", "\u0378", "नेहा क्ष", "مَدْرَسَةُ ٱلنُّورِ", "ᾳ̈ ΐ Ὀ", "Եղիշե ﬓ ᲥᲐᲠ",
)  # fmt: skip
"""Names from people, machines and attackers."""


def naughty() -> Iterator[str]:
    for file in sorted(REAL.glob("text/blns/*.txt")):
        yield from file.read_text("utf-8").splitlines()


def certified(moment: datetime, **changed: str) -> tuple[bytes, bool]:
    """Return a certificate, empty where it was refused, and whether it was refused in words."""
    drawn = draw(replace(WORDS, **changed), PROOF, moment, leaf=LEAF, code=code_for(WORDS, PROOF))
    refused = any(each.severity is Severity.ERROR and str(each.message) for each in drawn.findings)
    return drawn.pdf, refused


@pytest.mark.parametrize("field", ["recipient", "school", "project", "signatory"])
@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_words_are_drawn_rightly_or_refused(moment: datetime, text: str, field: str) -> None:
    pdf, refused = certified(moment, **{field: text})
    assert bool(pdf) != refused
    assert not pdf or faults(pdf) == []


@NEEDS_REAL
@pytest.mark.parametrize("start", range(5))
def test_naughty_names_are_drawn_rightly_or_refused(moment: datetime, start: int) -> None:
    for name in list(naughty())[start::10]:
        pdf, refused = certified(moment, recipient=name)
        assert bool(pdf) != refused, ascii(name)
        assert not pdf or faults(pdf) == [], ascii(name)


@NEEDS_REAL
def test_every_language_is_set_on_letters(moment: datetime) -> None:
    for file in sorted(REAL.glob("languages/*.txt")):
        text = file.read_text("utf-8")[:1500]
        flow = Flow(text[:60], file.stem.partition("-")[0], at=moment)
        flow.heading(text[:60]).paragraph(text).bullets(text.splitlines()[:3])
        flow.table([["A", "B"], *([line[:40], line[:9]] for line in text.splitlines()[:9])])
        assert faults(flow.finish()) == [], file.stem


def test_a_signed_certificate_keeps_every_rule(signed_six: bytes) -> None:
    assert faults(signed_six) == []
    assert len(signed_six) < 50_000


@pytest.fixture
def signed_six(moment: datetime) -> bytes:
    """Return a certificate of six scripts, with code, signed."""
    from app.certificates.identity import create, open_identity

    words = replace(WORDS, recipient="Ελευθερία Ђорђевић ნინო Արամ", school="مدرسة الملكة رانيا",
                    country="JO")  # fmt: skip
    drawn = draw(words, PROOF, moment, leaf=LEAF * 30, code=code_for(words, PROOF))
    identity = open_identity(create("Office", "Org", "NO", "right passphrase", moment),
                             "right passphrase")  # fmt: skip
    return sign(drawn.pdf, identity, moment)
