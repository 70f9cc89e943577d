"""How much an application file may hold; each limit is checked before anything is allocated."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB

CHUNK = 512 * KIB
"""Bytes read at once; large enough that two threads seldom wait for each other."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest application file that is opened; sizes in bytes, after unpacking.

    ``ratio`` is unpacked to packed size and counts only above ``ratio_from`` bytes.
    ``directory`` bounds the ZIP directory, ``tag_file`` a file of the bag such as a manifest,
    ``scan`` how much of one evidence file is searched for active content.
    ``repeats`` bounds how many problems of one code are listed one by one.
    """

    total: int = 4 * GIB
    member: int = 2 * GIB
    members: int = 20_000
    ratio: int = 200
    ratio_from: int = 100 * MIB
    directory: int = 64 * MIB
    tag_file: int = 16 * MIB
    json: int = 16 * MIB
    depth: int = 64
    scan: int = 64 * MIB
    repeats: int = 1_000

    @property
    def file(self) -> int:
        """The largest file that is looked at: stored members and room for their headers."""
        return self.total + self.directory + self.members * KIB


DEFAULT_LIMITS = Limits()
