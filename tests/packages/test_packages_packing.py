"""Packing folders and keeping files: same bytes, nothing overwritten, nothing half."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.errors import Cancelled, Refused, Unavailable
from app.models.message import Message, message
from app.packages import Limits, copy_and_hash, open_package, pack
from tests.packages.made import PDF, bag_files, valid_form

FORM = json.dumps(valid_form()).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "application"
    (top / "evidence").mkdir(parents=True)
    (top / "application.json").write_bytes(FORM)
    (top / "evidence" / "Feltrapport.pdf").write_bytes(PDF)
    return top


def stop(done: float, text: Message) -> None:
    raise Cancelled("work.cancelled", message("Stopped."))


def test_what_is_packed_opens_without_a_problem(folder: Path, tmp_path: Path) -> None:
    packed = pack(folder, tmp_path / "x.labelapp")
    with open_package(packed.path) as package:
        assert package.problems == packed.problems == ()
        assert package.sha256 == packed.sha256
        assert package.read("NO-NQL-2026-0412-2/data/evidence/Feltrapport.pdf") == PDF


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first = pack(folder, tmp_path / "1.labelapp")
    os.utime(folder / "application.json", (1, 1))
    assert pack(folder, tmp_path / "2.labelapp").sha256 == first.sha256


def test_evidence_is_stored_as_it_is(folder: Path, tmp_path: Path) -> None:
    assert PDF in pack(folder, tmp_path / "x").path.read_bytes()


def test_a_folder_with_data_or_a_whole_bag_is_packed_alike(folder: Path, tmp_path: Path) -> None:
    first = pack(folder, tmp_path / "1")
    zipfile.ZipFile(first.path).extractall(tmp_path / "out")
    bag = tmp_path / "out" / "NO-NQL-2026-0412-2"
    assert pack(bag, tmp_path / "2").sha256 == first.sha256
    assert bagit.Bag(str(bag)).validate()


def test_what_systems_leave_behind_is_left_behind(folder: Path, tmp_path: Path) -> None:
    first = pack(folder, tmp_path / "1")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "evidence" / "Thumbs.db").write_bytes(b"x")
    assert pack(folder, tmp_path / "2").sha256 == first.sha256


def test_nothing_is_overwritten_without_force(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")
    with pytest.raises(Unavailable, match=r"file\.exists"):
        pack(folder, target)
    assert target.read_bytes() == b"old"
    pack(folder, target, force=True)
    assert target.read_bytes() != b"old"


def test_the_result_may_lie_in_the_folder(folder: Path) -> None:
    first = pack(folder, folder / "x.labelapp")
    assert pack(folder, folder / "x.labelapp", force=True).sha256 == first.sha256


@pytest.mark.parametrize("name", ["empty", "absent", "application/application.json"])
def test_without_a_form_nothing_is_packed(folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unavailable, match=r"application\.missing|file\.absent"):
        pack(tmp_path / name, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_broken_form_is_packed_and_told(folder: Path, tmp_path: Path) -> None:
    (folder / "application.json").write_bytes(b"{")
    codes = [each.code for each in pack(folder, tmp_path / "x").problems]
    assert codes == ["application.json"]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made on Windows")
@pytest.mark.parametrize("name", ["aux.txt", "a:b", "a\\b", "Evidence/feltrapport.PDF", "nul"])
def test_unsafe_names_are_refused(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    with pytest.raises(Refused, match=r"file\.unsafe-path"):
        pack(folder, tmp_path / "x")
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "link").symlink_to("application.json")
    with pytest.raises(Refused, match=r"file\.unsafe-path"):
        pack(folder, tmp_path / "x")


def test_too_much_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"file\.bomb"):
        pack(folder, tmp_path / "x", limits=Limits(members=1))


def test_cancelling_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        pack(folder, tmp_path / "x", progress=stop)
    with pytest.raises(Cancelled):
        copy_and_hash(folder / "application.json", tmp_path / "x", stop)
    assert list(tmp_path.iterdir()) == [folder]


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    name=st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), exclude_characters="/\\:"),
        min_size=1,
        max_size=40,
    ),
    content=st.binary(max_size=50),
)
def test_any_usable_name_comes_back(
    folder: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    file = folder / "evidence" / f"x{name}x"
    if len(file.name.encode()) > 250:
        return
    file.write_bytes(content)
    try:
        packed = pack(folder, tmp_path / "x", force=True)
        with open_package(packed.path) as package:
            assert package.ok
            assert package.read(f"NO-NQL-2026-0412-2/data/evidence/{file.name}") == content
    finally:
        file.unlink()


def test_a_copy_is_the_file_and_its_hash(folder: Path, tmp_path: Path) -> None:
    kept = copy_and_hash(folder / "application.json", tmp_path / "x")
    assert kept.path.read_bytes() == FORM
    assert (kept.sha256, kept.size) == (hashlib.sha256(FORM).hexdigest(), len(FORM))
    assert not kept.from_folder


def test_a_folder_is_kept_as_it_is(folder: Path, tmp_path: Path) -> None:
    first = copy_and_hash(folder, tmp_path / "1")
    assert copy_and_hash(folder, tmp_path / "2").sha256 == first.sha256
    assert first.from_folder
    with open_package(first.path, kept=first) as package:
        assert [each.code for each in package.problems] == ["bag.unsealed"]


def test_a_bag_in_a_folder_stays_a_bag(tmp_path: Path) -> None:
    for name, content in bag_files({"application.json": FORM}).items():
        (tmp_path / "f" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "f" / name).write_bytes(content)
    kept = copy_and_hash(tmp_path / "f", tmp_path / "x")
    with open_package(kept.path) as package:
        assert [each.code for each in package.problems] == ["evidence.missing"]


def test_a_copy_never_overwrites(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    with pytest.raises(Unavailable, match=r"file\.exists"):
        copy_and_hash(folder / "application.json", tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == b"old"


def test_far_too_large_files_are_not_copied(folder: Path, tmp_path: Path) -> None:
    limits = Limits(total=1, directory=1, members=0)
    with pytest.raises(Refused, match=r"file\.bomb"):
        copy_and_hash(folder / "application.json", tmp_path / "x", limits=limits)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_rights_is_unavailable(folder: Path, tmp_path: Path) -> None:
    (folder / "application.json").chmod(0)
    with pytest.raises(Unavailable, match=r"file\.unreadable"):
        copy_and_hash(folder / "application.json", tmp_path / "x")


def test_a_file_that_grows_while_it_is_copied_is_not_kept(folder: Path, tmp_path: Path) -> None:
    file = folder / "application.json"

    def grow(done: float, text: Message) -> None:
        file.write_bytes(FORM + b" ")

    with pytest.raises(Unavailable, match=r"file\.changed"):
        copy_and_hash(file, tmp_path / "x", grow)
    assert not (tmp_path / "x").exists()
