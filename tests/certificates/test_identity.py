"""Identities: made, opened, and refused before they sign."""

from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from app.certificates.identity import OpenIdentity, check_identity, create, open_identity
from app.models.errors import Misused, Refused

FIVE_YEARS = timedelta(days=5 * 365)


def test_a_made_identity_can_sign_for_five_years(identity: OpenIdentity, moment: datetime) -> None:
    facts = identity.facts
    assert facts.subject == "Label Office, The Organisation, NO"
    assert facts.self_signed
    assert len(facts.fingerprint) == 64
    assert facts.not_after - facts.not_before > FIVE_YEARS
    check_identity(identity, moment)


@pytest.mark.parametrize("passphrase", ["wrong", "", "Right passphrase", "right passphrase "])
def test_one_neutral_sentence_for_every_wrong_passphrase(p12: bytes, passphrase: str) -> None:
    with pytest.raises(Refused, match=r"identity\.passphrase") as caught:
        open_identity(p12, passphrase)
    assert str(caught.value.message) == "The identity cannot be opened with this passphrase."


@pytest.mark.parametrize("content", [b"", b"not a file", b"\x30\x82\x00\x01"])
def test_damaged_files_get_the_same_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match=r"identity\.passphrase"):
        open_identity(content, "right passphrase")


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "identity.not-yet-valid"), (6 * 366, "identity.expired")]
)
def test_an_identity_out_of_its_time_is_refused(
    identity: OpenIdentity, moment: datetime, days: int, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        check_identity(identity, moment + timedelta(days=days))


@pytest.mark.parametrize(("name", "passphrase"), [("", "long enough"), ("Office", "abc")])
def test_too_short_words_are_misuse(name: str, passphrase: str, moment: datetime) -> None:
    with pytest.raises(Misused):
        create(name, "Org", "NO", passphrase, moment)


def brought(moment: datetime, *, bits: int = 2048, may_sign: bool = True) -> OpenIdentity:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Brought")])
    usage = x509.KeyUsage(
        digital_signature=may_sign, content_commitment=False, key_encipherment=True,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(7)
        .public_key(key.public_key()).not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1)).add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return OpenIdentity(key, certificate, ())


@pytest.mark.parametrize(
    ("bits", "may_sign", "code"),
    [(2048, False, "identity.usage"), (1024, True, "identity.weak")],
)
def test_wrong_usage_and_weak_keys_are_refused(
    moment: datetime, bits: int, may_sign: bool, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        check_identity(brought(moment, bits=bits, may_sign=may_sign), moment)


def test_a_key_of_another_certificate_is_refused(moment: datetime) -> None:
    one, other = brought(moment), brought(moment)
    with pytest.raises(Refused, match=r"identity\.key"):
        check_identity(OpenIdentity(one.key, other.certificate, ()), moment)
