"""Signed checkpoints and proofs as text: C2SP's formats, read strictly."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.log import (
    LogKey,
    NotACheckpoint,
    PublicKey,
    Tree,
    leaf_hash,
    parse_checkpoint,
    parse_tlog_proof,
    sign_checkpoint,
    tlog_proof,
    verify_checkpoint,
)

KEY = LogKey.generate()
ORIGIN = "label-desk/3f2a9c0d1e4b5a67"
ROOT = bytes(range(32))
NOTE = sign_checkpoint(KEY, ORIGIN, 131, ROOT)

# The example of C2SP signed-note (golang.org/x/mod/sumdb/note), signed by PeterNeumann.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)


def test_a_checkpoint_states_origin_size_and_root():
    stated = verify_checkpoint(NOTE, KEY.public)
    assert (stated.origin, stated.size, stated.root) == (ORIGIN, 131, ROOT)


def test_another_implementations_signature_is_valid():
    name, key_id, code = GO_KEY.split("+", 2)
    key = PublicKey(base64.b64decode(code)[1:])
    signature = base64.b64decode(GO_SIGNATURE)
    assert (key.note_id(name).hex(), signature[:4].hex()) == (key_id, key_id)
    assert key.verifies(signature[4:], GO_TEXT.encode())
    assert key.verifier(name) == GO_KEY


def test_another_key_did_not_sign():
    assert verify_checkpoint(NOTE, LogKey.generate().public) is None


@pytest.mark.parametrize(("old", "new"), [("131", "132"), ("3f2a", "3f2b"), ("AAEC", "AAED")])
def test_a_changed_word_is_not_signed(old, new):
    assert verify_checkpoint(NOTE.replace(old, new, 1), KEY.public) is None


def test_lines_of_others_are_ignored():
    more = NOTE + "— witness.example " + base64.b64encode(b"abcd" + bytes(64)).decode() + "\n"
    assert verify_checkpoint(more, KEY.public).size == 131


@pytest.mark.parametrize(
    "note",
    ["", "a\n1\n", NOTE[:-1], NOTE.replace("131", "0131"), NOTE.replace("131", "x"),
     NOTE.replace("131", "-1"), NOTE.replace("131", "1" * 5000), NOTE.replace("— ", "- "),
     NOTE.replace("=\n\n", "\n\n"), NOTE.replace("\n\n", "\n"), "\n\n" + NOTE, NOTE * 1000,
     NOTE.replace("131", "١٣١")],
)  # fmt: skip
def test_a_malformed_note_is_refused(note):
    with pytest.raises(NotACheckpoint):
        parse_checkpoint(note)


@given(st.text())
def test_any_text_is_a_checkpoint_or_not_one(text):
    for parse in (parse_checkpoint, parse_tlog_proof):
        with pytest.raises(NotACheckpoint):
            parse(text)


def test_a_key_survives_as_text():
    assert LogKey.of_pem(KEY.pem()).public == KEY.public == PublicKey.of_text(KEY.public.text)


@pytest.mark.parametrize("data", [b"", b"-----BEGIN PRIVATE KEY-----\nx\n"])
def test_what_is_no_key_is_told(data):
    with pytest.raises(ValueError, match=r"."):
        LogKey.of_pem(data)


def proof(index, size):
    tree = Tree.of(leaf_hash(bytes([number])) for number in range(size))
    note = sign_checkpoint(KEY, ORIGIN, size, tree.root())
    return tlog_proof(index, tree.inclusion_proof(index), note)


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (6, 7), (3, 8), (99, 100)])
def test_a_proof_travels_as_text(index, size):
    parsed = parse_tlog_proof(proof(index, size))
    assert parsed.proves(leaf_hash(bytes([index])), KEY.public)
    assert not parsed.proves(leaf_hash(b"other"), KEY.public)
    assert not parsed.proves(leaf_hash(bytes([index])), LogKey.generate().public)


def test_extra_words_in_a_proof_are_ignored():
    text = proof(3, 8).replace("index", "extra YWJj\nindex", 1)
    assert parse_tlog_proof(text).index == 3


@pytest.mark.parametrize(("old", "new"), [("index 3", "index -3"), ("index 3", "index x"),
                                      ("@v1", "@v2"), ("index 3\n", "")])  # fmt: skip
def test_a_malformed_proof_is_refused(old, new):
    with pytest.raises(NotACheckpoint):
        parse_tlog_proof(proof(3, 8).replace(old, new, 1))
