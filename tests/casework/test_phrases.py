"""The comment bank: what is learned, what never is, what is offered; and its file."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import keep, phrase_file, phrases, receive, review, season
from app.clock import fixed_clock
from app.models.case import CaseRef
from app.models.errors import Misused, Refused
from app.models.identifiers import CaseId, LeafId, SchemeId
from app.models.phrase import Phrase
from app.models.review import Score
from app.storage import Casebook
from tests.casework.test_casework_casebook import START
from tests.flows.cli.office import KARI, LEAVES, Office, teacher

NQL, LEAF = SchemeId("nql-2022"), LeafId("1b")


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    with keep.begin(tmp_path / "book", country="NO", clock=fixed_clock(START)) as made:
        season.confirm(made, KARI)
        yield made


def seals(casebook: Casebook, folder: Path, number: int, comment: str, by: str = KARI) -> None:
    form = teacher(id=f"NO-{number}")
    taken = receive.receive(casebook, Office(folder / str(number), None).application(form))
    ref = CaseRef(CaseId(taken.case), taken.submission)
    scores = {LeafId(leaf): Score(Fraction(4)) for leaf in LEAVES}
    review.save_scores(casebook, ref, by, scores | {LEAF: Score(Fraction(4), comment)})
    review.seal(casebook, ref, by)


def own(text: str, by: str = KARI, language: str = "nb", **more: object) -> Phrase:
    return Phrase(text, NQL, LEAF, language, text, by, **more)  # type: ignore[arg-type]


def test_sealed_sentences_are_learned_and_counted(casebook, tmp_path) -> None:
    seals(casebook, tmp_path, 1, "Elevene er avhengige av hverandre. Rollene er godt synlige.")
    seals(casebook, tmp_path, 2, "Rollene er godt synlige.")
    found = phrases.bank(casebook, NQL, KARI)
    assert [(each.text, each.uses, each.leaf, each.language) for each in found] == [
        ("Rollene er godt synlige.", 2, "1b", "nb"),
        ("Elevene er avhengige av hverandre.", 1, "1b", "nb"),
    ]


def test_nobody_is_offered_what_another_wrote(casebook, tmp_path) -> None:
    seals(casebook, tmp_path, 1, "Rollene er godt synlige.", by="Nils Berg")
    assert phrases.bank(casebook, NQL, KARI) == ()
    (found,) = phrases.bank(casebook, NQL, "Nils Berg")
    phrases.keep(casebook, found, found.text, standard=True, by="Nils Berg")
    assert [each.text for each in phrases.bank(casebook, NQL, KARI)] == [found.text]


@pytest.mark.parametrize(
    "comment",
    [
        "Solveig viser sine egne bidrag.",
        "Elevene ved Ringve er aktive.",
        "I Stemmer fra elva er alle med.",
        "Samarbeidet med Escola do Rio er tett.",
        "Skriv til solveig@example.org om dette.",
        "Se https://twinspace.example/1 for dette.",
        "Sak 2026041 viser det samme.",
        "Kort.",
        "x" * 700,
    ],
)
def test_what_gives_somebody_away_is_never_learned(casebook, tmp_path, comment) -> None:
    seals(casebook, tmp_path, 1, comment)
    assert casebook.phrases() == ()


BANK = (
    own("Rollene er godt synlige.", standard=True),
    own("Samarbeid på tvers av skolene vises i møtereferatene.", uses=3),
    own("Roles are clearly visible.", language="en"),
    own("Møtereferatene mangler.", uses=1),
)


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("rol", [BANK[0].text, BANK[2].text]),
        ("mote", [BANK[3].text, BANK[1].text]),
        ("MØTEREF", [BANK[3].text, BANK[1].text]),
        ("skolene vis", [BANK[1].text]),
        ("ro", []),
        ("Rollene er godt synlige.", []),
        ("giraff", []),
    ],
)
def test_a_few_letters_offer_what_fits(typed: str, texts: list[str]) -> None:
    assert [each.text for each in phrases.offered(BANK, "1b", "nb", typed)] == texts


def test_other_sub_criteria_have_other_phrases() -> None:
    assert phrases.offered(BANK, "1c", "nb", "rollene") == []


def test_a_changed_phrase_keeps_its_count(casebook, tmp_path) -> None:
    seals(casebook, tmp_path, 1, "Rollene er godt synlige.")
    (found,) = casebook.phrases()
    phrases.keep(casebook, found, "Rollene er  tydelige.", standard=False, by=KARI)
    (changed,) = casebook.phrases()
    assert (changed.text, changed.uses, changed.by) == ("Rollene er tydelige.", 1, KARI)
    phrases.remove(casebook, [changed])
    assert casebook.phrases() == ()


@pytest.mark.parametrize("text", ["", "   ", "x" * 601])
def test_a_phrase_has_a_length(casebook, text) -> None:
    with pytest.raises(Misused, match=r"phrase\.length"):
        phrases.keep(casebook, BANK[0], text, standard=True, by=KARI)


def test_a_file_comes_back_as_it_was(casebook, tmp_path) -> None:
    path = tmp_path / "Ünï 日本.toml"
    assert phrase_file.write(path, BANK) == 4
    assert KARI not in path.read_text(encoding="utf-8")
    assert phrases.add(casebook, phrase_file.read(path), KARI) == (4, 0)
    assert phrases.add(casebook, phrase_file.read(path), KARI) == (0, 4)
    assert {each.text for each in phrases.bank(casebook, NQL, KARI)} == {e.text for e in BANK}
    assert [each.by for each in casebook.phrases() if each.standard] == [""]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp", "Cf", "Co"])))
def test_any_printable_words_come_back(text: str) -> None:
    import tempfile

    words = " ".join(text.split())[:600]
    if words and words.isprintable():
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "p.toml"
            phrase_file.write(path, [own(words)])
            assert [each.text for each in phrase_file.read(path)] == [" ".join(words.split())]


HEAD = 'format = "label-desk-phrases"\nversion = 1\n'
GOOD = '[[phrase]]\nscheme = "s"\nleaf = "1a"\nlanguage = "nb"\ntext = "Godt."\n'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "phrases.unreadable"),
        ("format = 1", "phrases.unreadable"),
        ("\x00", "phrases.unreadable"),
        (HEAD.replace("1\n", "2\n"), "phrases.newer"),
        (HEAD + "phrase = 3", "phrases.unreadable"),
        (HEAD + "phrase = [3]", "phrases.wrong"),
        (HEAD + GOOD + GOOD.replace('"Godt."', "7"), "phrases.wrong"),
        (HEAD + GOOD.replace("Godt.", ""), "phrases.wrong"),
        (HEAD + GOOD.replace("Godt.", "a\\u202eb"), "phrases.wrong"),
        (HEAD + GOOD + 'standard = "yes"', "phrases.wrong"),
        (HEAD + GOOD + "uses = true", "phrases.wrong"),
        (HEAD + GOOD.replace("1a", "x" * 65), "phrases.wrong"),
    ],
)
def test_a_wrong_file_is_refused_whole(tmp_path, content, code) -> None:
    path = tmp_path / "p.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=code):
        phrase_file.read(path)
