"""Signing with a key on a smart card, played by SoftHSM."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app.casework import issue, keep
from app.casework.press import Press
from app.models.case import CaseRef
from app.models.errors import Unavailable
from app.models.identifiers import CaseId
from tests.flows.cli.issuers import Issuer, signed
from tests.flows.cli.office import NQL, Office, points

UTIL = shutil.which("softhsm2-util")
MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), *Path("/usr/lib").glob("*/softhsm/*.so")]
MODULE = next((each for each in MODULES if each.exists()), None)
pytestmark = pytest.mark.skipif(
    UTIL is None or MODULE is None, reason="SoftHSM (Debian softhsm2) is not installed"
)
PIN, LABEL = "482913", "Office card"
KEYS = {
    "rsa": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
}


PUT = """
import sys
from pkcs11 import Attribute, lib
from pkcs11.util.x509 import decode_x509_certificate
module, label, pin, der = sys.argv[1:]
with lib(module).get_token(token_label=label).open(user_pin=pin, rw=True) as session:
    found = decode_x509_certificate(bytes.fromhex(der), extended_set=False)
    session.create_object(found | {Attribute.ID: b"\\1", Attribute.TOKEN: True})
"""
"""Puts a certificate on the card; its own tool cannot. A library reads its settings only once."""


def util(*words: object) -> None:
    subprocess.run([str(UTIL), *map(str, words)], check=True, capture_output=True)


class Card:
    """A card with one key and its certificate, made outside and put on it."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.tokens = folder / "tokens"
        self.tokens.mkdir(parents=True)
        config = folder / "softhsm2.conf"
        config.write_text(f"directories.tokendir = {self.tokens}\nobjectstore.backend = file\n")
        os.environ["SOFTHSM2_CONF"] = str(config)
        util("--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "12345678")
        key: Any = KEYS[kind]()
        issuer = Issuer.root("Card Root")
        self.certificate = signed("Kari Nord", key.public_key(), "Card Root", issuer.key, ca=False)
        plain = folder / "key.pem"
        plain.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        util("--import", plain, "--token", LABEL, "--label", "key", "--id", "01", "--pin", PIN)
        der = self.certificate.public_bytes(Encoding.DER).hex()
        words = (sys.executable, "-c", PUT, str(MODULE), LABEL, PIN, der)
        subprocess.run(words, check=True, capture_output=True)

    def is_taken_out(self) -> None:
        """Take the card out while it is open."""
        shutil.rmtree(self.tokens)
        self.tokens.mkdir()


@pytest.fixture(params=sorted(KEYS))
def card(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> Iterator[Card]:
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", PIN)
    return Card(tmp_path / "card", request.param)


@pytest.fixture
def granted(ready: Office, card: Card) -> Office:
    """An office that granted the quality label, and signs with a card."""
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    ready.does("identity", "card", "--module", MODULE, "--force")
    return ready


def test_the_key_on_the_card_signs(granted: Office, card: Card) -> None:
    shown = granted.does("identity", "show")
    fingerprint = hashlib.sha256(card.certificate.public_bytes(Encoding.DER)).hexdigest()
    assert (shown["fingerprint"], shown["on_card"]) == (fingerprint, True)
    assert shown["certifies_log"] is True
    assert not (granted.casebook / "identity.p12").exists()
    assert list(granted.casebook.glob("identity-before-*.p12"))
    granted.does("certify", NQL, "-o", granted.path("c.pdf"))
    found = granted.does("verify", granted.path("c.pdf"))
    assert (found["verdict"], found["signer"]) == ("valid", "Kari Nord")
    assert granted.asks("identity", "backup", "-o", granted.path("x")).code == "identity.on-card"


def test_a_wrong_pin_gets_the_neutral_sentence_and_nothing_is_logged(
    granted: Office, monkeypatch
) -> None:
    acts = granted.acts()
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", "000000")
    refused = granted.asks("certify", NQL, "-o", granted.path("c.pdf"))
    assert (refused.status, refused.code) == (1, "identity.passphrase")
    assert granted.acts() == acts


def test_a_card_that_is_taken_out_signs_nothing_and_signs_again_when_it_is_back(
    granted: Office, card: Card
) -> None:
    acts, aside = granted.acts(), card.tokens.with_name("aside")
    shutil.copytree(card.tokens, aside)
    ref = CaseRef(CaseId(NQL))
    with keep.open_casebook(granted.casebook) as casebook, Press() as press:
        issue.open_identity(casebook, press, PIN, None)
        card.is_taken_out()
        with pytest.raises(Unavailable, match=r"identity\.card-gone"):
            issue.certify(casebook, press, ref)
        assert press.identity is None
        shutil.rmtree(card.tokens)
        shutil.copytree(aside, card.tokens)
    assert granted.acts() == acts
    granted.does("certify", NQL, "-o", granted.path("c.pdf"))
    assert granted.does("verify", granted.path("c.pdf"))["verdict"] == "valid"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--module", "/nowhere.so"), "identity.card-module"),
        (("--module", MODULE, "--token", "Another"), "identity.no-card"),
        (("--module", MODULE, "--key-id", "ff"), "identity.card-key"),
    ],
)
def test_what_is_not_there_is_told(ready: Office, card: Card, words, code: str) -> None:
    assert card.tokens.exists()
    refused = ready.asks("identity", "card", *words, "--force")
    assert refused.code == code
    assert ready.does("identity", "show")["on_card"] is False
