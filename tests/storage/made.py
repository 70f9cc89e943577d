"""Records with valid defaults, all invented, and acts that store them."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from app.clock import fixed_clock
from app.models.application import Answer, Applicant, Application, Evidence, Project, School
from app.models.assessment import Assessment, CriterionResult, Outcome, RuleAnswer
from app.models.case import Submission
from app.models.certificate import Certificate, LogProof, PrintedWords
from app.models.decision import Decision
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
from app.models.log import Act
from app.models.message import message
from app.models.order import OrderLine
from app.models.problem import Problem, Severity
from app.models.review import Draft, Mark, Pin, Review, Score
from app.storage import Casebook

START = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
HASH = Sha256("ab" * 32)


def clock():
    return fixed_clock(START)


def application(case: str = "NO-NQL-2026-0412", number: int = 1, **changes: object) -> Application:
    form = Application(
        scheme=SchemeId("nql-2022"),
        id=CaseId(case),
        submission=number,
        submitted_at=START,
        language="nb",
        applicant=Applicant("Solveig Hansen", id="t-8812", email="Solveig@example.org"),
        school=School("Ringve skole", "NO", id="NO-12345", city="Trondheim"),
        project=Project("Stemmer fra elva", id="p-221"),
        answers=(Answer("a1", "Elevene målte vannstanden.", "1", evidence=(EvidenceId("ev1"),)),),
        evidence=(Evidence(EvidenceId("ev1"), "Feltrapport", path="evidence/Feltrapport.pdf"),),
        extra={"ønske": [1, 2.5, None]},
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def submission(index: int, case: str = "NO-NQL-2026-0412", number: int = 1, **changes: object):
    problem = Problem("bag.weak", Severity.WARNING, "bag", message("Only {sum}.", sum="md5"))
    record = Submission(
        case=CaseId(case),
        number=number,
        sha256=HASH,
        size=4096,
        scheme=SchemeId("nql-2022"),
        received_at=START,
        submitted_at=START,
        damaged=False,
        missing_evidence=False,
        entry=index,
        application=application(case, number),
        problems=(problem,),
    )
    return replace(record, **changes)


def scores():
    pin = Pin(EvidenceId("ev1"), page=2, quote="hele skolen", rectangle=(Fraction(1, 3),) * 4)
    return {
        LeafId("1a"): Score(Fraction(4)),
        LeafId("1b"): Score(Fraction(5, 2), "Bare én uke.", (pin,)),
        LeafId("2c"): Score(Mark.NOT_APPLICABLE),
        LeafId("3a"): Score(),
    }


def draft(case: str = "NO-NQL-2026-0412", evaluator: str = "Kari Nordmann") -> Draft:
    return Draft(CaseId(case), 1, evaluator, scores(), opened=(HASH,), changed_at=START)


def review(index: int, case: str = "NO-NQL-2026-0412", **changes: object) -> Review:
    record = Review(
        id=f"R-{index}",
        case=CaseId(case),
        submission=1,
        sha256=HASH,
        evaluator="Kari Nordmann",
        scheme=SchemeId("nql-2022"),
        scheme_sha256=HASH,
        season_sha256=HASH,
        scores=scores(),
        sealed_at=START,
        conflict="Skolen er naboen.",
        entry=index,
    )
    return replace(record, **changes)


def assessment() -> Assessment:
    criterion = CriterionResult("1", Fraction(13, 4), Fraction(5), Fraction(2), met=True)
    return Assessment(
        criteria=(criterion,), gates=(), total=Fraction(47, 3), maximum=Fraction(25),
        minimum_total=Fraction(15), outcome=Outcome.GRANT, certain=None, reasons=(), nearest=(),
        open=(),
    )  # fmt: skip


def decision(index: int, case: str = "NO-NQL-2026-0412", **changes: object) -> Decision:
    record = Decision(
        id=DecisionId(f"D-{index}"),
        case=CaseId(case),
        submission=1,
        sha256=HASH,
        reviews=("R-2",),
        scheme=SchemeId("nql-2022"),
        scheme_sha256=HASH,
        season_sha256=HASH,
        assessment=assessment(),
        eligibility={RuleId("founders"): RuleAnswer.MET},
        outcome=Outcome.GRANT,
        by="Kari Nordmann",
        at=START,
        entry=index,
        reason="Alt er på plass.",
    )
    return replace(record, **changes)


def receive(casebook: Casebook, case: str = "NO-NQL-2026-0412", number: int = 1) -> int:
    with casebook.act(Act.RECEIVE) as act:
        act.package = HASH
        act.store(submission(act.index, case, number))
    return act.index


def decide(casebook: Casebook, case: str = "NO-NQL-2026-0412") -> int:
    with casebook.act(Act.DECIDE) as act:
        act.store(decision(act.index, case))
    return act.index


def certify(casebook: Casebook, case: str = "NO-NQL-2026-0412") -> Certificate:
    decided = decide(casebook, case)
    with casebook.act(Act.CERTIFY) as act:
        record = certificate(act.index, decided, casebook.proof(decided))
        act.store(record)
    return record


def certificate(index: int, decided: int, proof: LogProof) -> Certificate:
    number = CertificateNumber(f"NO-NQL-2026-{decided:06}")
    words = PrintedWords(
        number=number, languages=("nb",), label={"en": "National Quality Label"},
        recipient="Solveig Hansen", school="Ringve skole", city="Trondheim", country="NO",
        season="2026/27", organisation={"en": "Office"}, place="Trondheim", signatory="Ola",
        role={"en": "Head"}, decided_on=START.date(), issued_on=START.date(), for_school=False,
    )  # fmt: skip
    return Certificate(
        number=number, decision=DecisionId(f"D-{decided}"), words=words, proof=proof, sha256=HASH,
        key_fingerprint="ab", at=START, entry=index, pdf=b"%PDF-1.7 \xff",
    )  # fmt: skip


def order_line() -> OrderLine:
    return OrderLine(
        case=CaseId("NO-ESL-1"), decision=DecisionId("D-1"),
        certificate=CertificateNumber("NO-ESL-2026-000001"), school="Ringve skole",
        engraving=("Ringve skole", "2027-2028"), address=("Strindvegen 1",), contact="Ola",
        country="NO",
    )  # fmt: skip
