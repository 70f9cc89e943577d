"""Archives (ZIP) as a list of what is inside; a file inside is unpacked when it is asked for."""

import zipfile
from io import BytesIO

from app.models.blocks import INNER_BYTES, INNER_LIMIT
from app.reader.blocks_file import BlocksFile
from app.reader.gathering import Gathering
from app.reader.refusal import refusal
from app.reader.xml_tree import damaged

MEMBER_LIMIT = 50_000
LOCKED = 0x1


def archive_file(untrusted: bytes) -> BlocksFile:
    """Open an archive; raises ``Unavailable``."""
    if not untrusted.startswith(b"PK"):
        raise refusal("unsupported")
    with damaged():
        archive = zipfile.ZipFile(BytesIO(untrusted))
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) > MEMBER_LIMIT:
        raise refusal("too-large")
    found = Gathering()
    for member in members:
        found.file(member.filename, member.file_size)

    def inside(index: int) -> bytes:
        member = members[:INNER_LIMIT][index]
        if member.flag_bits & LOCKED:
            raise refusal("encrypted")
        with damaged(), archive.open(member) as stream:
            return stream.read(INNER_BYTES + 1)

    return BlocksFile(found, inside)
