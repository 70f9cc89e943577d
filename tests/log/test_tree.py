"""The hash tree: RFC 6962's vectors, and that proofs hold exactly for what they prove."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.log import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

# The leaves and roots that Certificate Transparency's own tests use.
VECTORS = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                 "606162636465666768696a6b6c6d6e6f")
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves(count):
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


SIZES = st.integers(1, 130)


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_vectors(size):
    tree = Tree.of(leaf_hash(each) for each in VECTORS)
    assert tree.root(size).hex() == ROOTS[size - 1]


def test_the_empty_root():
    assert Tree().root() == Frontier().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@given(SIZES)
def test_the_frontier_knows_the_same_roots(size):
    frontier, tree = Frontier(), Tree.of(leaves(size))
    for count, leaf in enumerate(leaves(size), 1):
        frontier = frontier.append(leaf)
        assert (frontier.size, frontier.root()) == (count, tree.root(count))


@given(SIZES)
def test_the_frontier_stays_small(size):
    frontier = Frontier()
    for leaf in leaves(size):
        frontier = frontier.append(leaf)
    assert len(frontier.hashes) == size.bit_count()


@given(SIZES, st.data())
def test_inclusion_is_proved(size, data):
    index = data.draw(st.integers(0, size - 1))
    tree = Tree.of(leaves(size + 3))
    path = tree.inclusion_proof(index, size)
    assert verify_inclusion(leaves(size)[index], index, size, path, tree.root(size))
    assert len(path) <= (size - 1).bit_length()


@given(st.integers(2, 60), st.data())
def test_nothing_else_is_proved(size, data):
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda each: each != index))
    tree = Tree.of(leaves(size))
    path, root = tree.inclusion_proof(index), tree.root()
    leaf = leaves(size)[index]
    assert not verify_inclusion(leaf, other, size, path, root)
    assert not verify_inclusion(leaves(size)[other], index, size, path, root)
    assert not verify_inclusion(leaf, index, size, path[:-1], root)
    assert not verify_inclusion(leaf, index, size, (*path, leaf), root)


@given(SIZES, st.data())
def test_consistency_is_proved(size, data):
    old = data.draw(st.integers(0, size))
    tree = Tree.of(leaves(size))
    path = tree.consistency_proof(old, size)
    assert verify_consistency(old, size, path, tree.root(old), tree.root(size))


@given(st.integers(2, 60), st.data())
def test_another_history_is_not_consistent(size, data):
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    tree = Tree.of(leaves(size))
    forked = leaves(size)
    forked[changed] = leaf_hash(b"something else")
    fork = Tree.of(forked)
    path = fork.consistency_proof(old, size)
    assert not verify_consistency(old, size, path, tree.root(old), fork.root())
    assert not verify_consistency(old, size, path[:-1], fork.root(old), fork.root())


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 9), (0, 0)])
def test_outside_the_tree_is_an_error(index, size):
    with pytest.raises(IndexError):
        Tree.of(leaves(5)).inclusion_proof(index, size)


@pytest.mark.parametrize(("old", "size"), [(4, 3), (0, 9)])
def test_a_shorter_tree_is_not_newer(old, size):
    with pytest.raises(IndexError):
        Tree.of(leaves(5)).consistency_proof(old, size)
    assert not verify_consistency(4, 3, (), EMPTY_ROOT, EMPTY_ROOT)
