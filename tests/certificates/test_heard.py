"""What a blind reader hears of a signed certificate and letter: order, languages, alternatives.

Read by PDFium (``tests.paper.heard``), not by what wrote the file.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from PIL import Image

from app.certificates.draw import draw
from app.certificates.identity import OpenIdentity
from app.certificates.letter_paper import draw_letter
from app.certificates.seal import sign
from app.models.certificate import LogProof, PaperCode, PrintedWords
from tests.certificates.test_letter_paper import CONTENT, NOTE, paper
from tests.paper.heard import Heard, heard

Hearing = Callable[..., list[Heard]]
PORTRAIT = 'format = "label-certificate"\nversion = 1\norientation = "portrait"\n'
TEACHER = [
    ("P", "nb", "NASJONALT KVALITETSMERKE"), ("P", "en", "NATIONAL QUALITY LABEL"),
    ("P", "nb", "2026 / 2027"), ("H1", "nb", "Sertifikat"),
    ("P", "nb", "tildeles"), ("P", "en", "is awarded to"), ("P", "nb", "Solveig Hansen"),
    ("P", "nb", "Ringve skole, Trondheim, Norge"),
    ("P", "nb", "for prosjektet"), ("P", "en", "for the project"),
    ("P", "nb", "«Stemmer fra elva»"),
    ("P", "nb", "med partnere i Portugal og Estland"),
    ("P", "en", "with partners in Portugal and Estonia"),
    ("P", "nb", "Kari Nordmann"), ("P", "nb", "Leder, Den nasjonale støtteorganisasjonen"),
    ("P", "nb", "Trondheim, 14. november 2026"), ("P", "nb", "Nr. NO-NQL-2026-000131"),
]  # fmt: skip
SCHOOL = [
    ("P", "nb", "Eksempel ·"), ("P", "en", "Sample"),
    ("P", "nb", "ETWINNING-SKOLE-MERKET"), ("P", "en", "ETWINNING SCHOOL LABEL"),
    ("H1", "nb", "Sertifikat"), ("P", "nb", "tildeles"), ("P", "en", "is awarded to"),
    ("P", "nb", "Ringve skole"), ("P", "nb", "Trondheim, Norge"),
    ("P", "nb", "som eTwinning-skole for årene"),
    ("P", "en", "as an eTwinning School for the years"), ("P", "nb", "2026–27"),
]  # fmt: skip


@pytest.fixture
def hearing(
    words: Callable[..., PrintedWords], proof: LogProof, moment: datetime, identity: OpenIdentity,
    code_of: Callable[[PrintedWords, LogProof], PaperCode],
) -> Hearing:  # fmt: skip
    """Return what is heard of a signed certificate of these words."""

    def hear(layout: str = "", logo: bytes = b"", **changed: object) -> list[Heard]:
        said = words(**changed)
        drawn = draw(said, proof, moment, code=code_of(said, proof), layout=layout, logo=logo)
        assert drawn.findings == ()
        return heard(sign(drawn.pdf, identity, moment))

    return hear


def said(utterances: list[Heard]) -> list[tuple[str, str, str]]:
    """Return role, language and words."""
    return [(each.role, each.language, each.text.strip()) for each in utterances]


@pytest.mark.parametrize("layout", ["", PORTRAIT], ids=["landscape", "portrait"])
def test_a_teachers_certificate_is_heard_in_order_and_in_both_languages(
    hearing: Hearing, layout: str
) -> None:
    utterances = hearing(layout)
    assert said(utterances)[: len(TEACHER)] == TEACHER
    whole = " ".join(each.text.strip() for each in utterances)
    assert whole.count("Den nasjonale støtteorganisasjonen") == 1  # on the band once more
    assert "Nasjonalt kvalitetsmerke" not in whole  # on the band, a repeat of the first words
    assert "tildeles is awarded to" in whole  # the stroke between them is only seen
    assert "Vedtatt 10. november 2026" in whole


def test_a_schools_certificate_says_first_that_it_is_a_sample(hearing: Hearing) -> None:
    utterances = hearing(
        for_school=True, recipient="Ringve skole", project=None, label_years="2026–27",
        label={"nb": "eTwinning-skole-merket", "en": "eTwinning School Label"}, sample=True,
        replaces="NO-ESL-2026-000001",
    )  # fmt: skip
    assert said(utterances)[: len(SCHOOL)] == SCHOOL
    number = next(each.text for each in utterances if each.text.startswith("Nr."))
    assert "\x02" not in number  # a number broken at its hyphen is read without it


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [("Ελευθερία Παπαδοπούλου", "GR", "el"), ("محمد عبد الله (علي)", "JO", "ar"),
     ("ნინო ჯავახიშვილი", "GE", "ka"), ("Արամ Խաչատրյան", "AM", "hy"),
     ("Љубомир Ђорђевић", "RS", "sr"), ("Іван Їжакевич", "UA", "uk"), ("Иван Петров", "BG", "bg"),
     ("Solveig Hansen", "NO", "nb")],
)  # fmt: skip
def test_a_name_is_spoken_in_the_language_of_its_script(
    hearing: Hearing, name: str, country: str, language: str
) -> None:
    utterances = hearing(recipient=name, country=country, languages=("nb",))
    (found,) = [each for each in utterances if each.text.strip() == name]
    assert (found.role, found.language) == ("P", language)


def test_a_place_in_two_scripts_is_read_from_its_beginning(hearing: Hearing) -> None:
    utterances = said(hearing(school="مدرسة الملكة رانيا", city="عمّان", country="JO"))
    at = utterances.index(("P", "ar", "مدرسة الملكة رانيا, عمّان,"))
    assert utterances[at + 1] == ("P", "nb", "Jordan")


def test_words_that_are_only_there_in_english_are_spoken_as_english(hearing: Hearing) -> None:
    utterances = said(hearing(languages=("da",)))
    assert ("P", "en", "Head, Support Organisation") in utterances
    mixed = said(hearing(languages=("da",), role={"da": "Leder"}))
    at = mixed.index(("P", "da", "Leder,"))
    assert mixed[at + 1] == ("P", "en", "Support Organisation")


def test_code_and_logo_are_described_and_the_seal_is_silent(hearing: Hearing) -> None:
    output = io.BytesIO()
    Image.new("RGB", (40, 30)).save(output, "PNG")
    figures = [each for each in hearing(logo=output.getvalue()) if each.role == "Figure"]
    assert [each.kind for each in figures] == ["alternative"] * 2
    assert [each.text.split(".")[0] for each in figures] == [
        "Kode som kontrollerer dette sertifikatet fra papir", "Den nasjonale støtteorganisasjonen",
    ]  # fmt: skip


def test_a_letter_is_heard_in_order_with_heads_and_languages(
    identity: OpenIdentity, moment: datetime
) -> None:
    english = replace(CONTENT, language="en", label="National Quality Label")
    greek = replace(CONTENT, recipient="Ελευθερία Παπαδοπούλου", written_on=date(2026, 11, 14))
    utterances = heard(sign(draw_letter(paper(greek, english), moment), identity, moment))
    spoken = said(utterances)
    assert spoken[:2] == [("P", "nb", "Direktoratet"), ("P", "el", "Ελευθερία Παπαδοπούλου")]
    assert {each.language for each in utterances} == {"nb", "el", "en"}
    heads = [each for each in spoken if each[0] in {"H1", "H2"}]
    assert [each[0] for each in heads[:2]] == ["H1", "H2"]
    assert [each[2] for each in spoken if each[:2] == ("TH", "nb")][:4] == [
        "Kriterium", "Poeng", "Minstekrav", "Resultat",
    ]  # fmt: skip
    assert ("TH", "nb", "1b Rolle") in spoken
    assert spoken.index(("TH", "nb", "1b Rolle")) < spoken.index(("TD", "nb", NOTE.strip()))
