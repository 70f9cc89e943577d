"""The keys of the log: a new one added, the older retired or reported stolen, all of them told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.casework import identity
from app.casework.people import named
from app.log import NotAChange, RingKey
from app.log.ring import counting
from app.models.certificate import Certificate
from app.models.errors import Refused
from app.models.log import Act, LogEntry
from app.models.message import Message, message

if TYPE_CHECKING:
    from app.storage import Casebook


class KeyState(StrEnum):
    """What a key does: sign alone, sign along until it is retired, no more, or for a thief."""

    SIGNS = "signs"
    SIGNS_ALONG = "signs-along"
    RETIRED = "retired"
    STOLEN = "stolen"


@dataclass(frozen=True, slots=True)
class ListedKey:
    """One key of the log. ``certified``: the current identity vouches for it, for others."""

    key: RingKey
    state: KeyState
    certified: bool


def add(casebook: "Casebook", by: str) -> LogEntry:
    """Make a second key that signs from now on, beside the first; one act.

    The key's file is written first. The identity certifies it when it is opened next.
    """
    by = named(by)
    if len(casebook.ring.active) > 1:
        raise Refused(
            "key.two",
            message("Two keys sign already."),
            message("Retire the older one: “label-desk log key retire”."),
        )
    return casebook.change_keys(Act.KEY_ADD, casebook.make_key(), by)


def retire(casebook: "Casebook", by: str) -> LogEntry:
    """Let the older key sign no more; what it signed before keeps counting."""
    older = _older(casebook)
    return _changed(casebook, Act.KEY_RETIRE, older, named(by))


def report_stolen(casebook: "Casebook", by: str, trusted_size: int) -> LogEntry:
    """Say that the older key counts only for checkpoints of up to ``trusted_size`` entries."""
    older = _older(casebook)
    if not 0 <= trusted_size <= casebook.size:
        raise Refused(
            "key.size",
            message("The log has {count} entries.", count=casebook.size),
            message("Give the number of entries up to which the key was surely yours."),
        )
    return _changed(casebook, Act.KEY_COMPROMISED, older, named(by), trusted_size)


def listed(casebook: "Casebook") -> tuple[ListedKey, ...]:
    """Return all keys, oldest first."""
    office = identity.show(casebook)
    vouched = identity.certified(casebook, office) if office else ()
    return tuple(
        ListedKey(each, _state(casebook, each), each.public in vouched)
        for each in casebook.ring.keys
    )


def in_doubt(casebook: "Casebook") -> tuple[Certificate, ...]:
    """Return the certificates whose checkpoint only a stolen key signed, beyond its size."""
    keys = casebook.ring.keys
    if all(each.trusted is None for each in keys):
        return ()
    return tuple(each for each in casebook.certificates() if not counting(keys, each.proof.size))


def said(listed: ListedKey) -> Message:
    """Return what a key does, as a sentence."""
    key = listed.key
    match listed.state:
        case KeyState.STOLEN:
            return message("reported stolen: counts for the first {count} entries",
                           count=key.trusted)  # fmt: skip
        case KeyState.RETIRED:
            return message("retired: signed the first {count} entries", count=key.end)
        case KeyState.SIGNS_ALONG:
            return message("signs along until it is retired")
    return message("signs since entry {entry}", entry=key.start)


def told(casebook: "Casebook") -> tuple[Message, ...]:
    """Return the keys and what is in doubt as sentences, with the command that changes them."""
    lines = [
        message("Key {id} {state}.", id=each.key.public.id[:16], state=said(each))
        for each in listed(casebook)
    ]
    if doubted := in_doubt(casebook):
        numbers = ", ".join(each.number for each in doubted)
        lines.append(message("In doubt because of the stolen key: {numbers}.", numbers=numbers))
    command = message("“label-desk log key” adds, retires or reports a key.")
    return (*lines, command)


def _state(casebook: "Casebook", key: RingKey) -> KeyState:
    if key.trusted is not None:
        return KeyState.STOLEN
    if key.end is not None:
        return KeyState.RETIRED
    return KeyState.SIGNS if key.public == casebook.public_key else KeyState.SIGNS_ALONG


def _older(casebook: "Casebook") -> RingKey:
    if len(casebook.ring.keys) < 2:
        raise Refused(
            "key.only",
            message("The log has one key only."),
            message("Add the one that follows it first: “label-desk log key add”."),
        )
    return casebook.ring.keys[-2]


def _changed(
    casebook: "Casebook", act: Act, key: RingKey, by: str, trusted: int | None = None
) -> LogEntry:
    try:
        return casebook.change_keys(act, key.public, by, trusted)
    except NotAChange as error:
        raise Refused(
            "key.done",
            message("The older key signs no more already."),
            message("“label-desk log key list” shows the keys."),
        ) from error
