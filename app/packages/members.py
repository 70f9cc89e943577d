"""Reading the bytes of one member, counted and checked while they come."""

import zlib
from collections.abc import Iterator
from io import FileIO

from app.models.errors import Refused, Unavailable
from app.models.message import message
from app.packages.directory import inconsistent
from app.packages.entry import DEFLATED, Entry
from app.packages.limits import CHUNK
from app.packages.names import shown


class MemberReader:
    """Gives the unpacked bytes of an entry piece by piece; memory stays flat.

    Iterating raises ``Refused`` when the member has other sizes than the directory says or cannot
    be unpacked. A wrong CRC is not raised but told by ``crc_matches`` at the end, because in a
    bag the checksum of the manifest decides what it means.
    """

    def __init__(self, file: FileIO, entry: Entry) -> None:
        self._file = file
        self._entry = entry
        self._crc = 0

    @property
    def crc_matches(self) -> bool:
        """Tell, after all was read, whether the bytes have the CRC of the directory."""
        return self._crc == self._entry.crc

    def __iter__(self) -> Iterator[bytes | memoryview]:
        """Yield pieces; a piece is overwritten by the next one, so it must be used at once."""
        self._file.seek(self._entry.start)
        pieces = self._inflated() if self._entry.method == DEFLATED else self._packed()
        for piece in pieces:
            self._crc = zlib.crc32(piece, self._crc)
            yield piece

    def _packed(self) -> Iterator[memoryview]:
        left = self._entry.packed
        buffer = memoryview(bytearray(min(CHUNK, max(left, 1))))
        while left:
            count = self._file.readinto(buffer[: min(left, len(buffer))])
            if not count:
                raise self._cut_off()
            left -= count
            yield buffer[:count]

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        size = 0
        for packed in self._packed():
            pending = bytes(packed)
            while pending and not inflater.eof:
                piece = self._inflate(inflater, pending)
                pending = inflater.unconsumed_tail
                size += len(piece)
                if size > self._entry.size:
                    raise self._other_size()
                yield piece
            if inflater.unused_data or (inflater.eof and pending):
                raise self._other_size()
        while not inflater.eof and (piece := self._inflate(inflater, b"")):
            size += len(piece)
            yield piece
        if not inflater.eof or size != self._entry.size:
            raise self._other_size()

    def _inflate(self, inflater: "zlib._Decompress", packed: bytes) -> bytes:
        try:
            return inflater.decompress(packed, CHUNK)
        except zlib.error:
            raise Refused(
                "file.unreadable",
                message("“{name}” cannot be unpacked. Ask the sender to pack the file again.",
                        name=shown(self._entry.name)),
            ) from None  # fmt: skip

    def _other_size(self) -> Refused:
        return inconsistent(
            message("“{name}” has another size than the archive says. Ask the sender to pack the "
                    "file again.", name=shown(self._entry.name))
        )  # fmt: skip

    def _cut_off(self) -> Unavailable:
        return Unavailable(
            "file.changed",
            message("The file became shorter while it was read."),
            message("Wait until it is copied or synchronised completely, then try again."),
        )


def read_whole(file: FileIO, entry: Entry) -> bytes:
    """Return all bytes of a member whose size was checked against a limit before."""
    return b"".join(bytes(piece) for piece in MemberReader(file, entry))
