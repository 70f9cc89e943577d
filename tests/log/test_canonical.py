"""Canonical JSON: one value, one form; and the commitments made of it."""

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.log import NotCanonical, canonical, commit, leaf_hash
from app.log.canonical import is_canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_the_form_is_that_of_rfc_8785(value):
    assert canonical(value, exact=True) == rfc8785.dumps(value)


@given(VALUES)
def test_the_form_leads_back_to_the_value(value):
    assert json.loads(canonical(value, exact=True)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_strangers_numbers_have_one_form(number):
    assert canonical([number], exact=True) == rfc8785.dumps([number])


@pytest.mark.parametrize(
    "value",
    [1.0, [0.5], {"a": 1e3}, 2**53, -(2**53), "e\u0301", {"e\u0301": 1}, "\ud800", {1: 2}, b"x",
     float("nan"), {"a": {"å": ["\u0061\u030a"]}}],
    ids=repr,
)  # fmt: skip
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_deep_nesting_is_refused_not_a_fault():
    value = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "data",
    [b'{"a":1.0}', b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"01", b'"\\u0041"',
     '"e\u0301"'.encode(), b'{"a":1}\n', b"\xff", b""],
    ids=repr,
)  # fmt: skip
def test_other_forms_are_told_apart(data):
    assert not is_canonical(data)


def test_keys_are_sorted_as_utf_16():
    assert canonical({"\uff9e": 2, "\U0001f600": 1}) == '{"\U0001f600":1,"\uff9e":2}'.encode()


def test_a_commitment_binds_salt_field_and_value():
    salt = bytes(range(32))
    digest = commit(salt, "decision.reason", b'"Nei"')
    assert digest == hashlib.sha256(salt + b'\x00decision.reason\x00"Nei"').hexdigest()


@given(st.binary(min_size=32, max_size=32), TEXT, TEXT, st.binary(), st.binary())
def test_different_contents_have_different_commitments(salt, field, other, value, more):
    same = (field, value) == (other, more)
    assert (commit(salt, field, value) == commit(salt, other, more)) is same


def test_a_leaf_is_no_node():
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
