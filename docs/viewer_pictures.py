"""Pictures of each viewer for the user guide: the evidence column on small files made here.

    .venv/bin/python docs/viewer_pictures.py

``docs/pictures.py`` calls it too. Content is that of the sample casebook, in other kinds of file.
"""

import io
import os
import sys
import time
from concurrent.futures import Future
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "guide" / "pictures"
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "*=false"
sys.path.insert(0, str(ROOT))

import pikepdf
from PySide6.QtCore import QCoreApplication

from app.documents import Readers
from app.models.application import Applicant, Application, Evidence, School
from app.models.case import Submission
from app.models.identifiers import CaseId, EvidenceId, SchemeId, Sha256
from app.samples.evidence import evidence_bytes
from app.samples.pictures import river_map, table_top
from app.samples.sources import Making, evidence_text
from app.ui import theme
from app.ui.evidence.pane import EvidencePane
from app.ui.start import make_application
from app.wording import use
from tests.documents import films, made_pdf, written

SIZE = (440, 520)
PATIENCE = 20.0
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 300" font-size="16">
<script>send()</script><image href="https://example.org/logo.png"/>
<rect width="420" height="300" fill="#eef4fb"/><path d="M0 210 C110 150 190 260 420 150 L420 300 L0
300Z" fill="#7fb2dd"/><circle cx="92" cy="188" r="9" fill="#c33"/><circle cx="270" cy="212" r="9"
fill="#c33"/><text x="108" y="178">Nidelva 7,1</text><text x="286" y="206">Rio Este 6,8</text>
<text x="24" y="44" font-size="22" font-weight="bold">pH i elvene, uke 34</text></svg>"""
PAGE = """<html><head><title>Feltrapport</title><script>x()</script></head><body>
<h1>Sammen om elva</h1>
<p>Seks blandede lag m\u00e5lte vannet i <b>Trondheim, Braga og Tartu</b>.</p>
<ul><li>pH og temperatur</li><li>sikt og sm\u00e5dyr</li></ul>
<table><tr><th>Elv</th><th>pH</th></tr><tr><td>Nidelva</td><td>7,1</td></tr>
<tr><td>Rio Este</td><td>6,8</td></tr></table>
<p>Les mer <a href="https://example.org/elva">hos skolen</a>.</p></body></html>"""


def main() -> int:
    """Take every picture."""
    use("en")
    theme.apply(make_application())
    take_all()
    return 0


def take_all() -> None:
    """Show one file after the other and take its picture."""
    content = files()
    pane = pane_of(content)
    told: list[str] = []
    pane.opened.connect(told.append)
    for name in content:
        pane.show_evidence(name)
        until(lambda wanted=name: wanted in told)
        spend(1.2)
        if name == "Feltrapport.pdf":
            pane.toggle_outline()
            spend(0.6)
        player = pane.document.viewers.film
        if player is not None and player.isVisible():
            player.seek(23)
            spend(0.6)
        pane.grab().save(str(FOLDER / f"viewer-{name.rpartition('.')[2]}.png"))
    pane.close_readers()
    pane.close()


def files() -> dict[str, bytes]:
    """Return a file of each kind; a picture is named by the ending."""
    report = Making("r", "Feltrapport", make="document", source="feltrapport.txt")
    minutes = Making("d", "Referater", make="docx", source="referater.txt")
    return {
        "Feltrapport.pdf": outlined(evidence_bytes(report, "nb")),
        "Elevlister.locked": made_pdf.locked(),
        "Kart.png": picture(river_map(3, "Nidelva")),
        "M\u00e5linger.svg": DRAWING.encode(),
        "Referat.docx": evidence_bytes(minutes, "nb"),
        "M\u00e5linger.csv": table(),
        "Presentasjon.odp": written.odp(),
        "Siden.html": PAGE.encode(),
        "Vedlegg.eml": mail(),
        "Notat.txt": evidence_text("aarsplan.txt").encode(),
        "Bilder.zip": written.archive(),
        "Tur.avi": film(),
        "Intervju.wav": films.sound(95),
        "Gammelt.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40_000),
    }


def outlined(report: bytes) -> bytes:
    """Return the report with an outline of its pages."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(report)) as document:
        with document.open_outline() as outline:
            for at, title in enumerate(("Hvorfor elva?", "Slik m\u00e5lte vi", "Funn")):
                if at < len(document.pages):
                    outline.root.append(pikepdf.OutlineItem(title, at))
        document.save(out)
    return out.getvalue()


def film() -> bytes:
    """Return a film of a minute that shows the map."""
    image = river_map(3, "Nidelva").convert("RGB")
    return films.film(64, size=(640, 360), pictures=[image.resize((640, 360))], rate=2)


def picture(image: object) -> bytes:
    """Return a drawing of the samples as a file."""
    out = io.BytesIO()
    image.save(out, "PNG")  # type: ignore[attr-defined]
    return out.getvalue()


def table() -> bytes:
    """Return measurements as a table."""
    rows = ["Uke;Elv;pH;Temperatur;Sikt;Lag"]
    for week in range(34, 46):
        rows += [
            f"{week};Nidelva;7,{week % 4};{50 - week} \u00b0C;1,{week % 7} m;Lag {week % 6 + 1}"
        ]
    return "\n".join(rows).encode()


def mail() -> bytes:
    """Return a message with two attachments."""
    message = EmailMessage()
    message["From"] = "Solveig Hansen <solveig@example.org>"
    message["To"] = "kontoret@example.org"
    message["Date"] = "Sun, 20 Sep 2026 14:12:00 +0200"
    message["Subject"] = "Referatene fra m\u00f8tene"
    message.set_content(
        "Hei!\n\nHer er referatene fra de tre m\u00f8tene, og kartet elevene tegnet.\n"
    )
    message.add_attachment("Referat 1", filename="referat.txt")
    message.add_attachment(
        picture(table_top(2)), maintype="image", subtype="png", filename="bordet.png"
    )
    return message.as_bytes()


def pane_of(content: dict[str, bytes]) -> EvidencePane:
    """Return the evidence column over files in memory."""

    def fetch(wanted: EvidenceId) -> "Future[bytes]":
        future: Future[bytes] = Future()
        future.set_result(content[wanted])
        return future

    when = datetime(2026, 9, 20, tzinfo=UTC)
    evidence = tuple(
        Evidence(EvidenceId(each), each, f"data/evidence/{shown(each)}") for each in content
    )
    form = Application(
        SchemeId("nql-2022"), CaseId("NO-1"), 1, when, "nb", Applicant("Solveig Hansen"),
        School("Ringve skole", "NO"), (), evidence,
    )  # fmt: skip
    pane = EvidencePane(fetch, Readers.make())
    pane.resize(*SIZE)
    pane.show()
    pane.show_application(Submission(
        CaseId("NO-1"), 1, Sha256("ab" * 32), 100, form.scheme, when, when, False, False, 0, form
    ))  # fmt: skip
    return pane


def shown(name: str) -> str:
    """Return the name that is seen: a locked file is a PDF."""
    return name.replace(".locked", ".pdf")


def until(done: object) -> None:
    """Run the event loop until something is so."""
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:  # type: ignore[operator]
        spend(0.02)


def spend(seconds: float) -> None:
    """Run the event loop for a while; the threads that read need the time between."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.004)


if __name__ == "__main__":
    sys.exit(main())
