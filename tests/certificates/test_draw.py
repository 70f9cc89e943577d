"""The page: one, complete, extractable; what cannot be printed is a finding."""

import io
import json
from collections.abc import Callable
from datetime import datetime

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.certificates.draw import draw
from app.models.certificate import LogProof, PrintedWords

Words = Callable[..., PrintedWords]

LONG = "María Fernanda de los Ángeles Rodríguez-Þorsteinsdóttir y Papadopoulou-Αλεξανδροπούλου"


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_range().split())


def test_everything_that_is_stated_is_printed(
    words: Words, proof: LogProof, moment: datetime
) -> None:
    drawn = draw(words(), proof, moment)
    assert drawn.findings == ()
    text = text_of(drawn.pdf)
    for expected in (
        "NASJONALT KVALITETSMERKE · NATIONAL QUALITY LABEL", "Sertifikat", "Solveig Hansen",
        "tildeles / is awarded to", "Ringve skole, Trondheim, Norge", "Kari Nordmann",
        "NO-NQL-2026-000131", "9f86d081 884c7d65", "2026 / 2027",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize(
    "name",
    ["Al", LONG, "ნინო ჯავახიშვილი-ქართველიშვილი", "Արամ Խաչատրյան", "محمد عبد الله الحسيني",
     "Љубомир Ђорђевић", "Ελευθερία Παπαδοπούλου", "İpek Iğdır Çağlayan", "Þórdís Ægisdóttir"],
)  # fmt: skip
def test_names_of_all_scripts_and_lengths_fit(
    words: Words, proof: LogProof, moment: datetime, name: str
) -> None:
    drawn = draw(words(recipient=name), proof, moment)
    assert drawn.findings == ()
    assert len(drawn.pdf) < 50_000 - 13_000


@pytest.mark.parametrize("sample", [True, False])
def test_a_certificate_is_tagged(
    words: Words, proof: LogProof, moment: datetime, checked: Callable[[bytes], None], sample: bool
) -> None:
    checked(draw(words(sample=sample), proof, moment).pdf)


def test_a_certificate_lasts(
    words: Words, proof: LogProof, moment: datetime, archival: Callable[[bytes], None]
) -> None:
    archival(draw(words(recipient="محمد ნინო Արամ"), proof, moment).pdf)


def test_the_same_words_give_the_same_bytes(
    words: Words, proof: LogProof, moment: datetime
) -> None:
    assert draw(words(), proof, moment) == draw(words(), proof, moment)


@pytest.mark.parametrize("field", ["recipient", "school", "project", "signatory", "place"])
def test_a_missing_glyph_is_a_finding_that_names_the_character(
    words: Words, proof: LogProof, moment: datetime, field: str
) -> None:
    drawn = draw(words(**{field: "Kari 山"}), proof, moment)
    assert drawn.pdf == b""
    assert [finding.code for finding in drawn.findings] == ["certificate.character"]
    assert "山" in str(drawn.findings[0].message)


@pytest.mark.parametrize("field", ["recipient", "school", "project", "signatory", "place"])
def test_a_text_that_cannot_fit_is_a_finding(
    words: Words, proof: LogProof, moment: datetime, field: str
) -> None:
    drawn = draw(words(**{field: "Very long " * 90}), proof, moment)
    assert drawn.pdf == b""
    assert {finding.code for finding in drawn.findings} == {"certificate.overflow"}


@pytest.mark.parametrize("name", ["", "   "])
def test_a_certificate_without_a_name_is_a_finding(
    words: Words, proof: LogProof, moment: datetime, name: str
) -> None:
    drawn = draw(words(recipient=name), proof, moment)
    assert [finding.code for finding in drawn.findings] == ["certificate.empty"]


def test_all_findings_come_at_once(words: Words, proof: LogProof, moment: datetime) -> None:
    drawn = draw(words(recipient="a\u202eb", school="山", signatory="x" * 900), proof, moment)
    assert len(drawn.findings) == 3


@pytest.mark.parametrize(("sample", "count"), [(True, 1), (False, 0)])
def test_a_sample_says_so(
    words: Words, proof: LogProof, moment: datetime, sample: bool, count: int
) -> None:
    drawn = draw(words(sample=sample, languages=("en",)), proof, moment)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        rotated = pdf.pages[0].Contents.read_bytes().count(b".913545 .406737")
    assert rotated == count


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("JPEG", "RGB"), ("PNG", "L")])
def test_the_organisations_logo_is_a_figure_with_its_name(
    words: Words, proof: LogProof, moment: datetime, archival: Callable[[bytes], None],
    kind: str, mode: str,
) -> None:  # fmt: skip
    output = io.BytesIO()
    Image.new(mode, (40, 30)).save(output, kind)
    drawn = draw(words(), proof, moment, logo=output.getvalue())
    archival(drawn.pdf)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        texts = [str(each.Alt) for each in pdf.objects
                 if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]  # fmt: skip
    assert texts == ["Den nasjonale støtteorganisasjonen"]


def test_record_and_proof_travel_inside(words: Words, proof: LogProof, moment: datetime) -> None:
    with pikepdf.open(io.BytesIO(draw(words(), proof, moment, leaf=b'{"a":1}').pdf)) as pdf:
        record = json.loads(pdf.attachments["certificate.json"].get_file().read_bytes())
        carried = pdf.attachments["certificate.tlog-proof"].get_file().read_bytes()
    assert record["words"]["recipient"] == "Solveig Hansen"
    assert record["leaf"] == '{"a":1}'
    assert carried.decode() == proof.proof


def test_right_to_left_names_have_their_text_in_logical_order(
    words: Words, proof: LogProof, moment: datetime
) -> None:
    name = "محمد عبد الله"
    with pikepdf.open(io.BytesIO(draw(words(recipient=name), proof, moment).pdf)) as pdf:
        actual = {str(each.ActualText) for each in pdf.objects
                  if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each}  # fmt: skip
    assert name in actual
