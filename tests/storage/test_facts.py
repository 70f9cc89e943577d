"""The cheap rows of the queue."""

from dataclasses import replace

from app.models.assessment import Outcome
from app.models.casebook import Withdrawal
from app.models.identifiers import CaseId
from app.models.log import Act
from tests.storage import made
from tests.storage.made import START

CASE = CaseId("NO-NQL-2026-0412")


def facts(casebook):
    (only,) = casebook.case_facts()
    return only


def test_an_empty_casebook_has_no_case(casebook):
    assert casebook.case_facts() == ()


def test_a_case_is_told_by_its_form(casebook):
    made.receive(casebook)
    row = facts(casebook)
    assert (row.case, row.applicant, row.school, row.city, row.title) == (
        CASE, "Solveig Hansen", "Ringve skole", "Trondheim", "Stemmer fra elva",
    )  # fmt: skip
    assert (row.applicant_key, row.school_key, row.project_key) == (
        "id t-8812",
        "NO-12345",
        "p-221",
    )


def test_a_school_label_is_called_by_its_school(casebook):
    form = made.application(project=None)
    with casebook.act(Act.RECEIVE) as act:
        act.store(made.submission(act.index, application=form))
    assert facts(casebook).title == "Ringve skole"


def test_the_email_without_case_is_the_second_choice(casebook):
    form = made.application()
    with casebook.act(Act.RECEIVE) as act:
        form = replace(form, applicant=replace(form.applicant, id=None))
        act.store(made.submission(act.index, application=form))
    assert facts(casebook).applicant_key == "mail solveig@example.org"


def test_points_of_drafts_are_there(casebook):
    made.receive(casebook)
    with casebook.draft() as saving:
        saving.save(made.draft())
    (draft,) = facts(casebook).drafts
    assert draft == {leaf: score.points for leaf, score in made.scores().items()}


def test_a_replaced_review_counts_once(casebook):
    made.receive(casebook)
    for revises in (None, "R-2"):
        with casebook.act(Act.SEAL) as act:
            act.store(made.review(act.index, revises=revises))
    assert facts(casebook).sealed == 1


def test_reviews_of_an_earlier_submission_do_not_count(casebook):
    made.receive(casebook)
    with casebook.act(Act.SEAL) as act:
        act.store(made.review(act.index))
    made.receive(casebook, number=2)
    assert (facts(casebook).submission, facts(casebook).sealed) == (2, 0)


def test_the_newest_decision_counts(casebook):
    made.receive(casebook)
    made.decide(casebook)
    with casebook.act(Act.REVISE) as act:
        act.store(made.decision(act.index, outcome=Outcome.REFUSE))
    assert (facts(casebook).outcome, facts(casebook).decision) == (Outcome.REFUSE, "D-3")


def test_certified_is_of_the_newest_decision(casebook):
    made.receive(casebook)
    made.certify(casebook)
    assert facts(casebook).certified
    made.decide(casebook)
    assert not facts(casebook).certified


def test_a_withdrawal_holds_until_the_next_decision(casebook):
    made.receive(casebook)
    with casebook.act(Act.WITHDRAW) as act:
        act.store(Withdrawal(CASE, None, "Kari", START, "Søkeren trakk seg.", act.index))
    assert facts(casebook).withdrawn
    made.decide(casebook)
    assert not facts(casebook).withdrawn


def test_cases_of_one_applicant_or_school(casebook):
    made.receive(casebook)
    made.receive(casebook, case="NO-2")
    assert len(casebook.case_facts(applicant_key="id t-8812")) == 2
    assert len(casebook.case_facts(school_key="NO-12345")) == 2
    assert casebook.case_facts(school_key="NO-9") == ()
    assert [row.case for row in casebook.case_facts(CaseId("no-2"))] == ["NO-2"]
