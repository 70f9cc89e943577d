"""Bags: complete and true, or every difference told."""

import hashlib
import json
import zipfile
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packages import open_package
from app.packages.package import Package
from app.packages.tagfile import read_labels, read_manifest, read_oxum, written_path
from tests.packages.conftest import Sealed
from tests.packages.made import BAGIT, PDF, bag_files, listing, valid_form, zipped

FORM = "data/application.json"
REPORT = "data/evidence/Feltrapport.pdf"


def opened(path: Path) -> Package:
    with open_package(path) as package:
        return package


def found(path: Path) -> set[tuple[str, str]]:
    return {(each.code, each.severity.value) for each in opened(path).problems}


def places(path: Path, code: str) -> list[str]:
    return [each.where for each in opened(path).problems if each.code == code]


@pytest.mark.parametrize("algorithm", ["sha256", "sha512", "sha384", "sha224"])
def test_a_sealed_bag_has_no_problem(sealed: Sealed, algorithm: str) -> None:
    package = opened(sealed(algorithm=algorithm))
    assert package.problems == ()
    assert package.application is not None


@pytest.mark.parametrize("algorithm", ["md5", "sha1"])
def test_weak_checksums_are_a_warning(sealed: Sealed, algorithm: str) -> None:
    assert found(sealed(algorithm=algorithm)) == {("bag.weak", "warning")}


def test_a_weak_list_beside_a_strong_one_is_fine(sealed: Sealed) -> None:
    data = {FORM: json.dumps(valid_form()).encode(), REPORT: PDF}
    weak = {"manifest-md5.txt": listing(data, "md5")}
    tags = {"bagit.txt": BAGIT, "manifest-sha256.txt": listing(data), **weak}
    assert not found(sealed(changes={**weak, "tagmanifest-sha256.txt": listing(tags)}))


def test_no_tag_manifest_is_a_warning(sealed: Sealed) -> None:
    assert found(sealed(tags=False)) == {("bag.weak", "warning")}


def test_a_changed_byte_is_named(sealed: Sealed) -> None:
    path = sealed(changes={REPORT: PDF.replace(b"text", b"lies")})
    assert found(path) == {("bag.checksum", "error")}
    assert places(path, "bag.checksum") == [REPORT]
    assert opened(path).damaged
    assert not opened(path).rejected


def test_a_flipped_bit_in_the_archive_is_a_checksum_not_a_refusal(
    sealed: Sealed, tmp_path: Path
) -> None:
    path = sealed()
    stored = tmp_path / "stored.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    stored.write_bytes(stored.read_bytes().replace(b"nothing but text", b"nothing but lies"))
    assert found(stored) == {("bag.checksum", "error")}


def test_a_changed_tag_file_is_named(sealed: Sealed) -> None:
    path = sealed(changes={"bagit.txt": BAGIT.rstrip()})
    assert found(path) == {("bag.checksum", "error")}


def test_absent_and_unnamed_files_are_named(sealed: Sealed) -> None:
    path = sealed(changes={REPORT: None, "data/more.txt": b"x", "notes.txt": b"x"})
    assert places(path, "bag.incomplete") == [REPORT]
    assert sorted(places(path, "bag.extra")) == ["data/more.txt", "notes.txt"]
    assert opened(path).damaged


@pytest.mark.parametrize(
    "name", ["data/.DS_Store", "__MACOSX/._bag", "data/evidence/Thumbs.db", "desktop.ini"]
)
def test_what_systems_leave_behind_is_a_note(sealed: Sealed, name: str) -> None:
    assert found(sealed(changes={name: b"x"})) == {("bag.extra", "note")}


def test_every_manifest_must_name_every_file(sealed: Sealed) -> None:
    data = {FORM: json.dumps(valid_form()).encode()}
    lists = {"manifest-sha512.txt": listing(data, "sha512")}
    path = sealed(changes=lists)
    assert places(path, "bag.extra") == [REPORT, "manifest-sha512.txt"]
    assert places(path, "bag.invalid") == ["manifest-sha512.txt"]


def test_nothing_is_fetched(sealed: Sealed) -> None:
    path = sealed(changes={"fetch.txt": b"https://example.org/x 10 data/x\n"})
    assert places(path, "bag.incomplete") == ["fetch.txt"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n",
        BAGIT + b"More: x\n",
        b"\xef\xbb\xbf" + BAGIT,
        BAGIT.replace(b": ", b" : "),
        BAGIT.replace(b": ", b":  "),
        BAGIT.replace(b"UTF-8", b"UTF-16"),
        b"\xff\xfe",
        BAGIT.replace(b"1.0", b"one"),
        b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        BAGIT.upper(),
    ],
)
def test_a_wrong_declaration_is_invalid(sealed: Sealed, content: bytes) -> None:
    assert "bagit.txt" in places(sealed(changes={"bagit.txt": content}), "bag.invalid")


@pytest.mark.parametrize(
    "content",
    [
        BAGIT,
        BAGIT.rstrip(),
        BAGIT.replace(b"\n", b"\r\n"),
        BAGIT.replace(b"\n", b"\r"),
        BAGIT.replace(b"UTF", b"utf"),
    ],
)
def test_a_declaration_may_end_its_lines_in_any_way(sealed: Sealed, content: bytes) -> None:
    assert places(sealed(changes={"bagit.txt": content}), "bag.invalid") == []


SUM = hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize(
    "line",
    [
        "no checksum at all",
        f"{SUM}",
        f"{SUM}  ",
        f"{SUM[:-1]}  data/x",
        f"{SUM}x  data/x",
        f"{SUM}  x",
        f"{SUM}  /data/x",
        f"{SUM}  data/../x",
        f"{SUM}  ../data/x",
        f"{SUM}  ~/data/x",
        f"{SUM}  data\\x",
        f"{SUM}  C:/data/x",
    ],
)
def test_wrong_lines_of_a_manifest_are_told(line: str) -> None:
    manifest = read_manifest(line.encode(), "sha256", payload=True)
    assert (manifest.checksums, len(manifest.wrong)) == ({}, 1)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (f"{SUM}  data/x", "data/x"),
        (f"{SUM.upper()}\tdata/x", "data/x"),
        (f"{SUM} *data/x", "data/x"),
        (f"{SUM}  ./data/x", "data/x"),
        (f"{SUM}  data/a b ", "data/a b "),
        (f"{SUM}  data/%41", "data/%41"),
        (f"{SUM}  data/a%0Ab%0dc%25", "data/a\nb\rc%"),
        (f"{SUM}  data/%2525", "data/%25"),
    ],
)
def test_lines_of_a_manifest_are_read(line: str, path: str) -> None:
    assert read_manifest(line.encode(), "sha256", payload=True).checksums == {path: SUM}


def test_a_path_may_stand_once() -> None:
    manifest = read_manifest(f"{SUM} data/x\n{SUM} data/x\n".encode(), "sha256", payload=True)
    assert len(manifest.wrong) == 1


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\r%"), min_size=1)
)
def test_paths_are_written_so_that_they_are_read_again(name: str) -> None:
    line = f"{SUM}  {written_path('data/' + name)}"
    manifest = read_manifest(line.encode(), "sha256", payload=True)
    assert manifest.wrong or list(manifest.checksums) == ["data/" + name]


@given(st.binary(max_size=200))
def test_noise_in_tag_files_never_raises(content: bytes) -> None:
    read_manifest(content, "sha256", payload=True)
    labels, _ = read_labels(content)
    read_oxum(labels)


@pytest.mark.parametrize(
    ("oxum", "invalid"),
    [
        ("{size}.{count}", False),
        ("1.1", True),
        ("many", True),
        ("{size}", True),
        ("{size}.{count}\nPayload-Oxum: 1.1", True),
        ("{size}.\n {count}", True),
    ],
)
def test_the_stated_size_is_compared(sealed: Sealed, oxum: str, invalid: bool) -> None:
    size = len(json.dumps(valid_form()).encode()) + len(PDF)
    label = f"Source-Organization: NSO\nPayload-Oxum: {oxum.format(size=size, count=2)}\n".encode()
    path = sealed(tags=False, changes={"bag-info.txt": label})
    assert places(path, "bag.invalid") == ["bag-info.txt"] * invalid


@pytest.mark.parametrize("content", [b"no colon here\n", b"\xff: x\n", b": value\n"])
def test_wrong_labels_are_invalid(sealed: Sealed, content: bytes) -> None:
    path = sealed(tags=False, changes={"bag-info.txt": content})
    assert places(path, "bag.invalid") == ["bag-info.txt"]


def test_a_bag_without_any_list_is_invalid(sealed: Sealed) -> None:
    path = sealed(changes={"manifest-sha256.txt": None, "tagmanifest-sha256.txt": None})
    assert places(path, "bag.invalid") == ["manifest-sha256.txt"]


def test_an_unknown_checksum_is_told_not_trusted(sealed: Sealed) -> None:
    path = sealed(tags=False, changes={"manifest-crc32.txt": b"00000000  data/x\n"})
    assert "manifest-crc32.txt" in places(path, "bag.weak")


def test_a_name_in_another_unicode_form_is_found(sealed: Sealed) -> None:
    form = json.dumps(valid_form()).encode()
    files = bag_files(
        {"application.json": form, "e/\u00e5.pdf": PDF, "evidence/Feltrapport.pdf": PDF}
    )
    path = sealed(changes={**files, "data/e/\u00e5.pdf": None, "data/e/a\u030a.pdf": PDF})
    assert {code for code, _ in found(path)} == {"evidence.unlisted"}


def test_the_reference_program_agrees(sealed: Sealed, tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed(evidence={"evidence/50% – æ.txt": b"x"})) as archive:
        archive.extractall(tmp_path / "out")
    assert bagit.Bag(str(tmp_path / "out" / "bag")).validate()


@pytest.mark.parametrize("top", ["", "bag/"])
def test_a_bag_without_its_declaration_is_still_checked(tmp_path: Path, top: str) -> None:
    files = bag_files({"application.json": json.dumps(valid_form()).encode()})
    del files["bagit.txt"]
    path = zipped(tmp_path / "x", files | {"data/more": b"x"}, top)
    assert places(path, "bag.invalid") == ["bagit.txt"]
    assert places(path, "bag.incomplete") == ["bagit.txt"]
    assert places(path, "bag.extra") == ["data/more"]
