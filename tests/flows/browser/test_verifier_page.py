"""The page that checks printed certificates, as a head teacher opens it from disk."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).parent))

from chromium import Chromium

from app.casework.verifier import page
from app.certificates import base45
from app.certificates.code import PREFIX, Claims, key_id_of, read_code, unsigned
from app.log import LogKey
from app.log.withdrawn import WithdrawnList, signed_note
from app.models.certificate import Why, Withdrawn
from app.models.identifiers import CertificateNumber
from app.models.plain import Plain

PROGRAM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")

KEY, OTHER, RETIRED, STOLEN = (
    LogKey(Ed25519PrivateKey.from_private_bytes(bytes(32 * [n]))) for n in (1, 2, 3, 4)
)
CLAIMS = Claims(
    number="NO-NQL-2026-000131", label="Nasjonalt kvalitetsmerke", recipient="Solveig Hansen",
    decided_on=date(2026, 11, 10), scheme="nql-2022", log_size=140, log_root="9f" * 32,
    school="Ringve skole", project="Stemmer fra elva",
)  # fmt: skip


def code(claims: Claims = CLAIMS, key: LogKey = KEY) -> str:
    made = unsigned(claims, key.public)
    return made.signed(key.sign_code(made.to_sign)).text


def altered(place: int) -> str:
    content = bytearray(base45.decode(code().removeprefix(PREFIX)))
    content[place] ^= 1
    return PREFIX + base45.encode(bytes(content))


def forged() -> str:
    """Return a code with another name under the signature of the true one."""
    other = unsigned(replace(CLAIMS, recipient="Kari Vik"), KEY.public)
    return other.signed(read_code(code()).signature).text


def known(key: LogKey, end: int | None = None, trusted: int | None = None) -> Plain:
    public = key.public
    return {
        "id": key_id_of(public).hex(), "key": public.text, "start": 0, "end": end,
        "trusted": trusted,
    }  # fmt: skip


@pytest.fixture(scope="module")
def html() -> str:
    return page({
        "names": {"en": "Support </script> Office", "nb": "Støttekontoret"},
        "day": 20_780,
        "keys": [
            known(KEY), known(RETIRED, end=1_000), known(STOLEN, end=5_000, trusted=1_000),
        ],
        "origin": "label-desk/3f2a9c0d1e4b5a67/2",
        "withdrawn": [
            {"number": "NO-NQL-2026-000007", "day": 20_770, "why": "withdrawn", "next": None},
            {"number": "NO-NQL-2026-000008", "day": 20_771, "why": "replaced",
             "next": "NO-NQL-2026-000008-2"},
            {"number": "NO-NQL-2026-000009", "day": 20_772, "why": "revised", "next": None},
        ],
    })  # fmt: skip


@pytest.fixture(scope="module")
def browser(html: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    folder = tmp_path_factory.mktemp("page")
    file = folder / "kontrollér #1.html"
    file.write_text(html, encoding="utf-8")
    opened = Chromium(str(PROGRAM), folder / "profile")
    opened.open(file)
    yield opened
    opened.close()


@pytest.fixture
def check(browser: Chromium) -> Callable[[str], str]:
    """Return what types a code, presses the button and reads the verdict."""

    def typed(text: str, language: str = "en") -> str:
        browser.clicks(f"button[lang={language}]")
        browser.types("#code", text)
        browser.clicks("#check")
        return str(browser.run("document.querySelector('#result').dataset.verdict"))

    return typed


def test_a_genuine_code_shows_large_what_is_certified(
    browser: Chromium, check: Callable[..., str]
) -> None:
    assert check(code()) == "good"
    assert browser.reads("#recipient") == "Solveig Hansen"
    for expected in ("NO-NQL-2026-000131", "10 November 2026", "Ringve skole", "Stemmer fra elva"):
        assert expected in browser.reads("#card")
    sizes = browser.run("['#recipient', '#facts', '#answer'].map((each) => parseFloat("
                        "getComputedStyle(document.querySelector(each)).fontSize))")  # fmt: skip
    assert sizes[0] >= max(sizes)
    assert "false paper" in browser.reads("#paper")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (altered(-1), "bad"), (altered(-40), "bad"), (forged(), "bad"),
        (altered(1), "none"), (code()[:-4], "none"), ("hello", "none"), ("LD1:", "none"),
        (code(replace(CLAIMS, number="NO-NQL-2026-000007")), "withdrawn"),
        (code(key=OTHER), "doubt"),
        (code(replace(CLAIMS, log_size=1_000), key=RETIRED), "good"),
        (code(replace(CLAIMS, log_size=1_001), key=RETIRED), "bad"),
        (code(replace(CLAIMS, log_size=1_000), key=STOLEN), "stolen"),
        (unsigned(CLAIMS, KEY.public).text, "bad"),
        (f"  {code()[:50].lower()}\n{code()[50:]}\n", "good"),
        (code(replace(CLAIMS, recipient="ნინო محمد Ærø 𝔛 <b>x</b>", school=None)), "good"),
        (code(replace(CLAIMS, log_size=70_000, project="P" * 120)), "good"),
    ],
)  # fmt: skip
def test_every_other_code_gets_its_own_answer(
    check: Callable[..., str], text: str, verdict: str
) -> None:
    assert check(text) == verdict


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("NO-NQL-2026-000007", "withdrew this certificate on 13 November 2026"),
        ("NO-NQL-2026-000008", "NO-NQL-2026-000008-2 counts instead"),
        ("NO-NQL-2026-000009", "revised the decision on 15 November 2026"),
    ],
)
def test_what_was_withdrawn_says_since_when(
    browser: Chromium, check: Callable[..., str], number: str, why: str
) -> None:
    assert check(code(replace(CLAIMS, number=number))) == "withdrawn"
    assert why in browser.reads("#why")


def given(browser: Chromium, file: Path, content: str) -> None:
    """Give the page a newer list."""
    file.write_text(content, encoding="utf-8")
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    field = browser.call("DOM.querySelector", nodeId=root, selector="#list-file")["nodeId"]
    browser.call("DOM.setFileInputFiles", files=[str(file)], nodeId=field)


def listed(number: str, key: LogKey = KEY, origin: str = "label-desk/3f2a9c0d1e4b5a67") -> str:
    at = datetime(2026, 12, 1, 12, tzinfo=UTC)
    entry = Withdrawn(CertificateNumber(number), at, Why.WITHDRAWN)
    found = WithdrawnList(origin, at, 150, (entry,))
    return signed_note(found, key.public, key.sign_list(found.text))


def test_a_newer_list_of_this_office_is_taken_in(
    browser: Chromium, check: Callable[..., str], tmp_path: Path
) -> None:
    claims = replace(CLAIMS, number="NO-NQL-2026-000055")
    assert check(code(claims)) == "good"
    given(browser, tmp_path / "list.txt", listed("NO-NQL-2026-000055"))
    browser.waits_for("document.querySelector('#result').dataset.verdict === 'withdrawn'")
    assert "1 December 2026" in browser.reads("#why")
    assert "until 1 December 2026" in browser.reads("#known")


@pytest.mark.parametrize(
    "content",
    [
        listed("NO-NQL-2026-000131", OTHER),
        listed("NO-NQL-2026-000131", STOLEN),
        listed("NO-NQL-2026-000131").replace("000131", "000132"),
        listed("NO-NQL-2026-000131", origin="label-desk/another"),
        "no list",
        "",
    ],
)
def test_any_other_list_is_refused_and_changes_nothing(
    browser: Chromium, check: Callable[..., str], tmp_path: Path, content: str
) -> None:
    check(code())
    given(browser, tmp_path / "list.txt", content)
    browser.waits_for("document.querySelector('#trouble').textContent !== ''")
    assert "not a list of withdrawn" in browser.reads("#trouble")
    assert check(code()) == "good"


def test_no_changed_byte_is_ever_genuine(check: Callable[..., str]) -> None:
    for place in range(0, 230, 3):
        assert check(altered(place)) in {"bad", "none", "doubt"}


def test_many_signatures_are_judged_as_the_program_does(check: Callable[..., str]) -> None:
    for number in range(25):
        assert check(code(replace(CLAIMS, log_size=1 + number * 97, school="S" * number))) == "good"


def test_what_is_not_proven_is_struck_through(browser: Chromium, check: Callable[..., str]) -> None:
    check(altered(-1))
    style = browser.run("getComputedStyle(document.querySelector('#recipient')).textDecorationLine")
    assert style == "line-through"
    assert "not confirmed" in browser.reads("#heading")


def test_a_sample_says_so(browser: Chromium, check: Callable[..., str]) -> None:
    assert check(code(replace(CLAIMS, sample=True))) == "good"
    assert browser.reads("#sample").startswith("SAMPLE")


@pytest.mark.parametrize(
    ("language", "answer", "day", "paper"),
    [("en", "Genuine", "10 November 2026", "false paper"),
     ("nb", "Ekte", "10. november 2026", "falskt papir"),
     ("da", "Ægte", "10. november 2026", "falsk papir")],
)  # fmt: skip
def test_it_speaks_three_languages(
    browser: Chromium, check: Callable[..., str], language: str, answer: str, day: str, paper: str
) -> None:
    check(code(), language)
    assert browser.reads("#answer") == answer
    assert day in browser.reads("#facts")
    assert paper in browser.reads("#paper")
    assert browser.run("document.documentElement.lang") == language
    assert "undefined" not in browser.reads("body")


def test_it_needs_nothing_from_anywhere(
    browser: Chromium, check: Callable[..., str], html: str
) -> None:
    check(code())
    assert [each for each in browser.requests if not each.startswith("file:")] == []
    assert len(browser.requests) == 1
    assert browser.said == []
    assert "http:" not in html
    assert "https:" not in html


def test_without_a_scanner_in_the_browser_typing_stays(browser: Chromium) -> None:
    has = browser.run("'BarcodeDetector' in window")
    assert browser.run("document.querySelector('#camera').hidden") is not has
    assert browser.run("document.querySelector('#check').hidden") is False


def test_names_are_never_markup(browser: Chromium, check: Callable[..., str]) -> None:
    check(code(replace(CLAIMS, recipient="<img src=x onerror=alert(1)>")))
    assert browser.run("document.querySelectorAll('img').length") == 0
    assert browser.reads("#office") == "Support </script> Office"


DETECTOR = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(source) {
    window.seen = [source.constructor.name, source.videoWidth > 0];
    return [{ rawValue: "https://example.org" }, { rawValue: CODE }];
  }
};
"""
"""Chromium has no detector on Linux; where it has one, it answers just so."""


def test_the_camera_is_used_where_the_browser_reads_codes(
    html: str, browser: Chromium, tmp_path: Path
) -> None:
    script = DETECTOR.replace("CODE", json.dumps(code()))
    added = browser.call("Page.addScriptToEvaluateOnNewDocument", source=script)
    file = tmp_path / "camera.html"
    file.write_text(html, encoding="utf-8")
    browser.open(file)
    browser.clicks("#camera")
    verdict = "document.querySelector('#result').dataset.verdict"
    browser.waits_for(f"{verdict} === 'good'")
    assert browser.run("window.seen") == ["HTMLVideoElement", True]
    browser.waits_for("document.querySelector('#view').hidden")
    browser.call("Page.removeScriptToEvaluateOnNewDocument", **added)
