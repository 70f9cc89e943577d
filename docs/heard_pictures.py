"""Pictures of what a screen reader is told of a signed certificate and letter, for the guide.

    .venv/bin/python docs/heard_pictures.py [--speak FOLDER]

PDFium walks the structure of the finished files (``tests/paper/heard.py``); the numbers on the
page are the order in which it is read. ``--speak`` lets ``espeak-ng`` read it into a WAV file
for each utterance, each in the voice of its language, where that program is installed.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "guide" / "pictures"
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(ROOT))

import pypdfium2
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QTextOption

from app.certificates.code import claims_of, unsigned
from app.certificates.draw import draw
from app.certificates.identity import create, open_identity
from app.certificates.letter_page import page_of
from app.certificates.letter_paper import draw_letter
from app.certificates.seal import sign
from app.log import LogKey
from app.models.assessment import Outcome
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.identifiers import CertificateNumber
from app.models.letter import LetterContent, LetterFacts, LetterPaper, LetterRow
from app.ui.start import make_application
from tests.paper.heard import Heard, heard

AT, DAY = datetime(2026, 11, 14, 11, tzinfo=UTC), date(2026, 11, 14)
PASSPHRASE = "a demonstration"  # noqa: S105  of a key that nobody keeps
WORDS = PrintedWords(
    number=CertificateNumber("NO-NQL-2026-000131"), languages=("nb", "en"),
    label={"en": "National Quality Label", "nb": "Nasjonalt kvalitetsmerke"},
    recipient="ليلى حدّاد", school="Ringve skole", city="Trondheim", country="NO",
    season="2026 / 2027",
    organisation={"en": "Support Organisation", "nb": "Den nasjonale støtteorganisasjonen"},
    place="Trondheim", signatory="Kari Nordmann", role={"en": "Head", "nb": "Leder"},
    decided_on=date(2026, 11, 10), issued_on=DAY, for_school=False,
    project="Stemmer fra elva", partner_countries=("PT", "EE"),
)  # fmt: skip
PROOF = LogProof("label-desk.example/no", 131, 140, "9f86d081884c7d65" * 4, "proof\n")
ROWS = (
    LetterRow("1 Samarbeid mellom partnerskoler", Fraction(3), Fraction(5), is_group=True),
    LetterRow("1a Felles planlegging", Fraction(4), Fraction(5)),
    LetterRow("1b Nettsamarbeid mellom elever", Fraction(2), Fraction(5), Fraction(3), met=False,
              comment="Feltrapport.pdf, side 7: Vi fant ikke hvem som gjorde hva."),
)  # fmt: skip
LETTER = LetterContent(
    "nb", "Den nasjonale støtteorganisasjonen", "Trondheim", DAY, "Ελευθερία Παπαδοπούλου",
    "3ο Γυμνάσιο Αθηνών", "NO-NQL-2026-0401", "Stemmer fra elva", "Nasjonalt kvalitetsmerke",
    Outcome.REFUSE, ROWS, reason="Se 1b.", total=Fraction(3), maximum=Fraction(25),
    minimum_total=Fraction(15), may_apply_again=True, signatory="Kari Nordmann", role="Leder",
)  # fmt: skip
FACTS = LetterFacts(LETTER.case, LETTER.label, LETTER.recipient, LETTER.school, LETTER.title,
                    LETTER.outcome, DAY, ("nb",))  # fmt: skip
TALL, GAP, LINE, SIZE, SHARP = 830, 24, 27, 16, 1.5
COLUMNS = {"number": 34, "role": 80, "language": 40, "words": 560}
COLOURS = {"nb": "#16305c", "en": "#1d7a46", "ar": "#9a3412", "el": "#7a3fa0"}
ROLES = {"H1": "heading 1", "H2": "heading 2", "TH": "head", "TD": "cell", "Figure": "figure",
         "Lbl": "sign", "LBody": "item", "P": "text"}  # fmt: skip


def main() -> int:
    """Make the pictures, and let them be spoken where it was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speak", type=Path, metavar="FOLDER")
    folder = parser.parse_args().speak
    make_application()
    for name, pdf in take_all().items():
        if folder is not None:
            speak(name, pdf, folder)
    return 0


def take_all() -> dict[str, bytes]:
    """Make both pictures and return the files they are of."""
    for face in sorted((ROOT / "resources" / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(face))
    identity = open_identity(create("Office", "Org", "NO", PASSPHRASE, AT), PASSPHRASE)
    key = LogKey.generate()
    made = unsigned(claims_of(WORDS, "nql-2022", PROOF), key.public)
    code = PaperCode(made.signed(key.sign_code(made.to_sign)).text, key.public.text)
    files = {
        "heard-certificate": draw(WORDS, PROOF, AT, code=code).pdf,
        "heard-letter": draw_letter(LetterPaper(FACTS, (page_of(LETTER),)), AT),
    }
    signed = {name: sign(pdf, identity, AT) for name, pdf in files.items()}
    for name, pdf in signed.items():
        few, plain = QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither
        drawn = picture(pdf).convertToFormat(few, plain)
        drawn.save(str(FOLDER / f"{name}.png"))
    return signed


def utterances(pdf: bytes) -> Iterator[Heard]:
    """Yield what is heard on the first page; lines of one text in one language are one."""
    last: Heard | None = None
    for each in heard(pdf):
        if not each.text.strip():
            continue
        if last and (last.element, last.language) == (each.element, each.language):
            last = last.joined(each)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def picture(pdf: bytes) -> QImage:
    """Return the page with numbers, and beside it what is heard."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        scale = min(TALL / page.get_height(), 1000 / page.get_width())
        shown = page.render(scale=scale * SHARP).to_pil().convert("RGB")
        size = page.get_width() * scale, page.get_height() * scale
    spoken = [each for each in utterances(pdf) if each.page == 0]
    wide = int(size[0]) + 3 * GAP + sum(COLUMNS.values())
    tall = max(int(size[1]), LINE * (len(spoken) + 1)) + 2 * GAP
    image = QImage(int(wide * SHARP), int(tall * SHARP), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(QColor("#eef1f6"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    data = QImage(shown.tobytes(), *shown.size, 3 * shown.width, QImage.Format.Format_RGB888)
    painter.drawImage(QRectF(GAP, GAP, *size), data)
    for index, each in enumerate(spoken):
        colour = QColor(COLOURS.get(each.language, "#444444"))
        if each.box:
            left, _, _, top = (side * scale for side in each.box)
            place = (5.0, -8.0) if each.roles[-1] == "Span" else (-11.0, 4.0)
            middle = QPointF(GAP + left + place[0], GAP + size[1] - top + place[1])
            badge(painter, middle, str(index + 1), colour)
        row(painter, size[0] + 2 * GAP, GAP + index * LINE, (str(index + 1), each), colour)
    painter.end()
    return image


def badge(painter: QPainter, middle: QPointF, number: str, colour: QColor) -> None:
    """Draw a number in a circle."""
    painter.setPen(QColor("white"))
    painter.setBrush(colour)
    painter.drawEllipse(middle, 8, 8)
    painter.setPen(QColor("white"))
    painter.setFont(font(9, bold=True))
    box = QRectF(middle.x() - 10, middle.y() - 10, 20, 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def row(painter: QPainter, x: float, y: float, said: tuple[str, Heard], colour: QColor) -> None:
    """Draw one line of what is heard: number, role, language, words."""
    number, each = said
    badge(painter, QPointF(x + 10, y + LINE / 2), number, colour)
    x += COLUMNS["number"]
    words = each.text.strip()
    if each.kind == "alternative":
        words = f"[{words}]"
    texts = {"role": ROLES.get(each.role, each.role), "language": each.language, "words": words}
    for name, text in texts.items():
        painter.setFont(font(SIZE if name == "words" else SIZE - 4))
        painter.setPen(QColor("#16202e") if name == "words" else colour)
        box = QRectF(x, y, COLUMNS[name] - 6, LINE)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight,
                                                  int(box.width()))  # fmt: skip
        painter.drawText(box, fitted, option)
        x += COLUMNS[name]


def font(size: int, *, bold: bool = False) -> QFont:
    """Return a font that has every script of the pictures."""
    made = QFont()
    made.setFamilies(["Noto Sans", "Amiri"])
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def speak(name: str, pdf: bytes, folder: Path) -> None:
    """Read every utterance into a WAV file, in the voice of its language."""
    program = shutil.which("espeak-ng")
    if program is None:
        sys.stderr.write("espeak-ng is not installed: nothing was spoken\n")
        return
    folder.mkdir(parents=True, exist_ok=True)
    for index, each in enumerate(utterances(pdf)):
        file = folder / f"{name}-{index + 1:02}-{each.language}.wav"
        subprocess.run([program, "-v", each.language, "-w", str(file), each.text], check=True)
        sys.stdout.write(f"{file.name:34} {file.stat().st_size // 1000:4} kB  {each.text[:60]}\n")


if __name__ == "__main__":
    sys.exit(main())
