"""The Merkle tree of RFC 6962: roots, proofs of inclusion, proofs that nothing was changed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256(b"").digest()
_sha256 = hashlib.sha256


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 ‖ left ‖ right)."""
    return _sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the complete subtrees of a tree, largest first: all an append needs.

    There is one hash for each 1 in the binary form of ``size``, so appending is O(log n).
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier with one more leaf hash."""
        hashes, size = list(self.hashes), self.size
        while size & 1:
            leaf = node_hash(hashes.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*hashes, leaf))

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root


@dataclass(slots=True)
class Tree:
    """All nodes in memory, by level; level 0 are the leaf hashes. For proofs."""

    levels: list[list[bytes]] = field(default_factory=lambda: [[]])

    @classmethod
    def of(cls, leaves: Iterable[bytes]) -> "Tree":
        """Build a tree of leaf hashes."""
        tree = cls()
        for leaf in leaves:
            tree.append(leaf)
        return tree

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self.levels[0])

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash and every subtree it completes."""
        level = 0
        self.levels[0].append(leaf)
        while len(self.levels[level]) % 2 == 0:
            node = node_hash(*self.levels[level][-2:])
            level += 1
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(node)

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first ``size`` leaves, by default of all."""
        size = self.size if size is None else size
        self._expect(0 <= size <= self.size)
        return self._root(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the audit path of leaf ``index`` in the tree of the first ``size`` leaves."""
        size = self.size if size is None else size
        self._expect(0 <= index < size <= self.size)
        return tuple(self._path(index, 0, size))

    def consistency_proof(self, old: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the tree of ``old`` leaves is a prefix of that of ``size``."""
        size = self.size if size is None else size
        self._expect(0 <= old <= size <= self.size)
        return () if old in {0, size} else tuple(self._subproof(old, 0, size, whole=True))

    def _root(self, start: int, end: int) -> bytes:
        count = end - start
        level = count.bit_length() - 1
        if count == 1 << level:  # starts are multiples of the largest power of two below
            return self.levels[level][start >> level]
        middle = start + _split(count)
        return node_hash(self._root(start, middle), self._root(middle, end))

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._root(middle, end)]
        return [*self._path(index, middle, end), self._root(start, middle)]

    def _subproof(self, old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        if old == end:
            return [] if whole else [self._root(start, end)]
        middle = start + _split(end - start)
        if old <= middle:
            left = self._subproof(old, start, middle, whole=whole)
            return [*left, self._root(middle, end)]
        right = self._subproof(old, middle, end, whole=False)
        return [*right, self._root(start, middle)]

    @staticmethod
    def _expect(holds: bool) -> None:
        if not holds:
            raise IndexError("outside the tree")


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Check that ``leaf`` is entry ``index`` of this tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, computed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(
    old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes
) -> bool:
    """Check that the tree of ``old`` leaves is a prefix of the newer one (RFC 9162 2.1.4.2)."""
    if old == size:
        return not path and old_root == root
    if not 0 < old < size:
        return old == 0 and not path and old_root == EMPTY_ROOT
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    return bool(steps) and _climb(old, size, steps) == (old_root, root)


def _climb(old: int, size: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return both roots as the proof gives them; None when its length does not fit."""
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return (first, second) if last == 0 else None


def _split(count: int) -> int:
    """Return the largest power of two smaller than ``count``."""
    return 1 << ((count - 1).bit_length() - 1)
