"""Whether a folder lies where databases get hurt: network drives, synchronised folders, sticks."""

from pathlib import Path

from app.models.message import Message, message

SYNCHRONISED = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents",
    "nextcloud", "owncloud", "seafile", "syncthing", "pcloud",
)  # fmt: skip
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "davfs"})
STICKS = frozenset({"vfat", "exfat", "msdos"})
MOUNTS = Path("/proc/mounts")


def place_warnings(folder: Path, mounts: Path = MOUNTS) -> tuple[Message, ...]:
    """Return what can be seen to be unwise about this place; never a refusal."""
    path = folder.absolute()
    found = []
    if any(word in part.lower() for part in path.parts for word in SYNCHRONISED):
        found.append(
            message("The casebook lies in a synchronised folder. Synchronising can damage it while "
                    "it is open; a folder of this computer alone is safer.")
        )  # fmt: skip
    kind = _file_system(path, mounts)
    if kind in NETWORK or path.drive.startswith("\\\\"):
        found.append(
            message("The casebook lies on a network drive. Locks and power cuts are less certain "
                    "there; a disk of this computer is safer.")
        )  # fmt: skip
    if kind in STICKS:
        found.append(
            message("The casebook lies on a stick or card without a journal. Remove it only after "
                    "closing the casebook.")
        )  # fmt: skip
    return tuple(found)


def _file_system(path: Path, mounts: Path) -> str:
    """Return the kind of file system by the longest mount point above the path; Linux only."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) > 2:
            point = Path(fields[1].replace("\\040", " "))
            if path.is_relative_to(point) and len(point.parts) > best:
                best, kind = len(point.parts), fields[2]
    return kind
