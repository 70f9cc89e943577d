"""One quality label and one school label application, invented, for the panes of the review."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.casework.decide import Proposal
from app.casework.judge import Judgement
from app.models.application import (
    ActiveTeacher,
    Answer,
    Applicant,
    Application,
    AwardedLabel,
    Evidence,
    HeadDeclaration,
    Partner,
    Preselection,
    Project,
    ResubmissionNote,
    School,
)
from app.models.assessment import (
    Assessment,
    Change,
    CriterionResult,
    Eligibility,
    GateResult,
    Outcome,
    Reason,
    RuleAnswer,
    RuleResult,
)
from app.models.case import Submission
from app.models.certificate import Certificate, LogProof, PrintedWords, SigningIdentity
from app.models.identifiers import (
    CaseId,
    CertificateNumber,
    DecisionId,
    EvidenceId,
    LeafId,
    RuleId,
    SchemeId,
    Sha256,
)
from app.models.message import message
from app.models.problem import Problem, Severity
from app.models.review import Score, Scores
from app.models.scheme import (
    Criterion,
    EligibilityRule,
    Leaf,
    Level,
    Minimum,
    RuleKind,
    Scale,
    Scheme,
    Source,
)
from app.models.season import Season
from app.ui import theme

F = Fraction
THREE = Minimum(F(3), source=Source.THIRD_PARTY)
PARTS = {
    ("1", "Collaboration between partner schools", "Collaboration"): {
        "1a": "Teachers' coordination and shared planning",
        "1b": "Strategies for online collaboration among pupils from the partner schools",
        "1c": "Joint products",
    },
    ("2", "Use of technology", "Technology"): {
        "2a": "Choice and use of ICT",
        "2b": "Use and organisation of the TwinSpace",
        "2c": "GDPR, copyright and eSafety",
    },
    ("3", "Pedagogical approaches", "Pedagogy"): {
        "3a": "Aims", "3b": "Methods and the pupils' active role",
    },
    ("4", "Curricular integration", "Curriculum"): {
        "4a": "Link to curriculum and school time", "4b": "Subjects and key competences",
    },
    ("5", "Results and documentation", "Results"): {
        "5a": "Results visible and documented", "5b": "Evaluation, impact and dissemination",
    },
}  # fmt: skip
LEVELS = ("None", "Poor", "Acceptable", "Good", "Very good", "Excellent")
DEPEND = {"4": {"en": "Pupils depend on each other's work in most activities."}}


def _leaf(leaf: str, name: str) -> Leaf:
    minimum = THREE if leaf in {"1b", "2a", "2c"} else None
    return Leaf(LeafId(leaf), {"en": name}, minimum, descriptors=DEPEND if leaf == "1b" else {})


@pytest.fixture(scope="session")
def quality_scheme() -> Scheme:
    return Scheme(
        id=SchemeId("nql-2022"), kind="criteria", unit="teacher-in-project",
        names={"en": "National Quality Label", "nb": "Nasjonalt kvalitetsmerke"},
        scale=Scale(F(0), F(5)), criterion_rule="mean", total_rule="sum",
        criteria=tuple(
            Criterion(
                key, {"en": name}, tuple(_leaf(*each) for each in leaves.items()),
                minimum=Minimum(F(2), source=Source.OURS), short_names={"en": short},
                questions=({"en": "How did pupils work together to reach common results?"},),
            )
            for (key, name, short), leaves in PARTS.items()
        ),
        levels=tuple(Level(F(n), {"en": name}) for n, name in enumerate(LEVELS)),
        minimum_total=Minimum(F(15), source=Source.OURS),
        eligibility=tuple(
            EligibilityRule(RuleId(each), RuleKind.COMPUTED, {"en": name})
            for each, name in (
                ("founders", "The two founders come from two countries"),
                ("finished", "The project is finished or in its last phases"),
                ("privacy", "Data protection and copyright were respected"),
            )
        ),
        short="NQL",
    )  # fmt: skip


@pytest.fixture(scope="session")
def school_scheme() -> Scheme:
    two = Minimum(F(2), source=Source.OFFICIAL)
    names = ("Not met", "Partly", "Met")
    return Scheme(
        id=SchemeId("esl-2022"), kind="statements", unit="school",
        names={"en": "eTwinning School Label"}, scale=Scale(F(0), F(2), not_applicable=True),
        criterion_rule="sum", total_rule="sum",
        gates=(
            Leaf(LeafId("safety"), {"en": "Internet safety policy"}, two),
            Leaf(LeafId("declaration"), {"en": "Declaration signed by the head"}, two),
        ),
        criteria=(
            Criterion(
                "leadership", {"en": "A shared leadership"},
                (
                    Leaf(LeafId("leadership-1"), {"en": "Teachers take part in decisions."}),
                    Leaf(LeafId("leadership-2"), {"en": "eTwinning is part of the school's plan."}),
                ),
                minimum=Minimum(share=F(1, 2), source=Source.OURS),
                short_names={"en": "Leadership"},
            ),
        ),
        levels=tuple(Level(F(n), {"en": name}) for n, name in enumerate(names)),
        short="ESL",
    )  # fmt: skip


RIVER = (
    "Elevene fra Trondheim, Braga og Tartu arbeidet i seks blandede lag. Hvert lag målte "
    "vannkvaliteten i sin egen elv og skrev en felles feltrapport i TwinSpace, slik at ingen "
    "skole kunne levere uten bidrag fra de to andre.\n\n"
    "Lagene møttes på video hver annen uke. Møtereferatene ble skrevet av elevene på omgang og "
    "viser hvem som foreslo hva. I mars byttet lagene roller: de som hadde målt, redigerte; de "
    "som hadde redigert, presenterte for kommunen.\n\n"
    "Sluttproduktet er et tospråklig elveatlas med 18 kart. Kartene ble tegnet parvis, ett par "
    "på tvers av to land per kart."
)
QUESTION = "How did pupils from the partner schools work together to reach common results?"
AT = datetime(2026, 9, 20, 14, 12, 5, tzinfo=UTC)


def _evidence(number: int, title: str, path: str) -> Evidence:
    return Evidence(EvidenceId(f"ev{number}"), title, path=f"evidence/{path}")


@pytest.fixture(scope="session")
def river() -> Application:
    evidence = (
        _evidence(1, "Feltrapport", "Feltrapport.pdf"),
        _evidence(2, "Referater", "Referater.docx"),
        _evidence(3, "Elveatlas", "elveatlas-kart.png"),
    )
    names = tuple(each.id for each in evidence)
    return Application(
        scheme=SchemeId("nql-2022"), id=CaseId("NO-NQL-2026-0412"), submission=2,
        submitted_at=AT, language="nb",
        applicant=Applicant("Solveig Hansen", "t-8812", "solveig@example.org", "teacher"),
        school=School("Ringve skole", "NO", "NO-12345", city="Trondheim",
                      address=("Strindvegen 1", "7052 Trondheim"),
                      registered_on=date(2019, 3, 1)),
        answers=(
            Answer("a1", RIVER, "1", QUESTION, names),
            Answer("a2", "نعمل معًا.\n\nWe work together in **pairs**.", "2", None,
                   (EvidenceId("ev1"), EvidenceId("ev9"))),
            Answer("a3", "<b>Not bold</b> <img src='//host/share/s.png'>", "3"),
            Answer("a4", "  ", "4b"),
        ),
        evidence=evidence,
        project=Project(
            "Stemmer fra elva", "p-221", "https://example.org/p", date(2025, 9, 15),
            date(2026, 6, 12), (Partner("Ringve skole", "NO"), Partner("Escola do Rio", "PT")),
            (Partner("Jõe Kool", "EE"),), 74, "13–15", ("en",),
        ),
        declarations={"e1": True},
        resubmission=(ResubmissionNote("2c", EvidenceId("ev1"), "page 2"),),
        extra={"national": {"region": "Trøndelag"}},
    )  # fmt: skip


@pytest.fixture(scope="session")
def lura() -> Application:
    return Application(
        scheme=SchemeId("esl-2022"), id=CaseId("NO-ESL-2026-0007"), submission=1,
        submitted_at=AT, language="nb", applicant=Applicant("Kari Vik"),
        school=School("Lura skole", "NO", registered_on=date(2019, 3, 1)),
        answers=(
            Answer("s", "The policy is *known* to all.", "safety"),
            Answer("l", "We lead together.", "leadership", None, (),
                   {"leadership-1": "- every month\n- in teams"}, "More pupils in the council."),
        ),
        evidence=(_evidence(9, "Declaration", "declaration.pdf"),),
        text_format="markdown",
        preselection=Preselection(
            (ActiveTeacher("Kari Vik", date(2026, 5, 2)),),
            (AwardedLabel("Havets plast", date(2025, 10, 1), "NO"),),
        ),
        head_declaration=HeadDeclaration(EvidenceId("ev9"), date(2026, 9, 29), "Ola Nes"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def strange(river: Application) -> Application:
    """An application with an answer that belongs nowhere."""
    return replace(river, answers=(*river.answers, Answer("a9", "Something else.", "9")))


def submitted(form: Application, **changes: object) -> Submission:
    """The record of a received file."""
    fields = {
        "case": form.id, "number": form.submission, "sha256": Sha256("ab" * 32), "size": 4096,
        "scheme": form.scheme, "received_at": AT, "submitted_at": AT, "damaged": False,
        "missing_evidence": False, "entry": 3, "application": form,
        "problems": (
            Problem("evidence.type", Severity.WARNING, "data/evidence/a.pdf",
                    message("“{name}” is not a PDF.", name="a.pdf")),
        ),
    }  # fmt: skip
    return Submission(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def river_submission(river: Application) -> Submission:
    return submitted(river)


@pytest.fixture(scope="session")
def lura_submission(lura: Application) -> Submission:
    return submitted(lura)


RIVER_POINTS = {"1a": 4, "1b": 4, "1c": 5, "2a": 3, "2b": 4, "2c": 2, "3a": 4, "3b": 4, "4a": 3,
                "4b": 4}  # fmt: skip


@pytest.fixture(scope="session")
def river_scores() -> Scores:
    scores = {LeafId(leaf): Score(F(points)) for leaf, points in RIVER_POINTS.items()}
    comment = "Mixed teams, one shared field report; the minutes show who did what."
    return scores | {LeafId("1b"): Score(F(4), comment)}


@pytest.fixture(scope="session")
def river_assessment() -> Assessment:
    points = {"1": F(13, 3), "2": F(3), "3": F(4), "4": F(7, 2), "5": None}
    own = Source.THIRD_PARTY
    return Assessment(
        criteria=tuple(
            CriterionResult(key, each, F(5), F(2), None if each is None else each >= 2, Source.OURS)
            for key, each in points.items()
        ),
        gates=(
            GateResult(LeafId("1b"), F(4), F(3), True, own),
            GateResult(LeafId("2a"), F(3), F(3), True, own),
            GateResult(LeafId("2c"), F(2), F(3), False, own),
        ),
        total=F(89, 6), maximum=F(25), minimum_total=F(15),
        outcome=Outcome.INCOMPLETE, certain=Outcome.REFUSE,
        reasons=(Reason("2c", F(2), F(3)),), nearest=((Change(LeafId("2c"), F(2), F(3)),),),
        open=(LeafId("5a"), LeafId("5b")),
    )  # fmt: skip


@pytest.fixture(scope="session")
def eligible() -> Eligibility:
    met, asks = RuleAnswer.MET, RuleAnswer.NEEDS_PERSON
    return Eligibility(
        (
            RuleResult(RuleId("founders"), met, message("Norway and Portugal."),
                       ("project.founders",)),
            RuleResult(RuleId("finished"), RuleAnswer.NOT_MET, message("It ends on 12 June 2027."),
                       ("project.ended_on",)),
            RuleResult(RuleId("privacy"), asks, message("The form does not say.")),
        )
    )  # fmt: skip


@pytest.fixture(scope="module", params=["light", "dark"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Both sets of colours; the plain look of the tests comes back afterwards."""
    theme.apply(qapp)
    theme.dress(qapp, dark=request.param == "dark")
    yield str(request.param)
    theme.dress(qapp, dark=False)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(1000, 760)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def proposal(
    quality_scheme: Scheme, river_submission: Submission, river_scores: Scores,
    river_assessment: Assessment, eligible: Eligibility,
) -> Proposal:  # fmt: skip
    scores = {**river_scores, LeafId("2c"): Score(Fraction(2), "No consent forms are shown.")}
    final = replace(river_assessment, outcome=Outcome.REFUSE, open=())
    judgement = Judgement(
        scheme=quality_scheme, season=Season(), submission=river_submission, scores=scores,
        assessment=final, eligibility=eligible,
        explanation=(message("2c is below its minimum."), message("One more point is enough.")),
    )  # fmt: skip
    unopened = river_submission.application.evidence[1:2]
    return Proposal(judgement, Outcome.REFUSE, (), (), unopened, None)


NOW = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def identity() -> SigningIdentity:
    return SigningIdentity(
    subject="National Support Organisation", issuer="self", fingerprint="ab", serial="1",
    not_before=NOW, not_after=NOW.replace(year=2029), certificate_pem="", self_signed=True,
)  # fmt: skip


@pytest.fixture
def certificate() -> Certificate:
    number = CertificateNumber("NO-NQL-2026-000131")
    words = PrintedWords(
        number=number, languages=("nb", "en"), label={"en": "National Quality Label"},
        recipient="Solveig Hansen", school="Ringve skole", city="Trondheim", country="NO",
        season="2026/27", organisation={"en": "NSO"}, place="Trondheim", signatory="Kari Nordmann",
        role={"en": "Head"}, decided_on=date(2026, 11, 14), issued_on=date(2026, 11, 14),
        for_school=False,
    )  # fmt: skip
    proof = LogProof("example", 131, 132, "ab" * 32, "")
    return Certificate(number, DecisionId("d"), words, proof, Sha256("cd" * 32), "ef", NOW, 132,
                       b"%PDF-1.7 signed")  # fmt: skip


@dataclass(frozen=True)
class RiverLetter:
    text: str = (
        "Dear Solveig Hansen\n\nWe have evaluated your application NO-NQL-2026-0412, “Stemmer fra "
        "elva”. The label is not awarded this time, because one minimum is not reached.\n\n"
        "2c GDPR, copyright and eSafety: 2 of 5 points, at least 3 are needed.\n"
        "No consent forms are shown. Say where they can be seen.\n"
    )
    html: str = "<p>Dear Solveig Hansen</p>"


@pytest.fixture
def river_letter() -> RiverLetter:
    return RiverLetter()


Picture = Callable[..., int]


@pytest.fixture
def picture(qtbot: QtBot) -> Picture:
    """Show a widget, keep its picture where LABEL_DESK_PICTURES says, count its colours."""

    def take(widget: QWidget, name: str, size: tuple[int, int]) -> int:
        qtbot.addWidget(widget)
        widget.resize(*size)
        widget.show()
        qtbot.waitExposed(widget)
        qtbot.wait(20)
        grabbed = widget.grab()
        if folder := os.environ.get("LABEL_DESK_PICTURES"):
            grabbed.save(str(Path(folder) / f"{name}.png"))
        return colours_in(grabbed)

    return take


def colours_in(grabbed: QPixmap) -> int:
    """How many colours a coarse raster of the picture has."""
    image = grabbed.toImage()
    across, down = range(0, image.width(), 7), range(0, image.height(), 5)
    return len({image.pixel(x, y) for x in across for y in down})
