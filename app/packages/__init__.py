"""Application files: opened with every problem told, kept as received, made from folders."""

from app.packages.archive import ArchiveWriter, Member
from app.packages.evidence import Attachment
from app.packages.keeping import Kept, copy_and_hash
from app.packages.limits import DEFAULT_LIMITS, Limits
from app.packages.opening import open_package
from app.packages.package import MemberFacts, Package
from app.packages.packing import Packed, pack
from app.packages.reading import read_member

__all__ = [
    "DEFAULT_LIMITS",
    "ArchiveWriter",
    "Attachment",
    "Kept",
    "Limits",
    "Member",
    "MemberFacts",
    "Package",
    "Packed",
    "copy_and_hash",
    "open_package",
    "pack",
    "read_member",
]
