"""A file is what its bytes say; its name can only agree or not."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Kind, kind_of
from app.documents.kind import declared_kind
from tests.documents import written

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.mark.parametrize(
    ("head", "name", "kind", "agrees"),
    [
        (b"%PDF-1.7", "a.pdf", Kind.PDF, True),
        (b"\n\n%PDF-1.4", "a.PDF", Kind.PDF, True),
        (b"MZ\x90\x00\x03\x00", "report.pdf", Kind.PROGRAM, False),
        (b"MZ and BM are letters", "notes.txt", Kind.TEXT, True),
        (PNG, "a.jpg", Kind.IMAGE, True),
        (PNG, "a.pdf", Kind.IMAGE, False),
        (b"PK\x03\x04....word/document.xml", "a.docx", Kind.WORD, True),
        (b"PK\x03\x04....%PDF-1.7", "a.pdf", Kind.OTHER, False),
        (b"<html>%PDF-1.7", "a.pdf", Kind.OTHER, False),
        (b"\x00rubbish%PDF-1.7", "a.pdf", Kind.PDF, True),
        (b"<p>no beginning", "a.html", Kind.WEB, True),
        (b"<html> is a tag", "a.txt", Kind.TEXT, True),
        (b"PK\x03\x04....", "a.docx", Kind.ARCHIVE, False),
        (b"<!DOCTYPE html><p>", "a.html", Kind.WEB, True),
        (b"<svg onload='x'>", "a.svg", Kind.IMAGE, True),
        (b"<?xml version='1.0'?><!-- x --><svg>", "a", Kind.IMAGE, True),
        (b"<svg> is a tag", "a.txt", Kind.TEXT, True),
        (b"no drawing", "a.svg", Kind.TEXT, False),
        (b"just words", "a", Kind.TEXT, True),
        ("Ελληνικά".encode("utf-16"), "a.txt", Kind.TEXT, True),
        (b"\x00\x01\x02", "a.txt", Kind.OTHER, False),
        (b"", "a.pdf", Kind.EMPTY, False),
        (b"\x00\x00\x00\x18ftypmp42", "a.m4a", Kind.SOUND, True),
        (b"\x00\x00\x00\x18ftypmp42", "a.mp4", Kind.FILM, True),
        (b"\x00\x00\x00\x18ftypmp42", "a.png", Kind.FILM, False),
        (b"ID3\x03", "a.mp3", Kind.SOUND, True),
    ],
)
def test_kind_by_content(head, name, kind, agrees):
    found = kind_of(head, name)
    assert (found.kind, found.agrees) == (kind, agrees)


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/pdf", Kind.PDF),
        ("text/plain; charset=utf-8", Kind.TEXT),
        ("image/jpeg", Kind.IMAGE),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind.WORD),
        ("application/octet-stream", None),
        (None, None),
    ],
)
def test_declared_by_media_type_without_a_suffix(media_type, kind):
    assert declared_kind("evidence", media_type) == kind


def test_no_viewer_where_content_and_name_differ():
    assert not kind_of(b"%PDF-1.7", "holiday.jpg").is_viewed
    assert kind_of(b"%PDF-1.7", "report.pdf").is_viewed


@given(st.binary(max_size=200), st.text(max_size=20), st.none() | st.text(max_size=20))
def test_any_bytes_have_a_kind(head, name, media_type):
    assert kind_of(head, name, media_type).kind in Kind


def test_real_files_are_what_their_names_say(real):
    odd = {"heif.heif"}  # three bytes of a header, nothing more
    folders = [real / "pdf", real / "images", real / "text"]
    files = [file for folder in folders for file in folder.rglob("*.*") if file.is_file()]
    wrong = [f.name for f in files if not kind_of(f.read_bytes()[:4096], f.name).agrees]
    assert set(wrong) - odd - {"README.md", ".gitattributes"} == set()


def stored(**members: bytes) -> bytes:
    """An archive whose members are not packed, as Python makes it by itself."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


ODT = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (stored(a=written.docx()), "a.zip", Kind.ARCHIVE),
        (stored(a=written.odt(), b=b"x"), "a.zip", Kind.ARCHIVE),
        (stored(a=b"%PDF-1.7\n"), "a.zip", Kind.ARCHIVE),
        (stored(a=b"%PDF-1.7\n"), "a.pdf", Kind.OTHER),
        (stored(password__a=b"x", xl__b=b"y"), "a.zip", Kind.ARCHIVE),
        (stored(), "a.zip", Kind.ARCHIVE),
        (written.docx(), "a.docx", Kind.WORD),
        (written.docx(), "a", Kind.WORD),
        (written.docx(), "a.zip", Kind.WORD),
        (written.odt(), "a", Kind.WORD),
        (stored(mimetype=ODT, **{"content.xml": b"x"}), "a", Kind.WORD),
        (stored(**{"Thumbnail": b"x" * 900, "content.xml": b"x"}), "a.odt", Kind.WORD),
        (written.opendocument("spreadsheet", ""), "a", Kind.SHEET),
        (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9", "a.wmv", Kind.FILM),
        (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9", "a.wma", Kind.SOUND),
        (b"#!AMR\n", "a.amr", Kind.SOUND),
        (b"#!/bin/sh\n", "a", Kind.PROGRAM),
        (b"FORM\0\0\0\1AIFFCOMM", "a.aiff", Kind.SOUND),
        (b"\xff\xf1P@!?\xfc\0\0", "a.aac", Kind.SOUND),
        ((b"G" + bytes(187)) * 4, "a.ts", Kind.FILM),
        ((bytes(4) + b"G" + bytes(187)) * 4, "a.mts", Kind.FILM),
        (b"G" * 900, "a.txt", Kind.TEXT),
        (b"The wide river", "a.txt", Kind.TEXT),
        (bytes(257) + b"ustar", "a.tar", Kind.ARCHIVE),
        ("Elva er ren.\n".encode("utf-16-le"), "a.txt", Kind.TEXT),
        (b"Elva er ren\0, og den er lang nok.", "a.txt", Kind.TEXT),
    ],
)
def test_what_holds_others_and_what_cameras_make(content, name, kind):
    assert kind_of(content[:4096], name).kind is kind
