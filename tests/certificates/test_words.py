"""The sentences of a certificate in its languages."""

from collections.abc import Callable

import pytest

from app.certificates.template import look
from app.certificates.words import Sheet, sheet
from app.models.certificate import LogProof, PrintedWords
from app.models.errors import Misused

Words = Callable[..., PrintedWords]


def texts(of: Sheet, name: str) -> list[str]:
    return [part.text for each in of.elements if each.name == name for part in each.parts]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ["Sertifikat", "tildeles", "«Stemmer fra elva»"]),
        ("da", ["Certifikat", "tildeles", "»Stemmer fra elva«"]),
        ("en", ["Certificate", "is awarded to", "“Stemmer fra elva”"]),
    ],
)
def test_each_language_has_its_own_words(
    words: Words, proof: LogProof, language: str, expected: list[str]
) -> None:
    made = sheet(words(languages=(language,)), proof)
    found = [texts(made, name)[0] for name in ("title", "awarded", "project")]
    assert found == expected


@pytest.mark.parametrize(
    ("language", "countries", "expected"),
    [
        ("en", ("PT", "EE"), "with partners in Portugal and Estonia"),
        ("en", ("EE", "NL"), "with partners in Estonia and the Netherlands"),
        ("nb", ("PT",), "med partnere i Portugal"),
        ("nb", ("IS", "PT", "EE"), "med partnere i Portugal, Estland og på Island"),
        ("da", ("CY",), "med partnere på Cypern"),
    ],
)
def test_partner_countries_stand_in_a_sentence(
    words: Words, proof: LogProof, language: str, countries: tuple[str, ...], expected: str
) -> None:
    made = sheet(words(languages=(language,), partner_countries=countries), proof)
    assert texts(made, "partners") == [expected]


def test_two_languages_stand_side_by_side_and_say_nothing_twice(
    words: Words, proof: LogProof
) -> None:
    assert texts(sheet(words(), proof), "awarded") == ["tildeles", "is awarded to"]
    assert texts(sheet(words(languages=("nb", "da")), proof), "awarded") == ["tildeles"]


def test_a_school_is_named_once_with_its_years(words: Words, proof: LogProof) -> None:
    made = sheet(
        words(for_school=True, recipient="Ringve skole", project=None, label_years="2026–2027"),
        proof,
    )
    assert texts(made, "school") == ["Trondheim, Norge"]
    assert texts(made, "project") == ["2026–2027"]


def test_the_date_is_written_as_the_language_writes_it(words: Words, proof: LogProof) -> None:
    assert sheet(words(), proof).signature[-1].text == "Trondheim, 14. november 2026"


def test_number_entry_and_root_are_printed(words: Words, proof: LogProof) -> None:
    log = " ".join(row.text for row in sheet(words(languages=("en",)), proof).log)
    for expected in ("NO-NQL-2026-000131", "Entry 131", "140", "label-desk.example/no", "9f86d081"):
        assert expected in log


@pytest.mark.parametrize("languages", [(), ("fi",), ("en", "nb", "da")])
def test_languages_without_words_are_misuse(
    words: Words, proof: LogProof, languages: tuple[str, ...]
) -> None:
    with pytest.raises(Misused, match=r"certificate\.language"):
        sheet(words(languages=languages), proof)


@pytest.mark.parametrize("for_school", [True, False])
def test_all_templates_speak_the_same_languages(for_school: bool) -> None:
    assert set(look().template(for_school).words) == {"en", "nb", "da"}
