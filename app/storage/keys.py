"""The log's keys and remembered checkpoints, in the user's own folder beside no casebook.

For each log one ``ORIGIN.pem`` (unencrypted Ed25519, mode 0600), one ``ORIGIN-KEY.pem`` for each
key that was added later, and one ``ORIGIN.checkpoints``: the newest checkpoint seen under each
origin suffix. A copied casebook thus cannot be continued in silence, and an older copy put back is
noticed. Names are random, nobody's.
"""

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from app.log import Checkpoint, KeyRing, LogKey, NotACheckpoint, PublicKey, parse_checkpoint
from app.models.errors import Unavailable
from app.models.message import message

PREFIX = "label-desk/"


def default_keys_folder() -> Path:
    """Return where keys lie: LABEL_DESK_KEYS, else the user's data folder."""
    chosen = os.environ.get("LABEL_DESK_KEYS")
    return Path(chosen) if chosen else user_data_path("label-desk", appauthor=False) / "keys"


def new_origin() -> str:
    """Return a fresh name for a log, without any person or office in it."""
    return PREFIX + secrets.token_hex(8)


def stem(origin: str) -> str:
    """Return the part of an origin that files are named by, without prefix and suffix."""
    return origin.removeprefix(PREFIX).partition("/")[0]


def suffix(origin: str) -> int:
    """Return the number after the second slash; 1 when there is none."""
    number = origin.removeprefix(PREFIX).partition("/")[2]
    return int(number) if number else 1


def continued(origin: str, number: int) -> str:
    """Return the origin with suffix ``/number``."""
    return f"{PREFIX}{stem(origin)}/{number}"


def entry_name(origin: str, index: int) -> str:
    """Return an entry's index as numbers of papers have it: ``000131``, after a gap ``2-000131``.

    The suffix of the origin is part of it, because two copies of a casebook that both went on
    from a backup each have an entry 131.
    """
    number = suffix(origin)
    return f"{index:06}" if number == 1 else f"{number}-{index:06}"


@dataclass(frozen=True, slots=True)
class Keys:
    """The folder of keys."""

    folder: Path

    def path(self, origin: str, later: PublicKey | None = None) -> Path:
        """Return where the first key of a log lies, or would lie, or one that was added later."""
        return self.folder / f"{stem(origin)}{f'-{later.id[:16]}' if later else ''}.pem"

    def memory(self, origin: str) -> Path:
        """Return where the remembered checkpoints of a log lie."""
        return self.folder / f"{stem(origin)}.checkpoints"

    def key(self, origin: str, later: PublicKey | None = None) -> LogKey | None:
        """Return a key of a log, or None when it is not here or not readable as one."""
        try:
            return LogKey.of_pem(self.path(origin, later).read_bytes())
        except (OSError, ValueError):
            return None

    def signers(self, origin: str, ring: KeyRing) -> tuple[LogKey, ...]:
        """Return the keys that sign now, the newest first; none where the newest is not here.

        An older one that is not here leaves its line out.
        """
        known = [self._found(origin, ring, public) for public in ring.active]
        return tuple(key for key in known if key is not None) if known[0] is not None else ()

    def _found(self, origin: str, ring: KeyRing, public: PublicKey) -> LogKey | None:
        key = self.key(origin, ring.later(public))
        return key if key is not None and key.public == public else None

    def make(self, origin: str, *, later: bool = False) -> LogKey:
        """Make the key of a new log, or a later one; raises Unavailable when it cannot be kept.

        One that no entry adds afterwards is never looked for, so it does no harm.
        """
        key = LogKey.generate()
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self.path(origin, key.public if later else None)
            write_whole(path, key.pem(), mode=0o600)
        except OSError as error:
            raise Unavailable(
                "keys.not-writable",
                message("The folder for the log's key cannot be written: {folder}",
                        folder=str(self.folder)),
                message("Set LABEL_DESK_KEYS to a folder of your own."),
            ) from error  # fmt: skip
        return key

    def remembered(self, origin: str) -> Checkpoint | None:
        """Return the newest checkpoint seen of this log, under its highest suffix."""
        notes = self._notes(origin)
        for name in sorted(notes, key=suffix, reverse=True):
            try:
                return parse_checkpoint(notes[name])
            except NotACheckpoint:
                continue
        return None

    def remember(self, origin: str, note: str) -> None:
        """Keep a checkpoint as the newest of its origin; raises OSError."""
        notes = self._notes(origin) | {origin: note}
        content = json.dumps(notes, ensure_ascii=False, indent=1).encode()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self.memory(origin), content, mode=0o600)

    def _notes(self, origin: str) -> dict[str, str]:
        try:
            notes = json.loads(self.memory(origin).read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(notes, dict):
            return {}
        wanted = re.compile(re.escape(PREFIX + stem(origin)) + r"(/[1-9][0-9]{0,8})?")
        return {name: note for name, note in notes.items() if wanted.fullmatch(name)}


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that a power cut leaves the old or the new one; raises OSError."""
    temporary = path.with_name(path.name + ".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)
