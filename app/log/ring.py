"""Which keys sign a log, and whose signatures count: a ring that entries about keys change.

At most two keys sign at a time: the newest, and the one before it until it is retired or reported
stolen. Sizes are numbers of entries, as checkpoints state them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.log.checkpoint import PublicKey


class NotAChange(ValueError):
    """A key entry does not fit the keys there are."""


@dataclass(frozen=True, slots=True)
class RingKey:
    """A key, and for which sizes it signs: more than ``start`` entries, ``end`` at the most.

    ``trusted``: it was reported stolen, and its signatures count up to that size only.
    """

    public: PublicKey
    start: int = 0
    end: int | None = None
    trusted: int | None = None

    def counts(self, size: int) -> bool:
        """Tell whether its signature proves anything of a checkpoint of this size."""
        return self.start < size and all(
            size <= limit for limit in (self.end, self.trusted) if limit is not None
        )

    def is_doubted(self, size: int) -> bool:
        """Tell whether a signature of this size may be a thief's."""
        return self.trusted is not None and size > self.trusted


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of a log, oldest first. Each change tells the index of its entry."""

    keys: tuple[RingKey, ...]

    @classmethod
    def of(cls, public: PublicKey) -> "KeyRing":
        """Return the ring of a log that has had one key."""
        return cls((RingKey(public),))

    @property
    def current(self) -> PublicKey:
        """The key that signs codes and leaves now."""
        return self.keys[-1].public

    @property
    def active(self) -> tuple[PublicKey, ...]:
        """The keys that sign checkpoints now, the newest first."""
        return tuple(each.public for each in reversed(self.keys) if each.end is None)

    def later(self, public: PublicKey) -> PublicKey | None:
        """Return a key that was added later; None for the first one."""
        return None if public == self.keys[0].public else public

    def added(self, public: PublicKey, index: int) -> "KeyRing":
        """Return the ring after ``key-add``; raises NotAChange while two keys sign."""
        if len(self.active) > 1 or any(each.public == public for each in self.keys):
            raise NotAChange("the older key must be retired first")
        return KeyRing((*self.keys, RingKey(public, index)))

    def retired(self, index: int) -> "KeyRing":
        """Return the ring after ``key-retire``: the older key signs no more."""
        if len(self.active) != 2:
            raise NotAChange("a newer key must be added first")
        return self._older(replace(self.keys[-2], end=index))

    def stolen(self, trusted: int, index: int) -> "KeyRing":
        """Return the ring after ``key-compromised``: the older key counts up to ``trusted``."""
        if len(self.keys) < 2 or not 0 <= trusted <= index:
            raise NotAChange("a newer key must be added first")
        older = self.keys[-2]
        if older.trusted is not None:
            raise NotAChange("the older key was reported already")
        end = index if older.end is None else older.end
        return self._older(replace(older, end=end, trusted=trusted))

    def _older(self, changed: RingKey) -> "KeyRing":
        return KeyRing((*self.keys[:-2], changed, self.keys[-1]))


def counting(keys: Iterable[RingKey], size: int) -> tuple[PublicKey, ...]:
    """Return the keys whose signatures count for a size; of two opinions the stricter holds."""
    known = tuple(keys)
    refused = {each.public.raw for each in known if not each.counts(size)}
    return tuple(each.public for each in known if each.public.raw not in refused)


def doubted(keys: Iterable[RingKey], size: int) -> tuple[RingKey, ...]:
    """Return the keys whose signatures of this size may be a thief's."""
    return tuple(each for each in keys if each.is_doubted(size))
