"""Sealing: by RSA and by elliptic curve, with a chain; never with a key that must not."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.certificates.check import check
from app.certificates.draw import draw
from app.certificates.identity import OpenIdentity
from app.certificates.reading import read_seal
from app.certificates.seal import sign
from app.models.certificate import LogProof, PrintedWords, Verdict
from app.models.errors import Refused


def issued(moment: datetime, issuer: OpenIdentity | None, name: str) -> OpenIdentity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    above = issuer.certificate.subject if issuer else subject
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(above)
        .serial_number(x509.random_serial_number()).public_key(key.public_key())
        .not_valid_before(moment - timedelta(days=1)).not_valid_after(moment + timedelta(days=99))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .sign(issuer.key if issuer else key, hashes.SHA256())
    )  # fmt: skip
    return OpenIdentity(key, certificate, (issuer.certificate,) if issuer else ())


@pytest.fixture(scope="module")
def drawn(words: Callable[..., PrintedWords], proof: LogProof, moment: datetime) -> bytes:
    return draw(words(), proof, moment).pdf


def test_what_was_drawn_is_kept_and_only_added_to(drawn: bytes, signed: bytes) -> None:
    assert len(signed) < 50_000
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 1
        assert pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1
    assert signed[:100] == drawn[:100]


def test_the_claimed_time_is_the_one_given(signed: bytes, moment: datetime) -> None:
    assert read_seal(signed).signed_at == moment


def test_a_curve_identity_under_an_authority_is_trusted_by_both(
    drawn: bytes, moment: datetime
) -> None:
    authority = issued(moment, None, "Authority")
    member = issued(moment, authority, "Member")
    sealed = sign(drawn, member, moment)
    for trusted in (authority, member):
        answer = check(sealed, [trusted.facts.certificate_pem], moment)
        assert answer.verdict is Verdict.VALID
    assert check(sealed, [], moment).verdict is Verdict.RESTRICTED


def test_an_expired_identity_signs_nothing(
    drawn: bytes, identity: OpenIdentity, moment: datetime
) -> None:
    with pytest.raises(Refused, match=r"identity\.expired"):
        sign(drawn, identity, moment + timedelta(days=3000))
