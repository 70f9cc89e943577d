"""Builders for application files: a valid form, sealed bags, and archives that lie."""

import hashlib
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PDF = b"%PDF-1.4\nnothing but text\n%%EOF\n"


def valid_form() -> dict[str, Any]:
    return {
        "format": "label-application",
        "version": 1,
        "scheme": "nql-2022",
        "id": "NO-NQL-2026-0412",
        "submission": 2,
        "submitted_at": "2026-09-20T14:12:05+02:00",
        "language": "nb",
        "applicant": {"id": "t-1", "name": "Solveig Hansen", "email": "solveig@example.org"},
        "school": {"id": "NO-1", "name": "Ringve skole", "country": "NO", "phone": None},
        "project": {
            "id": "p-1",
            "title": "Stemmer fra elva",
            "started_on": "2025-09-15",
            "founders": [
                {"school": "Ringve skole", "country": "NO"},
                {"school": "Escola do Rio", "country": "PT"},
            ],
        },
        "declarations": {"e1": True, "e2": True},
        "answers": [
            {"id": "a1", "criterion": "1", "text": "Vi arbeidet sammen.", "evidence": ["ev1"]}
        ],
        "evidence": [
            {
                "id": "ev1",
                "title": "Feltrapport",
                "path": "evidence/Feltrapport.pdf",
                "media_type": "application/pdf",
                "criteria": ["1b"],
            }
        ],
    }


def school_form() -> dict[str, Any]:
    form = valid_form()
    del form["project"], form["declarations"]
    form["scheme"] = "esl-2022"
    form["school"]["registered_on"] = "2019-03-01"
    form["preselection"] = {
        "active_teachers": [{"name": "Ada Vik", "last_active_on": "2026-05-02"}],
        "quality_labels": [{"project": "Tides", "awarded_on": "2025-10-01", "european": True}],
        "label_valid_until": None,
    }
    form["head_declaration"] = {"evidence": "ev1", "signed_on": "2026-09-29", "signed_by": "N. N."}
    return form


def bag_files(
    payload: dict[str, bytes], algorithm: str = "sha256", *, tags: bool = True
) -> dict[str, bytes]:
    """Return all files of a correct bag for the payload (names below ``data/``)."""
    data = {f"data/{name}": content for name, content in payload.items()}
    files = {"bagit.txt": BAGIT, f"manifest-{algorithm}.txt": listing(data, algorithm)}
    if tags:
        files[f"tagmanifest-{algorithm}.txt"] = listing(files, algorithm)
    return files | data


def listing(files: dict[str, bytes], algorithm: str = "sha256") -> bytes:
    lines = [f"{hashlib.new(algorithm, files[name]).hexdigest()}  {name}\n" for name in files]
    return "".join(lines).encode()


def zipped(path: Path, files: dict[str, bytes], top: str = "bag/") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(top + name, (2026, 9, 20, 12, 0, 0))  # the same at every call
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(member, content)
    return path


@dataclass
class Lie:
    """A member of a hand-made archive; every field may say something else than the truth."""

    name: bytes = b"a.txt"
    data: bytes = b"hello hello hello"
    method: int = 0
    flags: int = 0
    local: dict[str, Any] = field(default_factory=dict)
    central: dict[str, Any] = field(default_factory=dict)
    descriptor: bytes | None = None
    before: bytes = b""
    after: bytes = b""


def _header(member: Lie, packed: bytes, place: str) -> dict[str, Any]:
    return {
        "mark": b"PK\x03\x04" if place == "local" else b"PK\x01\x02",
        "name": member.name,
        "flags": member.flags,
        "method": member.method,
        "crc": zlib.crc32(member.data),
        "packed": len(packed),
        "size": len(member.data),
        "extra": b"",
        "comment": b"",
        "attributes": 0o100644 << 16,
        "disk": 0,
        "made": 0x031E,
    }


def handmade(members: list[Lie], **end: Any) -> bytes:
    """Return an archive of the members; ``end`` overrides the end record and what is around it."""
    out, directory = bytearray(), bytearray()
    for member in members:
        packed = member.data
        if member.method == 8:
            packer = zlib.compressobj(wbits=-15)
            packed = packer.compress(member.data) + packer.flush()
        out += member.before
        offset = len(out)
        local = _header(member, packed, "local") | member.local
        out += struct.pack(
            "<4s5H3I2H", local["mark"], 20, local["flags"], local["method"], 0, 0x21,
            local["crc"], local["packed"], local["size"], len(local["name"]), len(local["extra"]),
        ) + local["name"] + local["extra"] + local.get("data", packed)  # fmt: skip
        out += member.descriptor or b""
        out += member.after
        line = _header(member, packed, "central") | {"offset": offset} | member.central
        directory += struct.pack(
            "<4s6H3I5H2I", line["mark"], line["made"], 20, line["flags"], line["method"], 0, 0x21,
            line["crc"], line["packed"], line["size"], len(line["name"]), len(line["extra"]),
            len(line["comment"]), line["disk"], 0, line["attributes"], line["offset"],
        ) + line["name"] + line["extra"] + line["comment"]  # fmt: skip
    return bytes(out) + _ending(bytes(directory), len(out), len(members), end)


def _ending(directory: bytes, start: int, count: int, end: dict[str, Any]) -> bytes:
    comment = end.get("comment", b"")
    record = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", end.get("disk", 0), end.get("start_disk", 0),
        end.get("here", count), end.get("entries", count), end.get("size", len(directory)),
        end.get("offset", start), end.get("comment_length", len(comment)),
    )  # fmt: skip
    middle = end.get("middle", b"")
    if "zip64" in end:
        middle += _zip64(start + len(directory), len(directory), start, count, end["zip64"])
    return end.get("gap", b"") + directory + middle + record + comment + end.get("trail", b"")


def _zip64(at: int, size: int, start: int, count: int, lie: dict[str, Any]) -> bytes:
    record = struct.pack(
        "<4sQ2H2I4Q", lie.get("mark", b"PK\x06\x06"), lie.get("length", 44), 45, 45,
        lie.get("disk", 0), 0, lie.get("here", count), lie.get("entries", count),
        lie.get("size", size), lie.get("offset", start),
    )  # fmt: skip
    return record + struct.pack(
        "<4sIQI", b"PK\x06\x07", lie.get("locator_disk", 0), lie.get("at", at), lie.get("disks", 1)
    )
