"""The samples are real application files, and show what the program must be able to show."""

from pathlib import Path

import pytest

from app.casework.receive import Inspection, inspect
from app.casework.rubrics import schemes
from app.samples.build import build_samples
from app.samples.markup import Bullets, Heading, PageBreak, Paragraph, Picture, Table, blocks
from app.samples.sources import evidence_text, sample_sources
from app.samples.work import sample_work

FORMS = [source.form for source in sample_sources()]


@pytest.fixture(scope="module")
def inspections(tmp_path_factory: pytest.TempPathFactory) -> list[Inspection]:
    files = build_samples(tmp_path_factory.mktemp("samples"))
    return [inspect(file, schemes(None)) for file in files]


def test_every_sample_opens_without_an_error(inspections: list[Inspection]) -> None:
    assert [str(each.path) for each in inspections if not each.ok] == []


def test_all_evidence_is_there_and_is_what_its_name_says(inspections: list[Inspection]) -> None:
    codes = {problem.code for each in inspections for problem in each.problems}
    assert codes == {"application.unanswered"}


def test_there_are_at_least_twelve_cases_of_both_labels() -> None:
    cases = {(form["scheme"], form["id"]) for form in FORMS}
    assert len(cases) >= 12
    assert {scheme for scheme, _ in cases} == {"nql-2022", "esl-2022"}


def test_applications_come_in_several_languages_and_scripts() -> None:
    assert {form["language"] for form in FORMS} >= {"nb", "da", "en", "el", "ar"}
    names = "".join(form["applicant"]["name"] for form in FORMS)
    assert any("\u10a0" <= letter <= "\u10ff" for letter in names), "a Georgian name"


def test_one_application_was_sent_again() -> None:
    assert [form["id"] for form in FORMS if form["submission"] == 2] == ["NO-NQL-2026-0412"]


@pytest.mark.parametrize("work", sample_work(), ids=lambda work: f"{work.case}-{work.submission}")
def test_the_work_fits_its_scheme(work) -> None:
    form = next(each for each in FORMS if each["id"] == work.case)
    scheme = schemes(None)[form["scheme"]]
    scores = work.scores(scheme)
    assert set(scores) == {leaf.id for leaf in scheme.leaves}
    assert set(work.comments) <= set(scores)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# One\n## Two", [Heading, Heading]),
        ("- a\n- b\ntext", [Bullets, Paragraph]),
        ("| a | b |\n| 1 | 2 |\n---", [Table, PageBreak]),
        ("!chart A=1;B=2: caption: more", [Picture]),
        ("!no picture", [Paragraph]),
    ],
)
def test_the_markup_is_read_block_by_block(text: str, kinds: list[type]) -> None:
    assert [type(block) for block in blocks(text)] == kinds


def test_no_sample_picture_is_left_as_text() -> None:
    texts = {making.source for source in sample_sources() for making in source.evidence}
    parsed = [block for name in texts if name for block in blocks(evidence_text(name))]
    assert not [each for each in parsed if isinstance(each, Paragraph) and each.text[0] == "!"]


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    from app.samples.build import build_sample

    source = sample_sources()[0]
    scheme = schemes(None)["nql-2022"]
    first = build_sample(source, tmp_path, scheme).read_bytes()
    assert build_sample(source, tmp_path, scheme).read_bytes() == first
