"""Texts and files that want to be followed: names of servers, files and programs that are bait."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from app.packages import pack

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

# Builders of files, hostile ones among them.
from films import film, sound, tagged
from hostile import pages, png
from written import archive, eml, odp, ods, odt, pptx

BAIT = "lockvogel"
"""Stands in every address and path below; nobody may ever ask the system for it."""

CASE = "NO-NQL-2026-6666"

_IMAGE = "//lockvogel.test/share/s.png"
TEXTS = (
    '<img src="//lockvogel.test/x.png">',
    "<img src='file:///tmp/lockvogel.png'>Ada",
    '<a href="file:///tmp/lockvogel">press</a>',
    '<a href="\\\\lockvogel\\share">press</a>',
    "\\\\lockvogel\\share\\x.png",
    _IMAGE,
    "file://lockvogel/share/x",
    "http://lockvogel.test/",
    "https://lockvogel.test/?q=1",
    "ftp://lockvogel.test",
    "smb://lockvogel/x",
    "mailto:a@lockvogel.test",
    "![x](//lockvogel.test/s.png)",
    "![x](file:///tmp/lockvogel.png)",
    "[x](http://lockvogel.test)",
    "[x]: //lockvogel.test",
    "<http://lockvogel.test>",
    "<script src='//lockvogel.test/a.js'></script>",
    "<style>@import '//lockvogel.test/a.css';</style>",
    "<link rel=stylesheet href=//lockvogel.test/a>",
    "<iframe src=//lockvogel.test></iframe>",
    "<object data='file:///tmp/lockvogel'></object>",
    "<body background='//lockvogel.test/b.png'>",
    "<div style=\"background:url('//lockvogel.test/c.png')\">",
    "<table background=//lockvogel.test/d.png><tr><td>x</td></tr></table>",
    "<svg onload=lockvogel()>",
    "<image xlink:href='//lockvogel.test/e.png'/>",
    '=HYPERLINK("http://lockvogel.test")',
    '=WEBSERVICE("http://lockvogel.test")',
    "+cmd|' /C lockvogel'!A1",
    "@SUM(1)*cmd|'lockvogel'!A0",
    "-2+3+cmd|' /C lockvogel'!A0",
    "\t=1+lockvogel",
    "../../../tmp/lockvogel.png",
    "/tmp/lockvogel.png",
    "~/lockvogel",
    ":/lockvogel.png",
    "qrc:/lockvogel.png",
    "data:text/html,lockvogel",
    "%n%s%x{lockvogel}{0}",
)


def form(text_format: str) -> dict[str, Any]:
    """Return an application with a lure in each of its texts."""
    lure = iter(TEXTS * 3)
    everything = "\n\n".join(TEXTS)
    return {
        "format": "label-application",
        "version": 1,
        "scheme": "nql-2022",
        "id": CASE,
        "text_format": text_format,
        "submission": 1,
        "language": "nb",
        "submitted_at": "2026-09-20T14:12:05+02:00",
        "applicant": {
            "id": next(lure),
            "name": next(lure),
            "email": next(lure),
            "role": next(lure),
        },
        "school": {
            "id": next(lure),
            "name": next(lure),
            "official_name": next(lure),
            "country": "NO",
            "city": next(lure),
            "address": [next(lure)],
            "phone": next(lure),
            "head": next(lure),
        },
        "project": {
            "id": next(lure),
            "title": _IMAGE,
            "url": next(lure),
            "started_on": "2025-09-15",
            "ended_on": "2026-06-12",
            "pupil_ages": next(lure),
            "founders": [
                {"school": next(lure), "country": "NO"},
                {"school": next(lure), "country": "PT"},
            ],
            "partners": [{"school": next(lure), "country": "EE"}],
        },
        "declarations": {f"e{number}": True for number in range(1, 6)},
        "answers": [
            {
                "id": f"a{number}",
                "criterion": str(number),
                "question": next(lure),
                "text": everything,
                "evidence": ["ev1", "ev2"],
            }
            for number in range(1, 6)
        ],
        "evidence": [
            *(
                {
                    "id": f"ev{number}",
                    "title": next(lure),
                    "path": f"evidence/{name}",
                    "criteria": ["1b"],
                }
                for number, name in enumerate(files(), 1)
            ),
            {"id": "link", "title": next(lure), "url": _IMAGE},
            {"id": "gone", "title": next(lure), "path": "evidence/../../lockvogel.png"},
        ],
        "resubmission": [{"criterion": "2c", "evidence": "ev1", "where": next(lure)}],
        "extra": {text: text for text in TEXTS},
    }


def files() -> dict[str, bytes]:
    """Return evidence of many kinds that names servers and files."""
    everything = "\n".join(TEXTS)
    return {
        "links.pdf": _pdf(),
        "page.html": f"<html><body>{everything}</body></html>".encode(),
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg">'
        b'<image href="file:///tmp/lockvogel.png"/><image href="//lockvogel.test/x.png"/></svg>',
        "letter.docx": _document(),
        "list.csv": everything.encode(),
        "notes.txt": everything.encode(),
        "notes.md": everything.encode(),
        "report.pdf": b"MZ" + bytes(200),
        "picture.png": png(8, 8, (b"\0" + b"\x60" * 8) * 8),
        "letter.eml": eml() + everything.encode(),
        "slides.pptx": pptx(),
        "slides.odp": odp(),
        "text.odt": odt(),
        "cells.ods": ods(),
        "inside.zip": archive(),
        "trip.avi": film(2) + everything.encode(),
        "song.wav": sound(1) + everything.encode(),
        "songs.mp3": tagged(b"#EXTM3U\n" + everything.encode()),
        "reference.mov": _reference(),
    }


def _reference() -> bytes:
    """A film of QuickTime that is only the address of another."""
    address = b"http://lockvogel.test/film.mov\0"
    link = _atom(b"rdrf", bytes(4) + b"url " + len(address).to_bytes(4, "big") + address)
    return _atom(b"moov", _atom(b"rmra", _atom(b"rmda", link)))


def _atom(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content


def _pdf() -> bytes:
    follow = b"<</S/URI/URI(http://lockvogel.test/)>>", b"<</S/Launch/F(/tmp/lockvogel)>>"
    links = b"".join(
        b"<</Type/Annot/Subtype/Link/Rect[0 0 300 400]/A %s>>" % action for action in follow
    )
    whole = pages(b"0 0 1 rg 20 20 50 50 re f")
    whole = whole.replace(b"/Type/Page/", b"/Annots[%s]/Type/Page/" % links)
    script = b"/OpenAction<</S/JavaScript/JS(app.launchURL('http://lockvogel.test'))>>"
    return whole.replace(b"/Type/Catalog", script + b"/Type/Catalog")


def _document() -> bytes:
    space = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/attachedTemplate" '
        'Target="//lockvogel.test/t.dotm" TargetMode="External"/></Relationships>'
    )
    words = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///tmp/lockvogel">]><w:document xmlns:w='
        f'"{space}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", words)
        archive.writestr("word/_rels/document.xml.rels", relation)
        archive.writestr("word/_rels/settings.xml.rels", relation)
    return out.getvalue()


def application(folder: Path, text_format: str) -> Path:
    """Write the application and return its file."""
    source = folder / f"source-{text_format}"
    (source / "evidence").mkdir(parents=True)
    (source / "application.json").write_text(json.dumps(form(text_format)), encoding="utf-8")
    for name, content in files().items():
        (source / "evidence" / name).write_bytes(content)
    target = folder / f"{text_format}.labelapp"
    pack(source, target)
    return target
