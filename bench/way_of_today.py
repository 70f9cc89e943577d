"""The way of today beside ours: LibreOffice converts a batch, ``pdfsig`` signs file by file.

Debian packages ``libreoffice-writer-nogui``, ``poppler-utils`` and ``libnss3-tools``; what is not
there is said in words. ``pdfsig`` adds a plain ``adbe.pkcs7.detached`` signature: it cannot write
PAdES with a field of its own. Used by ``certificates.py``.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.models.certificate import PrintedWords

SIGNING = ("pdfsig", "certutil", "pk12util")
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:h text:outline-level="1">Sertifikat</text:h><text:p>tildeles</text:p>
<text:p>{name}</text:p><text:p>{school}</text:p><text:p>{project}</text:p><text:p>{number}</text:p>
</office:text></office:body></office:document>"""


@dataclass(frozen=True, slots=True)
class Today:
    """Seconds for a batch, None where a program is missing, and what is missing or went wrong."""

    converting: float | None = None
    signing: float | None = None
    said: str = ""


def measured(words: Sequence[PrintedWords], identity: bytes, passphrase: str) -> Today:
    """Convert and sign the words as an office does today, with the same key (PKCS#12)."""
    if shutil.which("soffice") is None:
        return Today(said="not installed: soffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        converting = _converted(words, folder)
        missing = [each for each in SIGNING if shutil.which(each) is None]
        if missing:
            return Today(converting, said=f"not installed: {', '.join(missing)}")
        try:
            return Today(converting, _signed(folder, len(words), identity, passphrase))
        except subprocess.SubprocessError as error:
            return Today(converting, said=f"could not sign: {error}")


def _converted(words: Sequence[PrintedWords], folder: Path) -> float:
    files = []
    for index, each in enumerate(words):
        text = PAGE.format(name=each.recipient, school=each.school, project=each.project,
                           number=each.number)  # fmt: skip
        files.append(folder / f"{index}.fodt")
        files[-1].write_text(text, "utf-8")
    started = time.perf_counter()
    _run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, files))  # fmt: skip
    return time.perf_counter() - started


def _signed(folder: Path, count: int, identity: bytes, passphrase: str) -> float:
    """Sign every file; the database of keys is made before the clock starts."""
    (folder / "keys.p12").write_bytes(identity)
    keys = folder / "keys"
    keys.mkdir()
    _run("certutil", "-N", "-d", f"sql:{keys}", "--empty-password")
    _run("pk12util", "-i", str(folder / "keys.p12"), "-d", f"sql:{keys}", "-W", passphrase,
         "-K", "")  # fmt: skip
    listed = _run("pdfsig", "-nssdir", str(keys), "-nss-pwd", "", "-list-nicks")
    nick = next(line.strip() for line in listed.splitlines()[1:] if line.strip())
    started = time.perf_counter()
    for index in range(count):
        _run(
            "pdfsig",
            "-nssdir",
            str(keys),
            "-nss-pwd",
            "",
            "-nick",
            nick,
            "-add-signature",
            str(folder / f"{index}.pdf"),
            str(folder / f"{index}-s.pdf"),
        )
    spent = time.perf_counter() - started
    seals = sum(b"adbe.pkcs7.detached" in each.read_bytes() for each in folder.glob("*-s.pdf"))
    if seals != count:
        raise subprocess.SubprocessError(f"{seals} of {count} files were signed")
    return spent


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return done.stdout
