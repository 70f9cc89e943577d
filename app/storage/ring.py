"""The log's keys as the casebook's records tell them."""

from sqlalchemy import Connection

from app.log import KeyRing, NotAChange, PublicKey
from app.models.casebook import Beginning, KeyChange
from app.models.log import Act
from app.storage.connection import damaged
from app.storage.records import read


def ring_of(connection: Connection, beginning: Beginning) -> KeyRing:
    """Return the keys there are now; raises Unavailable where the records do not fit."""
    try:
        ring = KeyRing.of(PublicKey.of_text(beginning.public_key))
        for change in read(connection, KeyChange):
            ring = turned(ring, change)
    except ValueError as error:
        raise damaged() from error
    return ring


def turned(ring: KeyRing, change: KeyChange) -> KeyRing:
    """Return the ring after a change; raises NotAChange for one that does not fit."""
    match change.act:
        case Act.KEY_ADD:
            return ring.added(PublicKey.of_text(change.key), change.entry)
        case Act.KEY_RETIRE:
            return ring.retired(change.entry)
        case Act.KEY_COMPROMISED if change.trusted_size is not None:
            return ring.stolen(change.trusted_size, change.entry)
    raise NotAChange(change.act.value)


def later_keys(connection: Connection) -> tuple[PublicKey, ...]:
    """Return the keys that entries added, for whoever follows the log; raises ValueError."""
    changes = read(connection, KeyChange)
    return tuple(PublicKey.of_text(each.key) for each in changes if each.act is Act.KEY_ADD)
