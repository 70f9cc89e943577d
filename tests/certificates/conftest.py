"""An identity and a signed certificate, made once for all tests of this folder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.certificates.code import claims_of, unsigned
from app.certificates.draw import draw
from app.certificates.identity import OpenIdentity, create, open_identity
from app.certificates.seal import sign
from app.log import LogKey, Tree, leaf_hash, sign_checkpoint, tlog_proof
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.identifiers import CertificateNumber

MOMENT = datetime(2026, 11, 14, 12, 0, tzinfo=timezone(timedelta(hours=1)))
ROOT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
WORDS = PrintedWords(
    number=CertificateNumber("NO-NQL-2026-000131"), languages=("nb", "en"),
    label={"en": "National Quality Label", "nb": "Nasjonalt kvalitetsmerke"},
    recipient="Solveig Hansen", school="Ringve skole", city="Trondheim", country="NO",
    season="2026 / 2027",
    organisation={"en": "Support Organisation", "nb": "Den nasjonale støtteorganisasjonen"},
    place="Trondheim", signatory="Kari Nordmann", role={"en": "Head", "nb": "Leder"},
    decided_on=date(2026, 11, 10), issued_on=date(2026, 11, 14), for_school=False,
    project="Stemmer fra elva", partner_countries=("PT", "EE"),
)  # fmt: skip
PROOF = LogProof("label-desk.example/no", 131, 140, ROOT, "c2sp.org/tlog-proof@v1\nindex 131\n")
LEAF = b'{"act":"decide"}'


KEY = LogKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def code_for(words: PrintedWords, proof: LogProof) -> PaperCode:
    """Return the signed code of a certificate."""
    made = unsigned(claims_of(words, "nql-2022", proof), KEY.public)
    return PaperCode(made.signed(KEY.sign_code(made.to_sign)).text, KEY.public.text)


def real_proof() -> LogProof:
    """Return the proof of ``LEAF`` as the third of five entries."""
    tree = Tree.of(leaf_hash(LEAF if index == 2 else b"other %d" % index) for index in range(5))
    checkpoint = sign_checkpoint(KEY, "label-desk.example/no", 5, tree.root())
    text = tlog_proof(2, tree.inclusion_proof(2), checkpoint)
    return LogProof("label-desk.example/no", 2, 5, tree.root().hex(), text)


@pytest.fixture(scope="session")
def moment() -> datetime:
    return MOMENT


@pytest.fixture(scope="session")
def words() -> Callable[..., PrintedWords]:
    """Return valid words with the given ones changed."""
    return lambda **changed: replace(WORDS, **changed)


@pytest.fixture(scope="session")
def proof() -> LogProof:
    return PROOF


@pytest.fixture(scope="session")
def code_of() -> Callable[[PrintedWords, LogProof], PaperCode]:
    """Return what makes the code of a certificate."""
    return code_for


@pytest.fixture(scope="session")
def log_key() -> LogKey:
    return KEY


@pytest.fixture(scope="session")
def p12() -> bytes:
    return create("Label Office", "The Organisation", "NO", "right passphrase", MOMENT)


@pytest.fixture(scope="session")
def identity(p12: bytes) -> OpenIdentity:
    return open_identity(p12, "right passphrase")


@pytest.fixture(scope="session")
def signed(identity: OpenIdentity) -> bytes:
    proof = real_proof()
    drawn = draw(WORDS, proof, MOMENT, leaf=LEAF, code=code_for(WORDS, proof))
    return sign(drawn.pdf, identity, MOMENT)


@pytest.fixture(scope="session")
def trusted(identity: OpenIdentity) -> tuple[str, ...]:
    return (identity.facts.certificate_pem,)
