"""Five answers; and no change of any byte is ever called valid."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.certificates.check import check
from app.certificates.draw import draw
from app.certificates.identity import OpenIdentity, create, open_identity
from app.certificates.seal import sign
from app.models.certificate import LogProof, PrintedWords, Verdict
from app.models.errors import Misused
from tests.certificates.conftest import LEAF, PROOF, code_for
from tests.certificates.test_layout import ARABIC, PORTRAIT

Trusted = Sequence[str]
REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "pdf"
GOOD = {Verdict.VALID, Verdict.WARNINGS, Verdict.RESTRICTED}


def test_a_whole_file_of_a_known_signer_is_valid(
    signed: bytes, trusted: Trusted, moment: datetime
) -> None:
    answer = check(signed, trusted, moment)
    assert answer.verdict is Verdict.VALID
    assert answer.signer == "Label Office, The Organisation, NO"
    assert answer.content["recipient"] == "Solveig Hansen"
    assert answer.content["log_index"] == "2"


def test_a_proof_of_another_entry_gives_a_warning(
    words: Callable[..., PrintedWords],
    proof: LogProof,
    identity: OpenIdentity,
    trusted: Trusted,
    moment: datetime,
) -> None:
    sealed = sign(draw(words(), proof, moment, leaf=b"{}").pdf, identity, moment)
    answer = check(sealed, trusted, moment)
    assert answer.verdict is Verdict.WARNINGS
    assert "does not fit" in str(answer.reasons[1])


def test_an_unknown_signer_is_restricted(signed: bytes, moment: datetime) -> None:
    assert check(signed, [], moment).verdict is Verdict.RESTRICTED


@pytest.mark.parametrize("days", [5 * 365 - 20, 6 * 366, -2])
def test_an_identity_near_or_beyond_its_end_gives_a_warning(
    signed: bytes, trusted: Trusted, moment: datetime, days: int
) -> None:
    answer = check(signed, trusted, moment + timedelta(days=days))
    assert answer.verdict is Verdict.WARNINGS
    assert len(answer.reasons) == 2


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"%PDF-1.7\n%%EOF\n"])
def test_what_has_no_signature_is_unknown(
    content: bytes, trusted: Trusted, moment: datetime
) -> None:
    assert check(content, trusted, moment).verdict is Verdict.UNKNOWN


def test_an_unsigned_certificate_is_unknown(
    words: Callable[..., PrintedWords], proof: LogProof, trusted: Trusted, moment: datetime
) -> None:
    assert check(draw(words(), proof, moment).pdf, trusted, moment).verdict is Verdict.UNKNOWN


def test_a_trusted_file_that_is_no_certificate_is_misuse(signed: bytes, moment: datetime) -> None:
    with pytest.raises(Misused, match=r"verify\.trust"):
        check(signed, ["not a certificate"], moment)


def test_a_forgery_under_another_key_is_only_restricted(
    words: Callable[..., PrintedWords], proof: LogProof, trusted: Trusted, moment: datetime
) -> None:
    other = open_identity(create("Label Office", "The Organisation", "NO", "demo", moment), "demo")
    forged = sign(draw(words(recipient="Someone Else"), proof, moment).pdf, other, moment)
    assert check(forged, trusted, moment).verdict is Verdict.RESTRICTED


def gap(signed: bytes) -> tuple[int, int]:
    """Return where the seal's value begins and ends."""
    start = signed.index(b"/Contents <3") + len(b"/Contents ")
    return start, signed.index(b">", start) + 1


def structured(signed: bytes) -> dict[str, bytes]:
    """Return changes a careful forger would try."""
    start, end = gap(signed)
    value = signed[start:end]
    return {
        "newline": signed + b"\n",
        "zero": signed + b"\0",
        "update": signed + b"9 0 obj\n<<>>\nendobj\nxref\n0 0\ntrailer\n<<>>\n%%EOF\n",
        "second": signed + signed[signed.rindex(b"/ByteRange") - 30 :],
        "cut": signed[:-1],
        "before": b"\n" + signed,
        "small letters": signed[:start] + value.lower() + signed[end:],
        "padding": signed[:start] + value[:-2] + b"1>" + signed[end:],
        "space in value": signed[:start] + value[:-3] + b"0 >" + signed[end:],
        "shorter value": signed[:start] + value[:-3] + b">" + signed[end:],
        "range": signed.replace(b"/ByteRange [0 ", b"/ByteRange [00", 1),
        "title": signed.replace(b"Solveig", b"Solvejg"),
        "xref": signed.replace(b"startxref", b"startXref"),
        "no value": signed[:start] + b"<" + b"0" * (len(value) - 2) + b">" + signed[end:],
        "empty": signed[:start] + b"<>" + signed[end:],
    }


def test_no_structured_change_is_called_good(
    signed: bytes, trusted: Trusted, moment: datetime
) -> None:
    for name, changed in structured(signed).items():
        assert changed != signed, name
        assert check(changed, trusted, moment).verdict is Verdict.INVALID, name


def mutated(signed: bytes, chance: random.Random) -> bytes:
    """Return the file with one random change: a bit, a byte, a cut, an insertion, a swap."""
    start, end = gap(signed)
    place = chance.randrange(start, end) if chance.random() < 0.4 else chance.randrange(len(signed))
    length = chance.choice((1, 1, 2, 16))
    piece = signed[place : place + length]
    kind = chance.randrange(5)
    if kind == 0:
        piece = bytes([piece[0] ^ (1 << chance.randrange(8))]) + piece[1:]
    elif kind == 1:
        piece = chance.randbytes(len(piece))
    elif kind == 2:
        piece = b""
    elif kind == 3:
        piece += chance.choice((b"\n", b" ", b"0", b"%%EOF", piece))
    else:
        piece = piece.swapcase()
    return signed[:place] + piece + signed[place + length :]


def called_good(
    signed: bytes, trusted: Trusted, moment: datetime, count: int, seed: int
) -> list[bytes]:
    chance = random.Random(seed)
    changes = (mutated(signed, chance) for _ in range(count))
    return [
        changed
        for changed in changes
        if changed != signed and check(changed, trusted, moment).verdict in GOOD
    ]


def test_no_random_change_is_called_good(signed: bytes, trusted: Trusted, moment: datetime) -> None:
    assert called_good(signed, trusted, moment, 500, 1) == []


@pytest.mark.parametrize("text", [PORTRAIT, ARABIC])
def test_no_random_change_of_another_layout_is_called_good(
    words: Callable[..., PrintedWords], identity: OpenIdentity, trusted: Trusted,
    moment: datetime, text: str,
) -> None:  # fmt: skip
    languages = ("ar", "en") if text == ARABIC else ("nb", "en")
    stated = words(recipient="محمد عبد الله", languages=languages)
    drawn = draw(stated, PROOF, moment, leaf=LEAF, code=code_for(stated, PROOF), layout=text)
    pdf = sign(drawn.pdf, identity, moment)
    assert check(pdf, trusted, moment).verdict in GOOD
    assert called_good(pdf, trusted, moment, 60, 3) == []


@pytest.mark.long
def test_no_random_change_of_very_many_is_called_good(
    signed: bytes, trusted: Trusted, moment: datetime
) -> None:
    assert called_good(signed, trusted, moment, 10_000, 2) == []


@pytest.mark.parametrize("kind", [b"03", b"1E", b"17", b"30"])
def test_a_name_of_another_kind_is_told_and_no_fault(
    signed: bytes, trusted: Trusted, moment: datetime, kind: bytes
) -> None:
    """A country as a string of bits once made the library raise what nobody expected."""
    changed = signed.replace(b"060355040613", b"0603550406" + kind)
    assert changed != signed
    assert check(changed, trusted, moment).verdict not in GOOD


def test_every_single_bit_of_the_seal_counts(
    signed: bytes, trusted: Trusted, moment: datetime
) -> None:
    start, _ = gap(signed)
    for place in range(start, start + 4200, 37):
        changed = bytearray(signed)
        changed[place] = ord("F") if changed[place] != ord("F") else ord("0")
        assert check(bytes(changed), trusted, moment).verdict not in GOOD


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real files is not here")
def test_real_files_of_others_get_an_answer(trusted: Trusted, moment: datetime) -> None:
    for file in REAL.rglob("*.pdf"):
        assert check(file.read_bytes(), trusted, moment).verdict not in GOOD


def test_a_second_signature_is_invalid(
    signed: bytes, identity: OpenIdentity, trusted: Trusted, moment: datetime
) -> None:
    start, end = gap(signed)
    appended = signed + b"\n/ByteRange [0 1 2 3] /Contents " + signed[start:end] + b"\n%%EOF\n"
    answer = check(appended, trusted, moment)
    assert answer.verdict is Verdict.INVALID
    assert "more than one signature" in str(answer.reasons[0])


def test_a_certificate_of_the_first_version_is_still_valid(moment: datetime) -> None:
    samples = Path(__file__).resolve().parents[1] / "samples" / "certificates"
    trusted = [(samples / "record-1.pem").read_text()]
    answer = check((samples / "record-1.pdf").read_bytes(), trusted, moment)
    assert answer.verdict is Verdict.VALID
    assert answer.content["recipient"] == "Solveig Hansen"
