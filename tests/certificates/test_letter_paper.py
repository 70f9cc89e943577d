"""Letters on paper: tagged, archival, the same bytes twice; signed and checked as certificates."""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.certificates.check import check
from app.certificates.identity import OpenIdentity
from app.certificates.letter_page import page_of
from app.certificates.letter_paper import draw_letter, read_facts
from app.certificates.seal import sign
from app.models.assessment import Outcome
from app.models.certificate import Verdict
from app.models.errors import Refused
from app.models.letter import LetterContent, LetterFacts, LetterPaper, LetterRow
from app.models.message import message

GOOD = {Verdict.VALID, Verdict.WARNINGS, Verdict.RESTRICTED}
NOTE = "Feltrapport.pdf, side 7: Vi fant ikke hvem som gjorde hva. "
ROWS = tuple(
    row
    for number in range(1, 6)
    for row in (
        LetterRow(f"{number} Samarbeid", Fraction(7, 2), Fraction(5), is_group=True),
        LetterRow(f"{number}a Felles arbeid", Fraction(4), Fraction(5), Fraction(3), met=True),
        LetterRow(f"{number}b Rolle", Fraction(2), Fraction(5), Fraction(3), False, NOTE),
        LetterRow(f"{number}c Verktøy", None, Fraction(5)),
    )
)
CONTENT = LetterContent(
    "nb", "Direktoratet", "Trondheim", date(2026, 11, 14), "Solveig Hansen", "Ringve skole",
    "NO-1", "Stemmer fra elva", "Nasjonalt kvalitetsmerke", Outcome.REFUSE, ROWS,
    explanation=(message("Two minimums are not met."),), reason="Se 1b.\n\nSe 2b.",
    changes=(message("{way}", way="1b fra 2 til 3"),),
    total=Fraction(35, 2), maximum=Fraction(25), minimum_total=Fraction(20),
    may_apply_again=True, signatory="Kari Nordmann", role="Rådgiver",
)  # fmt: skip


def paper(*contents: LetterContent, **changed: str) -> LetterPaper:
    """Return a letter on paper with a part for each content."""
    facts = LetterFacts(
        "NO-1", "Nasjonalt kvalitetsmerke", "Solveig Hansen", "Ringve skole", "Stemmer fra elva",
        Outcome.REFUSE, date(2026, 11, 14), tuple(each.language for each in contents),
    )  # fmt: skip
    return LetterPaper(replace(facts, **changed), tuple(page_of(each) for each in contents))


def text_of(content: bytes) -> str:
    """Return the text of all pages on one line."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [pdf[index].get_textpage().get_text_range() for index in range(len(pdf))]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("outcome", [Outcome.GRANT, Outcome.REFUSE, Outcome.RETURN])
def test_every_outcome_is_tagged_and_archival(
    outcome: Outcome,
    moment: datetime,
    checked: Callable[[bytes], None],
    archival: Callable[[bytes], None],
) -> None:
    drawn = draw_letter(paper(replace(CONTENT, outcome=outcome)), moment)
    checked(drawn)
    archival(drawn)


def test_everything_is_on_the_pages_in_words(moment: datetime) -> None:
    text = text_of(draw_letter(paper(replace(CONTENT, language="en", is_sample=True)), moment))
    for words in (
        "Direktoratet", "Solveig Hansen", "Trondheim, 14 November 2026", "Two minimums",
        "Se 2b.", "3.5 of 5", "met", "not met", NOTE.strip(), "17.5 of 25", "1b fra 2 til 3",
        "You can apply again", "Kari Nordmann", "Rådgiver", "sealed electronically", "Sample",
    ):  # fmt: skip
        assert words in text


def test_the_same_letter_has_the_same_bytes(moment: datetime) -> None:
    assert draw_letter(paper(CONTENT), moment) == draw_letter(paper(CONTENT), moment)


def test_two_languages_are_two_parts_that_say_their_language(
    moment: datetime, checked: Callable[[bytes], None]
) -> None:
    drawn = draw_letter(paper(CONTENT, replace(CONTENT, language="en")), moment)
    checked(drawn)
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        parts = [(str(each.S), str(each.Lang)) for each in document.K]
    assert parts == [("/Part", "nb"), ("/Part", "en")]


def test_rows_have_heads_and_remarks_span_the_table(moment: datetime) -> None:
    drawn = draw_letter(paper(CONTENT), moment)
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        cells = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                 and each.get("/S") in ("/TH", "/TD")]  # fmt: skip
        scopes = [str(each.A.Scope) for each in cells if each.S == "/TH"]
        spans = [int(each.A.ColSpan) for each in cells if "/A" in each and "/ColSpan" in each.A]
    assert (scopes.count("/Column"), scopes.count("/Row")) == (4, len(ROWS) + 1)
    assert spans == [4] * 5


def test_a_very_long_remark_runs_over_pages_as_one_cell(
    moment: datetime, checked: Callable[[bytes], None]
) -> None:
    row = replace(ROWS[2], comment=NOTE * 150)
    drawn = draw_letter(paper(replace(CONTENT, rows=(*ROWS, row, *ROWS))), moment)
    checked(drawn)
    assert text_of(drawn).count("Feltrapport.pdf") == 150 + 10
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        spans = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                 and "/ColSpan" in each.get("/A", {})]  # fmt: skip
    assert len(spans) == 11


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("ليلى الحداد", "أحسنتم العمل (صفحة 7)."),
        ("Ελένη Παπαδοπούλου", "Τι έμαθαν τα παιδιά;"),
        ("ნინო ბერიძე", "სად არის ნამუშევარი?"),
    ],
)
def test_names_and_remarks_in_other_scripts(
    name: str,
    comment: str,
    moment: datetime,
    checked: Callable[[bytes], None],
    archival: Callable[[bytes], None],
) -> None:
    rows = (replace(ROWS[2], comment=comment),)
    drawn = draw_letter(paper(replace(CONTENT, recipient=name, rows=rows)), moment)
    checked(drawn)
    archival(drawn)
    text = text_of(drawn)
    assert all(word in text or word[::-1] in text for word in name.split())


def test_what_cannot_be_printed_is_refused(moment: datetime) -> None:
    with pytest.raises(Refused, match="山"):
        draw_letter(paper(replace(CONTENT, recipient="山田")), moment)


def test_a_logo_has_its_office_as_words(
    moment: datetime, archival: Callable[[bytes], None]
) -> None:
    logo = io.BytesIO()
    Image.new("RGBA", (300, 100), (22, 48, 92, 200)).save(logo, "PNG")
    drawn = draw_letter(paper(CONTENT), moment, logo.getvalue())
    archival(drawn)
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                   and each.get("/S") == "/Figure"]  # fmt: skip
        assert [str(each.Alt) for each in figures] == ["Direktoratet"]


@pytest.fixture(scope="module")
def signed_letter(identity: OpenIdentity, moment: datetime) -> bytes:
    return sign(draw_letter(paper(CONTENT), moment), identity, moment)


def test_a_signed_letter_is_valid_and_says_what_it_is(
    signed_letter: bytes, trusted: Sequence[str], moment: datetime
) -> None:
    answer = check(signed_letter, trusted, moment)
    assert answer.verdict is Verdict.VALID
    assert (answer.content["kind"], answer.content["case"]) == ("letter", "NO-1")
    assert "number" not in answer.content
    assert check(signed_letter, [], moment).verdict is Verdict.RESTRICTED


def mutated(signed: bytes, chance: random.Random) -> bytes:
    """Return the file with one byte changed, taken away or put in."""
    seal = signed.index(b"/Contents <3")
    place = (
        seal + chance.randrange(4000) if chance.random() < 0.4 else chance.randrange(len(signed))
    )
    kind = chance.randrange(3)
    new = (bytes([signed[place] ^ (1 << chance.randrange(8))]), b"", signed[place : place + 1] * 2)
    return signed[:place] + new[kind] + signed[place + 1 :]


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.long)])
def test_no_changed_letter_is_called_good(
    signed_letter: bytes, trusted: Sequence[str], moment: datetime, count: int
) -> None:
    chance = random.Random(4)
    changes = (mutated(signed_letter, chance) for _ in range(count))
    assert [each for each in changes if each != signed_letter
            and check(each, trusted, moment).verdict in GOOD] == []  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format":"label-letter","version":2}',
                b'{"format":"label-letter","version":1,"letter":{"case":1}}'],
)  # fmt: skip
def test_facts_in_another_form_are_no_letter(content: bytes) -> None:
    assert read_facts(content) is None
