"""The gate opens what ordinary tools write and refuses whatever can be read in two ways."""

import io
import json
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.errors import LabelDeskError
from app.packages import open_package
from app.packages.findings import Findings
from app.packages.gate import entries_of
from app.packages.limits import DEFAULT_LIMITS, Limits
from tests.packages.made import Lie, bag_files, handmade, valid_form

STREAMED = 0x0008
CRC = zlib.crc32(Lie.data)
SIZE = len(Lie.data)


def problems(path: Path, content: bytes, limits: Limits = DEFAULT_LIMITS) -> list[tuple[str, str]]:
    path.write_bytes(content)
    findings = Findings(limits)
    entries_of(path, len(content), findings, limits)
    return [(each.code, each.where) for each in findings.all()]


def codes(path: Path, content: bytes, limits: Limits = DEFAULT_LIMITS) -> set[str]:
    return {code for code, _ in problems(path, content, limits)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.labelapp"


def descriptor(crc: int = CRC, packed: int = SIZE, size: int = SIZE, mark: bool = True) -> bytes:
    return b"PK\x07\x08" * mark + struct.pack("<III", crc, packed, size)


def wide(*values: int) -> bytes:
    return struct.pack("<HH", 1, 8 * len(values)) + struct.pack(f"<{len(values)}Q", *values)


def second_name(name: bytes, of: bytes) -> bytes:
    body = b"\x01" + struct.pack("<I", zlib.crc32(of)) + name
    return struct.pack("<HH", 0x7075, len(body)) + body


NO_SIZES = {"crc": 0, "packed": 0, "size": 0}
FULL = 0xFFFFFFFF

FINE: dict[str, Callable[[], bytes]] = {
    "one stored": lambda: handmade([Lie()]),
    "one deflated": lambda: handmade([Lie(method=8)]),
    "empty": lambda: handmade([]),
    "comment": lambda: handmade([Lie()], comment=b"made by hand"),
    "streamed": lambda: handmade([Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor())]),
    "streamed unmarked": lambda: handmade(
        [Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor(mark=False))]
    ),
    "streamed wide": lambda: handmade(
        [
            Lie(
                flags=STREAMED,
                local=NO_SIZES,
                descriptor=b"PK\x07\x08" + struct.pack("<IQQ", CRC, SIZE, SIZE),
            )
        ]
    ),
    "streamed, sizes known": lambda: handmade([Lie(flags=STREAMED, descriptor=descriptor())]),
    "wide local": lambda: handmade(
        [Lie(local={"packed": FULL, "size": FULL, "extra": wide(SIZE, SIZE)})]
    ),
    "wide central": lambda: handmade([Lie(central={"size": FULL, "extra": wide(SIZE)})]),
    "wide repeated": lambda: handmade([Lie(central={"extra": wide(SIZE, SIZE)})]),
    "zip64 end": lambda: handmade([Lie()], zip64={}),
    "zip64 end, short full": lambda: handmade(
        [Lie()], zip64={}, entries=0xFFFF, here=0xFFFF, size=FULL, offset=FULL
    ),
    "other extra fields": lambda: handmade([Lie(local={"extra": b"UT\x05\x00\x03abcd"})]),
    "padding extra": lambda: handmade([Lie(local={"extra": b"\x00\x00\x00"})]),
    "utf-8 name without the bit": lambda: handmade([Lie(name="Åse.txt".encode())]),
    "utf-8 name with the bit": lambda: handmade([Lie(name="Åse.txt".encode(), flags=0x800)]),
    "second name of an old one": lambda: handmade(
        [Lie(name=b"\x8fse.txt", central={"extra": second_name("Åse.txt".encode(), b"\x8fse.txt")})]
    ),
    "folder": lambda: handmade([Lie(name=b"a/", data=b"", central={"attributes": 0o40755 << 16})]),
    "nested archive at the end": lambda: handmade([Lie(data=handmade([Lie()]))]),
    "empty deflated": lambda: handmade([Lie(data=b"", method=8)]),
    "order of lines differs": lambda: handmade([Lie(), Lie(name=b"b.txt")]),
}


@pytest.mark.parametrize("name", FINE)
def test_ordinary_archives_pass(file: Path, name: str) -> None:
    assert not codes(file, FINE[name]())


def test_a_line_may_say_other_extras_and_times_than_the_member(file: Path) -> None:
    content = handmade([Lie(local={"extra": b"ux\x01\x00\x07"}, central={"comment": b"hello"})])
    assert not codes(file, content)


LIES: dict[str, Callable[[], bytes]] = {
    # local header against directory
    "other name": lambda: handmade([Lie(local={"name": b"b.txt"})]),
    "other case": lambda: handmade([Lie(local={"name": b"A.txt"})]),
    "longer name": lambda: handmade([Lie(local={"name": b"a.txt.exe"})]),
    "other method": lambda: handmade([Lie(local={"method": 8})]),
    "other method in directory": lambda: handmade([Lie(central={"method": 8})]),
    "other crc": lambda: handmade([Lie(local={"crc": 1})]),
    "zero crc": lambda: handmade([Lie(local={"crc": 0})]),
    "other size": lambda: handmade([Lie(local={"size": SIZE + 1})]),
    "other packed size": lambda: handmade([Lie(local={"packed": SIZE - 1})]),
    "other crc in directory": lambda: handmade([Lie(central={"crc": 1})]),
    "other size in directory": lambda: handmade([Lie(central={"size": 5})]),
    "smaller sizes in directory": lambda: handmade([Lie(central={"size": 5, "packed": 5})]),
    "larger sizes in directory": lambda: handmade([Lie(central={"size": 99, "packed": 99})]),
    "encrypted only inside": lambda: handmade([Lie(local={"flags": 1})]),
    "streamed only inside": lambda: handmade([Lie(local={"flags": STREAMED})]),
    "streamed only in directory": lambda: handmade([Lie(central={"flags": STREAMED})]),
    "utf-8 bit only inside": lambda: handmade(
        [Lie(name="Å".encode(), local={"flags": 0x800})]
    ),
    "no local header": lambda: handmade([Lie(local={"mark": b"PK\x03\x05"})]),
    "stored with two sizes": lambda: handmade(
        [Lie(local={"size": 99}, central={"size": 99})]
    ),
    # data descriptors
    "no descriptor": lambda: handmade([Lie(flags=STREAMED, local=NO_SIZES)]),
    "descriptor of other crc": lambda: handmade(
        [Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor(crc=1))]
    ),
    "descriptor of other size": lambda: handmade(
        [Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor(size=5))]
    ),
    "descriptor of other packed size": lambda: handmade(
        [Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor(packed=5))]
    ),
    "descriptor cut off": lambda: handmade(
        [Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor()[:-1])]
    ),
    "descriptor with more": lambda: handmade(
        [Lie(flags=STREAMED, local=NO_SIZES, descriptor=descriptor() + b"x")]
    ),
    "streamed with wrong crc inside": lambda: handmade(
        [Lie(flags=STREAMED, local={"crc": 1}, descriptor=descriptor())]
    ),
    "streamed with wrong size inside": lambda: handmade(
        [Lie(flags=STREAMED, local={"size": 1}, descriptor=descriptor())]
    ),
    # where members lie
    "bytes before the first": lambda: handmade([Lie(before=b"#!/bin/sh\n")]),
    "gap between members": lambda: handmade([Lie(), Lie(name=b"b", before=b"gap")]),
    "hidden member": lambda: handmade(
        [Lie(), Lie(name=b"b", before=handmade([Lie(name=b"c")])[:52])]
    ),
    "gap before the directory": lambda: handmade([Lie(after=b"gap")]),
    "one member twice in the directory": lambda: handmade(
        [Lie(), Lie(name=b"b.txt", central={"offset": 0})]
    ),
    "offset into a member": lambda: handmade([Lie(), Lie(name=b"b", central={"offset": 7})]),
    "offset after the directory": lambda: handmade([Lie(central={"offset": 5000})]),
    "member hidden from the directory": lambda: handmade(
        [Lie()], gap=handmade([Lie(name=b"c")])[:52]
    ),
    # the directory and its end
    "fewer entries counted": lambda: handmade([Lie(), Lie(name=b"b")], entries=1, here=1),
    "more entries counted": lambda: handmade([Lie()], entries=2, here=2),
    "directory size too small": lambda: handmade([Lie()], size=10),
    "directory size too large": lambda: handmade([Lie()], size=4000),
    "directory offset wrong": lambda: handmade([Lie()], offset=3),
    "directory mark wrong": lambda: handmade([Lie(central={"mark": b"PK\x01\x03"})]),
    "bytes between directory and end": lambda: handmade([Lie()], middle=b"between"),
    "something after the end": lambda: handmade([Lie()], trail=b"after"),
    "much after the end": lambda: handmade([Lie()], trail=b"after" * 20_000),
    "second archive after the end": lambda: handmade([Lie()]) + handmade([Lie(name=b"b")]),
    "end in the comment": lambda: handmade([Lie()], comment=handmade([])),
    "fitting end in the comment": lambda: handmade([Lie()], comment=b"x" * 9 + handmade([])),
    "archive in the comment": lambda: handmade([Lie()], comment=handmade([Lie(name=b"b")])),
    "comment too short": lambda: handmade([Lie()], comment=b"12345", comment_length=2),
    "directory in another archive": lambda: handmade([Lie(central={"disk": 3})]),
    "a line longer than the directory": lambda: handmade(
        [Lie(central={"comment": b"x"})], size=20
    ),
    "bytes hidden in the directory": lambda: handmade([Lie()], entries=0, here=0),
    # zip64
    "zip64 end elsewhere": lambda: handmade([Lie()], zip64={"at": 3}),
    "zip64 end of other mark": lambda: handmade([Lie()], zip64={"mark": b"PK\x06\x05"}),
    "zip64 end too long": lambda: handmade([Lie()], zip64={"length": 60}),
    "zip64 end counts other entries": lambda: handmade([Lie()], zip64={"entries": 2}),
    "zip64 end of other size": lambda: handmade([Lie()], zip64={"size": 3}),
    "zip64 end of other offset": lambda: handmade([Lie()], zip64={"offset": 1}),
    "zip64 wanted and absent": lambda: handmade([Lie()], entries=0xFFFF, here=0xFFFF),
    "zip64 offset wanted and absent": lambda: handmade([Lie()], offset=FULL),
    "wide size wanted and absent": lambda: handmade([Lie(central={"size": FULL})]),
    "wide size differs": lambda: handmade([Lie(central={"extra": wide(SIZE + 1, SIZE)})]),
    "wide local size differs": lambda: handmade(
        [Lie(local={"packed": FULL, "size": FULL, "extra": wide(SIZE, 3)})]
    ),
    "wide local size cut off": lambda: handmade(
        [Lie(local={"packed": FULL, "size": FULL, "extra": wide(SIZE)})]
    ),
    "wide sizes twice": lambda: handmade([Lie(central={"extra": wide() + wide()})]),
    "unneeded wide local size differs": lambda: handmade([Lie(local={"extra": wide(1, 1)})]),
    # names and kinds
    "not utf-8 with the bit": lambda: handmade([Lie(name=b"\xff.txt", flags=0x800)]),
    "second name differs": lambda: handmade(
        [Lie(central={"extra": second_name(b"b.txt", b"a.txt")})]
    ),
    "second name is not utf-8": lambda: handmade(
        [Lie(name=b"\xff", central={"extra": second_name(b"\xff", b"\xff")})]
    ),
    "folder with contents": lambda: handmade(
        [Lie(name=b"a/", central={"attributes": 0o40755 << 16})]
    ),
    "folder by mode only": lambda: handmade([Lie(central={"attributes": 0o40755 << 16})]),
    "file by mode only": lambda: handmade([Lie(name=b"a/", data=b"")]),
    "extra field too long": lambda: handmade([Lie(central={"extra": b"\x01\x00\xff\x00"})]),
    # methods
    "bzip2": lambda: handmade([Lie(method=12)]),
    "deflate64": lambda: handmade([Lie(method=9)]),
    "aes": lambda: handmade([Lie(method=99)]),
    "patched": lambda: handmade([Lie(flags=0x20)]),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_archives_that_can_be_read_in_two_ways_are_refused(file: Path, name: str) -> None:
    found = codes(file, LIES[name]())
    assert found
    assert found <= {"file.inconsistent", "file.truncated", "file.unsafe-path"}


def test_lies_are_named_inconsistent(file: Path) -> None:
    others = [name for name in LIES if "file.inconsistent" not in codes(file, LIES[name]())]
    assert others == []


@pytest.mark.parametrize("flags", [0x0001, 0x0041, 0x2001])
def test_encrypted_members_are_named(file: Path, flags: int) -> None:
    assert problems(file, handmade([Lie(flags=flags)])) == [("file.encrypted", "a.txt")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.truncated"),
        (b"PK\x03\x04", "file.truncated"),
        (handmade([Lie()])[:-1], "file.truncated"),
        (handmade([Lie(data=b"x" * 100_000)])[:70_000], "file.truncated"),
        (handmade([Lie(data=handmade([Lie()])), Lie(name=b"b")])[:190], "file.truncated"),
        (b"%PDF-1.4 and so on", "file.not-zip"),
        (b"\x00" * 100_000, "file.not-zip"),
        (b"x", "file.not-zip"),
        (handmade([Lie()], disk=1, start_disk=1), "file.unreadable"),
        (handmade([Lie()], here=0), "file.unreadable"),
    ],
)
def test_what_is_no_whole_zip_is_named(file: Path, content: bytes, code: str) -> None:
    assert codes(file, content) == {code}


def test_limits_are_checked_from_the_directory_alone(file: Path) -> None:
    limits = Limits(total=1000, member=100, members=3, ratio=10, ratio_from=50)
    assert codes(file, handmade([Lie(data=b"x" * 101)]), limits) == {"file.bomb"}
    assert codes(file, handmade([Lie(name=b"%d" % n, data=b"") for n in range(4)]), limits) == {
        "file.bomb"
    }
    squeezed = handmade([Lie(method=8, data=b"\0" * 99)])
    tight = Limits(ratio=5, ratio_from=50)
    assert codes(file, squeezed, tight) == {"file.bomb"}


def test_a_size_that_grows_while_unpacking_is_a_lie(file: Path) -> None:
    small = {"size": 3}
    form = handmade([Lie(name=b"application.json", method=8, local=small, central=small)])
    file.write_bytes(form)
    with open_package(file) as package:
        assert {"file.inconsistent"} <= {each.code for each in package.problems}
        assert package.rejected


@pytest.mark.parametrize(
    "data",
    [b"\xff\xff\xff\xff", zlib.compress(b"no raw deflate"), b"\x00" * 4],
    ids=["noise", "zlib", "zeros"],
)
def test_bytes_that_cannot_be_unpacked_are_told(file: Path, data: bytes) -> None:
    sizes = {"packed": len(data)}
    lie = Lie(name=b"application.json", method=8, local={"data": data, **sizes}, central=sizes)
    file.write_bytes(handmade([lie]))
    with open_package(file) as package:
        assert package.rejected


def test_bytes_after_the_end_of_a_packed_member_are_told(file: Path) -> None:
    packer = zlib.compressobj(wbits=-15)
    data = packer.compress(Lie.data) + packer.flush() + b"hidden"
    sizes = {"packed": len(data)}
    lie = Lie(name=b"application.json", method=8, local={"data": data, **sizes}, central=sizes)
    file.write_bytes(handmade([lie]))
    with open_package(file) as package:
        assert "file.inconsistent" in {each.code for each in package.problems}


def python_streamed(files: dict[str, bytes]) -> bytes:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.written += piece
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in files.items():
            archive.writestr(name, content)
    return bytes(pipe.written)


def test_python_writing_into_a_pipe_opens(file: Path) -> None:
    files = bag_files({"application.json": b"{}", "evidence/Åse.txt": b"hei"})
    assert not codes(file, python_streamed({f"b/{name}": files[name] for name in files}))


TOOLS = {
    "info-zip": ["zip", "-q", "-r", "out.zip", "bag"],
    "info-zip-stored": ["zip", "-q", "-0", "-r", "out.zip", "bag"],
    "info-zip-zip64": ["zip", "-q", "-fz", "-r", "out.zip", "bag"],
    "7-zip": ["7z", "a", "-bd", "out.zip", "bag"],
    "7-zip-stored": ["7z", "a", "-bd", "-mx=0", "out.zip", "bag"],
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_archives_of_other_tools_open(tmp_path: Path, tool: str, locale: str) -> None:
    command = TOOLS[tool]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    form = json.dumps(valid_form()).encode()
    files = bag_files({"application.json": form, "evidence/Åse Ω.txt": b"hei" * 100})
    for name, content in files.items():
        path = tmp_path / "bag" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    environment = {"LC_ALL": locale, "PATH": "/usr/bin:/bin"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    with open_package(tmp_path / "out.zip") as package:
        assert package.ok, package.problems


GOOD = python_streamed(
    {
        f"b/{name}": each
        for name, each in bag_files({"application.json": b"{}", "e/a": b"A"}).items()
    }
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4)
)
def test_damaged_archives_give_only_our_own_answers(
    file: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(GOOD)
    for at, value in changes:
        content[at] = value
    file.write_bytes(content)
    with open_package(file) as package:
        if not package.rejected and not package.damaged:
            assert package.read("b/data/e/a") == b"A"


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.booleans())
def test_noise_gives_only_our_own_answers(file: Path, noise: bytes, framed: bool) -> None:
    file.write_bytes(b"PK\x03\x04" + noise + b"PK\x05\x06" + bytes(18) if framed else noise)
    try:
        with open_package(file) as package:
            assert package.problems
    except LabelDeskError as error:
        pytest.fail(f"a problem was wanted, not {error}")


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, len(GOOD) - 1),
    piece=st.binary(max_size=6),
    length=st.integers(0, 6),
)
def test_what_passes_is_read_alike_by_python(
    file: Path, at: int, piece: bytes, length: int
) -> None:
    content = GOOD[:at] + piece + GOOD[at + length :]
    file.write_bytes(content)
    findings = Findings()
    entries = entries_of(file, len(content), findings, DEFAULT_LIMITS)
    if not findings.has_errors("file."):
        with zipfile.ZipFile(file) as archive:
            same = {each.filename: each.file_size for each in archive.infolist()}
        assert {each.name: each.size for each in entries if not each.guessed} == same
