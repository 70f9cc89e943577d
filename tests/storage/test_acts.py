"""Acts: one transaction with one entry; what comes back is what went in."""

import json
import threading
from contextlib import suppress
from datetime import timedelta
from sqlite3 import ProgrammingError

import pytest

from app.clock import fixed_clock
from app.log import PublicKey, leaf_hash, verify_checkpoint
from app.models.case import CaseRef
from app.models.casebook import (
    Exported,
    OrderMarking,
    RejectedFile,
    SchemeText,
    SeasonConfirmation,
    SeasonText,
    Withdrawal,
)
from app.models.errors import Misused, Refused
from app.models.identifiers import CaseId, OrderId, SchemeId
from app.models.log import Act
from app.models.order import OrderMark, OrderState, PlaqueOrder
from app.storage import Casebook
from app.storage.kinds import KIND_OF
from tests.storage import made
from tests.storage.made import HASH, START

CASE = CaseId("NO-NQL-2026-0412")


def test_a_new_casebook_has_its_first_entry(casebook):
    (entry,) = casebook.entries()
    assert (entry.act, entry.index, entry.previous_size) == (Act.BEGIN, 0, 0)


def test_an_act_knows_its_index_before_it_is_written(casebook):
    with casebook.act(Act.RECEIVE) as act:
        act.store(made.submission(act.index))
    assert act.index == act.entry.index == 1
    assert casebook.submission(CaseRef(CASE)).entry == 1


def test_what_comes_back_is_what_went_in(casebook):
    made.receive(casebook)
    assert casebook.submission(CaseRef(CASE)) == made.submission(1)


def test_cases_are_found_without_case(casebook):
    made.receive(casebook)
    assert casebook.submission(CaseRef(CaseId("no-nql-2026-0412"))).case == CASE


def test_the_highest_number_is_current(casebook):
    for number in (1, 2):
        made.receive(casebook, number=number)
    assert casebook.submission(CaseRef(CASE)).number == 2
    assert casebook.submission(CaseRef(CASE, 1)).number == 1
    assert [each.number for each in casebook.submissions(CASE)] == [1, 2]


@pytest.mark.parametrize("ref", [CaseRef(CaseId("x")), CaseRef(CASE, 7)])
def test_an_unknown_case_is_refused(casebook, ref):
    made.receive(casebook)
    with pytest.raises(Refused, match=r"casebook\.unknown"):
        casebook.submission(ref)


def test_a_sealed_review_comes_back_with_comments_and_pins(casebook):
    with casebook.act(Act.SEAL) as act:
        act.store(made.review(act.index))
    assert casebook.reviews(CASE, 1) == (made.review(1),)


def test_a_decision_comes_back(casebook):
    index = made.decide(casebook)
    assert casebook.decisions(CASE) == (made.decision(index),)
    assert casebook.decision(made.decision(index).id) == made.decision(index)


def test_a_certificate_comes_back_with_its_bytes(casebook):
    record = made.certify(casebook)
    assert casebook.certificate(record.number) == record
    assert casebook.certificates(CASE) == (record,)


def test_all_certificates_come_without_their_bytes(casebook):
    made.certify(casebook)
    (record,) = casebook.certificates()
    assert record.pdf == b""


OTHERS = [
    RejectedFile(HASH, 12, ("file.not-zip",), START, "søknad.zip"),
    SeasonText(HASH, 'name = "2026/27"\n', START, 1),
    SeasonConfirmation(HASH, {SchemeId("nql-2022"): "ab"}, "Kari", START, 1),
    SchemeText(SchemeId("nql-2022"), HASH, "# Å\n", START, 1),
    Withdrawal(CASE, None, "Kari", START, "Søkeren trakk seg.", 1),
    Exported("awards", HASH, 12, START, 1),
    PlaqueOrder(OrderId("O-1"), "2027-2028", (made.order_line(),), "Kari", START, 1),
]


@pytest.mark.parametrize("record", OTHERS, ids=lambda record: type(record).__name__)
def test_every_kind_is_separated_and_joined_again(record):
    kind = KIND_OF[type(record)]
    value, parts = kind.separate(record)
    assert kind.assemble(value.decode(), 1, parts) == record


def test_an_order_comes_with_the_states_it_reached(casebook):
    with casebook.act(Act.ORDER) as act:
        act.store(PlaqueOrder(OrderId("O-1"), "2027-2028", (), "Kari", START, act.index))
    with casebook.act(Act.ORDER) as act:
        act.store(OrderMarking(OrderId("O-1"), OrderState.SENT, START, "Ola", act.index))
    (order,) = casebook.orders()
    assert order.marks == (OrderMark(OrderState.SENT, START, "Ola", 2),)


def test_the_newest_season_is_current(casebook):
    for name in ("2025/26", "2026/27"):
        with casebook.act(Act.SEASON) as act:
            act.store(SeasonText(HASH, name, act.at, act.index))
    assert casebook.season().text == "2026/27"


def test_an_exception_leaves_nothing(casebook):
    with suppress(KeyError), casebook.act(Act.DECIDE) as act:
        act.store(made.decision(act.index))
        raise KeyError
    assert (casebook.size, casebook.decisions(CASE)) == (1, ())


def test_a_number_is_never_used_twice(casebook):
    made.receive(casebook)
    with pytest.raises(Refused, match=r"casebook\.taken"):
        made.receive(casebook)
    assert (casebook.size, casebook.check().ok) == (2, True)


def test_acts_do_not_nest(casebook):
    with pytest.raises(RuntimeError), casebook.act(Act.EXPORT), casebook.act(Act.EXPORT):
        pass


def test_the_leaf_holds_no_personal_word(casebook):
    made.receive(casebook)
    made.decide(casebook)
    leaves = b"".join(entry.leaf for entry in casebook.entries())
    for word in ("Solveig", "Kari", "Ringve", "plass", "example.org", "0412"):
        assert word.encode() not in leaves


def test_the_leaf_shows_package_scheme_and_season(casebook):
    with casebook.act(Act.DECIDE) as act:
        act.package = act.scheme = act.season = HASH
    stated = json.loads(act.entry.leaf)
    assert (stated["package"], stated["scheme"], stated["season"]) == (HASH,) * 3


def test_every_checkpoint_is_signed(casebook):
    made.decide(casebook)
    key = PublicKey.of_text(casebook.beginning().public_key)
    for entry in casebook.entries():
        assert verify_checkpoint(entry.checkpoint, key).size == entry.index + 1


def test_a_clock_set_back_is_flagged(folder, keys):
    with Casebook.create(folder, clock=fixed_clock(START, -timedelta(days=1)), keys=keys) as book:
        made.decide(book)
        assert [entry.clock_moved for entry in book.entries()] == [False, True]
        assert book.check().ok


def test_a_proof_holds_without_the_casebook(casebook):
    from app.log import parse_tlog_proof

    index = made.decide(casebook)
    for _ in range(5):
        made.decide(casebook)
    proof = parse_tlog_proof(casebook.proof(index).proof)
    key = PublicKey.of_text(casebook.beginning().public_key)
    assert proof.proves(leaf_hash(casebook.entry(index).leaf), key)
    assert not proof.proves(leaf_hash(casebook.entry(index + 1).leaf), key)


def test_proofs_follow_later_acts(casebook):
    for size in range(2, 9):
        index = made.decide(casebook)
        assert casebook.proof(index).size == size


def test_finished_drafts_go_with_the_act(casebook):
    draft = made.draft()
    with casebook.draft() as saving:
        saving.save(draft)
    with casebook.act(Act.SEAL) as act:
        act.forget_draft(draft.case, draft.submission, draft.evaluator)
    assert casebook.drafts(CASE, 1) == ()
    assert casebook.opened(CASE, 1, draft.evaluator) == (HASH,)


@pytest.mark.parametrize(
    "text",
    ["'); DROP TABLE entry; --", "a\x00b", "x" * 1_000_000, "e\u0301 og é", "\u202egnp.exe", "🏫"],
    ids=["sql", "nul", "megabyte", "nfd", "bidi", "emoji"],
)
def test_any_text_is_kept_as_it_was(casebook, text):
    with casebook.act(Act.DECIDE) as act:
        act.store(made.decision(act.index, reason=text))
    assert casebook.decisions(CASE)[0].reason == text
    assert casebook.check().ok


def test_a_lone_surrogate_is_refused(casebook):
    with pytest.raises(Misused, match=r"text\.not-unicode"), casebook.act(Act.DECIDE) as act:
        act.store(made.decision(act.index, reason="\ud800"))
    assert casebook.size == 1


def test_words_of_no_record_are_kept_beside(casebook):
    with casebook.act(Act.EXPORT) as act:
        act.personal("export.note", "til Ola")
        act.personal("export.file", b"\xff\x00")
    assert casebook.personal(1, "export.note") == b'"til Ola"'
    assert casebook.personal(1, "export.file") == b"\xff\x00"
    assert casebook.check().ok


def test_another_thread_may_not_use_it(casebook):
    caught = []

    def use():
        try:
            casebook.entries()
        except ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert caught


def test_an_act_keeps_a_draft_in_its_own_transaction(casebook):
    made.receive(casebook)
    with suppress(ZeroDivisionError), casebook.act(Act.CARRY) as act:
        act.keep_draft(made.draft())
        raise ZeroDivisionError
    assert casebook.drafts(made.draft().case, 1) == ()
    with casebook.act(Act.CARRY) as act:
        act.keep_draft(made.draft())
    assert casebook.drafts(made.draft().case, 1) == (made.draft(),)
    assert casebook.check().ok
