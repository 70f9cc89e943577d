"""Evidence: there, not empty, what it says it is, and whether it would do something."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packages import open_package
from app.packages.active import signs
from app.packages.content import agree, as_text, declared, is_two_kinds, named, sniffed
from tests.packages.conftest import Sealed
from tests.packages.made import PDF, valid_form


def found(path: Path) -> set[tuple[str, str]]:
    with open_package(path) as package:
        return {(each.code, each.where) for each in package.problems}


def with_evidence(*listed: dict[str, Any]) -> dict[str, Any]:
    return valid_form() | {"evidence": list(listed), "answers": []}


def archive(names: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in names.items():
            written.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("path", ["evidence/no.pdf", "../../etc/passwd", "/etc/passwd", "evidence"])
def test_a_file_that_is_not_there_is_missing(sealed: Sealed, path: str) -> None:
    form = with_evidence({"id": "ev1", "path": path})
    assert ("evidence.missing", path) in found(sealed(form))


def test_a_link_without_copy_is_no_file(sealed: Sealed) -> None:
    form = with_evidence({"id": "ev1", "url": "https://example.org"})
    assert found(sealed(form, evidence={})) == set()


def test_empty_and_unlisted_files_are_told(sealed: Sealed) -> None:
    evidence = {"evidence/Feltrapport.pdf": b"", "evidence/other.txt": b"hello"}
    assert found(sealed(evidence=evidence)) == {
        ("evidence.empty", "evidence/Feltrapport.pdf"),
        ("evidence.unlisted", "evidence/other.txt"),
    }


@pytest.mark.parametrize(
    ("name", "media_type", "content", "fits"),
    [
        ("a.pdf", "application/pdf", PDF, True),
        ("a.PDF", None, PDF, True),
        ("a.pdf", None, b"MZ\x90\x00" + bytes(60), False),
        ("a.pdf", "image/png", PDF, False),
        ("a.png", None, b"\xff\xd8\xff\xe0", False),
        ("a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0", True),
        ("a.txt", "text/plain", "Åse".encode(), True),
        ("a.txt", "text/plain; charset=utf-8", b"\x00\x01\x02", False),
        ("a.csv", "text/csv", b"a;b\n1;2\n", True),
        ("a.html", "text/html", b"<!DOCTYPE html><p>x", True),
        ("a.html", None, b"<p>no head", True),
        ("a.txt", None, b"<html><script>", False),
        ("a.svg", "image/svg+xml", b"<?xml version='1.0'?><svg/>", True),
        ("a.docx", None, archive({"word/document.xml": b""}), True),
        ("a.docx", None, PDF, False),
        ("a.unknown", None, b"\x00\x01", True),
        ("a.mp4", "video/mp4", b"\x00\x00\x00\x18ftypisom", True),
        ("a.heic", None, b"\x00\x00\x00\x18ftypheic", True),
        ("a.md", "text/markdown", b"# Title", True),
        ("a.txt", None, "Elva er ren.\n".encode("utf-16-le"), True),
        ("a.txt", None, "Ποτάμι μας\n".encode("utf-16-be"), True),
        ("a.wmv", "video/x-ms-wmv", b"0&\xb2u\x8ef\xcf\x11\xa6\xd9", True),
        ("a.aac", None, b"\xff\xf1P@!?", True),
        ("a.zip", None, archive({"a.pdf": PDF}), True),
        ("a.docx", None, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
        ("noname", "application/octet-stream", b"\x00", True),
    ],
)
def test_content_is_compared_with_name_and_media_type(
    sealed: Sealed, name: str, media_type: str | None, content: bytes, fits: bool
) -> None:
    form = with_evidence({"id": "ev1", "path": name, "media_type": media_type})
    codes = {code for code, _ in found(sealed(form, evidence={name: content}))}
    assert ("evidence.type" in codes) != fits


def test_a_file_of_two_kinds_is_told(sealed: Sealed) -> None:
    form = with_evidence({"id": "ev1", "path": "a.pdf"})
    both = PDF + archive({"x": b"y"})
    assert ("evidence.type", "a.pdf") in found(sealed(form, evidence={"a.pdf": both}))


@pytest.mark.parametrize(
    "content",
    [
        b'Subject: x\nContent-Type: text/html\n\n<img src=3D"https://t.example/1=\n.gif">',
        b'Content-Disposition: attachment; filename="bilde.jpg.exe"\n\nTVqQ',
    ],
)
def test_what_a_message_holds_is_told(sealed: Sealed, content: bytes) -> None:
    form = with_evidence({"id": "ev1", "path": "brev.eml"})
    codes = found(sealed(form, evidence={"brev.eml": content}))
    assert codes == {("evidence.active", "brev.eml")}


@pytest.mark.parametrize("content", [PDF, b"\xff\xd8\xff\xe0 PK\x05\x06 not at the end at all"])
def test_ordinary_files_are_of_one_kind(content: bytes) -> None:
    assert not is_two_kinds(sniffed(content), content, content)


def packed_objects(text: bytes) -> bytes:
    stream = zlib.compress(text)
    return b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n" + stream


RELATIONS = (
    b'<Relationships><Relationship Type="x/%s" Target="y" TargetMode="External"/></Relationships>'
)
ACTIVE = [
    ("a.pdf", b"%PDF-1.4 <</S /JavaScript /JS (app.alert\\(1\\))>>", "scripts"),
    ("a.pdf", b"%PDF-1.4 <</S /J#61vaScript>>", "scripts"),
    ("a.pdf", b"%PDF-1.4 <</OpenAction <</S/Launch/F(x.exe)>>>>", "start programs"),
    ("a.pdf", b"%PDF-1.4 <</Type/EmbeddedFile>>", "embedded files"),
    ("a.pdf", b"%PDF-1.4 <</S/SubmitForm>>", "forms with actions"),
    ("a.pdf", b"%PDF-1.4 <</S/GoToR /F(\\\\\\\\host\\\\x)>>", "references"),
    ("a.pdf", packed_objects(b"1 0 <</S/JavaScript>>"), "scripts"),
    ("a.docm", archive({"word/vbaProject.bin": b""}), "macros"),
    ("a.docx", archive({"word/embeddings/a.xlsx": b""}), "embedded files"),
    (
        "a.docx",
        archive({"word/_rels/settings.xml.rels": RELATIONS % b"attachedTemplate"}),
        "references",
    ),
    (
        "a.docx",
        archive({"word/document.xml": b"<w:instrText>DDEAUTO c:\\x</w:instrText>"}),
        "references",
    ),
    ("a.odt", archive({"Basic/Standard/Module1.xml": b""}), "macros"),
    ("a.zip", archive({"setup.exe": b""}), "a program"),
    ("a.html", b"<!doctype html><script>1</script>", "scripts"),
    ("a.html", b"<html><p onclick='x()'>", "scripts"),
    ("a.html", b"<html><a href=javascript:x>", "scripts"),
    ("a.html", b"<html><img src=//host/share/x.png>", "references"),
    ("a.html", b"<html><iframe src=x>", "embedded files"),
    ("a.html", b"<html><form method=post action=/x>", "forms with actions"),
    ("a.svg", b'<svg onload="x()"/>', "scripts"),
    ("a.svg", b"<svg><image xlink:href='file:///etc/passwd'/></svg>", "references"),
    ("a.svg", b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "references"),
    ("a.rtf", b"{\\rtf1\\object\\objdata 00}", "embedded files"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    ("a.exe", b"MZ\x90\x00" + bytes(60), "a program"),
    ("a.bat", b"@echo off", "a program"),
    ("a.pdf.lnk", b"L\x00\x00\x00", "a program"),
]


@pytest.mark.parametrize(("name", "content", "word"), ACTIVE)
def test_active_content_is_told(sealed: Sealed, name: str, content: bytes, word: str) -> None:
    form = with_evidence({"id": "ev1", "path": name})
    with open_package(sealed(form, evidence={name: content})) as package:
        texts = [str(each.message) for each in package.problems if each.code == "evidence.active"]
    assert len(texts) == 1
    assert word in texts[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4 <</OpenAction [1 0 R /Fit] /URI (https://example.org)>>"),
        ("a.pdf", packed_objects(b"<</Type/Page /JSON 1>>")),
        ("a.docx", archive({"word/_rels/document.xml.rels": RELATIONS % b"hyperlink"})),
        ("a.html", b"<!doctype html><p>on = 1 <a href='https://example.org'>x</a>"),
        ("a.svg", b"<svg><path d='M0 0'/></svg>"),
        ("a.txt", b"<script> is a tag of HTML"),
        ("a.md", b"use [javascript](https://example.org)"),
        ("a.jpg", b"\xff\xd8\xff\xe0 /JavaScript"),
    ],
)
def test_ordinary_files_are_quiet(sealed: Sealed, name: str, content: bytes) -> None:
    form = with_evidence({"id": "ev1", "path": name})
    assert found(sealed(form, evidence={name: content})) == set()


@given(st.binary(max_size=400), st.sampled_from(["pdf", "zip", "ole", "html", "svg", "rtf", None]))
def test_looking_for_signs_never_raises(content: bytes, family: str | None) -> None:
    signs(content, family, "a.bin")
    signs(archive({"a": b"b"})[: len(content)] + content, "zip", "a.zip")


@given(st.binary(max_size=64), st.text(max_size=12))
def test_telling_kinds_never_raises(head: bytes, name: str) -> None:
    family = sniffed(head)
    assert agree(None, family)
    assert agree(family, family)
    named(name)
    declared(name)
    as_text(head)
    is_two_kinds(family, head, head)
