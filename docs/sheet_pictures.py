"""What a head teacher sees who has only a printed sheet and the page of the office, for the guide.

    .venv/bin/python docs/sheet_pictures.py

Each sheet is rendered as a scanner would at 150 dpi, its code read from that picture, and typed
into the page, which a headless Chromium opens from disk. Needs Debian's ``chromium``.
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "guide" / "pictures"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "flows" / "browser")]

import pypdfium2
import zxingcpp
from chromium import Chromium
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from app.casework.verifier import page
from app.certificates.code import claims_of, key_id_of, read_code, unsigned
from app.certificates.draw import draw
from app.log import LogKey
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.identifiers import CertificateNumber

AT = datetime(2026, 11, 14, 11, tzinfo=UTC)
KEY = LogKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
WORDS = PrintedWords(
    number=CertificateNumber("NO-NQL-2026-000131"), languages=("en", "nb"),
    label={"en": "National Quality Label", "nb": "Nasjonalt kvalitetsmerke"},
    recipient="Solveig Hansen", school="Ringve skole", city="Trondheim", country="NO",
    season="2026 / 2027",
    organisation={"en": "National Support Organisation", "nb": "Støtteorganisasjonen"},
    place="Trondheim", signatory="Kari Nordmann", role={"en": "Head", "nb": "Leder"},
    decided_on=date(2026, 11, 10), issued_on=date(2026, 11, 14), for_school=False,
    project="Voices of the River", partner_countries=("PT", "EE"),
)  # fmt: skip
FALSE = replace(WORDS, recipient="Sverre Vik")
PROOF = LogProof("label-desk.example/no", 131, 140, "9f86d081884c7d65" * 4, "proof\n")
SIZE, SHEET = (805, 1060), 1100


def main() -> int:
    """Make the pictures."""
    program = shutil.which("chromium")
    if program is None:
        sys.stderr.write("Chromium is not installed: no pictures were taken\n")
        return 1
    take_all(program)
    return 0


def take_all(program: str) -> None:
    """Check three sheets: a true one, a false name with a true code, a false code."""
    true = unsigned(claims_of(WORDS, "nql-2022", PROOF), KEY.public)
    code = true.signed(KEY.sign_code(true.to_sign)).text
    other = unsigned(claims_of(FALSE, "nql-2022", PROOF), KEY.public)
    forged = other.signed(read_code(code).signature).text
    sheets = {
        "paper-genuine": (sheet(WORDS, code), "good"),
        "paper-other-name": (sheet(FALSE, code), "good"),
        "paper-altered": (sheet(FALSE, forged), "bad"),
    }
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "check.html"
        file.write_text(verifier(), "utf-8")
        browser = Chromium(program, Path(name) / "profile")
        browser.open(file)
        for title, (seen, verdict) in sheets.items():
            beside(seen, checked(browser, seen, verdict, Path(name))).save(
                FOLDER / f"{title}.png", optimize=True
            )
        browser.close()


def verifier() -> str:
    """Return the page as the office writes it."""
    key = {"id": key_id_of(KEY.public).hex(), "key": KEY.public.text, "start": 0, "end": None,
           "trusted": None}  # fmt: skip
    return page({"names": dict(WORDS.organisation), "day": (AT.date() - date(1970, 1, 1)).days,
                 "keys": [key], "origin": PROOF.origin, "withdrawn": []})  # fmt: skip


def sheet(words: PrintedWords, code: str) -> Image.Image:
    """Return the sheet as a scanner sees it at 150 dpi."""
    drawn = draw(words, PROOF, AT, code=PaperCode(code, KEY.public.text))
    with pypdfium2.PdfDocument(drawn.pdf) as document:
        return document[0].render(scale=150 / 72).to_pil().convert("RGB")


def checked(browser: Chromium, seen: Image.Image, verdict: str, folder: Path) -> Image.Image:
    """Type into the page what the picture's code reads, and return what it answers."""
    (found,) = zxingcpp.read_barcodes(seen)
    browser.types("#code", found.text)
    browser.clicks("#check")
    browser.waits_for(f"document.querySelector('#result').dataset.verdict === '{verdict}'")
    browser.picture(folder / "page.png", *SIZE)
    with Image.open(folder / "page.png") as image:
        return image.convert("RGB")


def beside(seen: Image.Image, answer: Image.Image) -> Image.Image:
    """Return sheet and page side by side, in few colours."""
    small = seen.resize((SHEET, round(seen.height * SHEET / seen.width)), Image.Resampling.LANCZOS)
    both = Image.new("RGB", (SHEET + SIZE[0] + 60, SIZE[1] + 40), "#c9d2e0")
    both.paste(small, (20, 20 + (SIZE[1] - small.height) // 2))
    both.paste(answer, (SHEET + 40, 20))
    return both.quantize(128, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
