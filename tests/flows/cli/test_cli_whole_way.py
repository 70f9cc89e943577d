"""From an application file to a certificate and a plaque, by the command line alone."""

from tests.flows.cli.office import ESL, KARI, NQL, Office, points, school, statements, teacher


def test_a_teacher_gets_a_certificate(ready: Office) -> None:
    assert ready.scores(NQL, points(4)).json == {"status": "in-review", "total": 20, "open": []}
    decided = ready.decides(NQL, "grant").json
    assert decided["outcome"] == "grant"
    issued = ready.does("certify", NQL, "-o", ready.path("c.pdf"), "--language", "nb")
    assert issued["number"].endswith(f"-{decided['log_entry']:06}")
    assert issued["number"].startswith("NO-NQL-")
    checked = ready.does("verify", ready.path("c.pdf"))
    assert checked["verdict"] == "valid"
    assert checked["content"]["recipient"] == "Solveig Hansen"
    assert [row["id"] for row in ready.does("list", "--status", "certified")] == [NQL]
    assert ready.does("log", "verify")["ok"]


def test_certify_again_gives_the_same_bytes(ready: Office) -> None:
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    first = ready.does("certify", NQL, "-o", ready.path("1.pdf"))
    second = ready.does("certify", NQL, "-o", ready.path("2.pdf"))
    assert first["number"] == second["number"]
    assert ready.path("1.pdf").read_bytes() == ready.path("2.pdf").read_bytes()
    assert ready.acts().count("certify") == 1
    assert ready.asks("certify", NQL, "-o", ready.path("2.pdf")).code == "file.exists"


def test_another_name_is_an_act_with_a_number_of_its_own(ready: Office) -> None:
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    first = ready.does("certify", NQL, "-o", ready.path("1.pdf"))
    words = ("certify", NQL, "-o", ready.path("2.pdf"), "--name", "Solveig Hanssen")
    assert ready.asks(*words).code == "certify.reason-missing"
    again = ready.does(*words, "--reason", "Skrevet med én s i skjemaet")
    assert again["number"] == first["number"] + "-2"
    checked = ready.does("verify", ready.path("2.pdf"))
    assert checked["content"]["recipient"] == "Solveig Hanssen"
    third = ready.does("certify", NQL, "-o", ready.path("3.pdf"))
    assert third["number"] == again["number"]


def test_a_school_gets_its_plaque_once(ready: Office) -> None:
    ready.scores(ESL, statements("met"))
    assert ready.asks("orders", "make").code == "order.nothing"
    assert ready.decides(ESL, "grant").status == 0
    assert ready.asks("orders", "make").code == "order.nothing"
    ready.does("certify", ESL, "-o", ready.path("c.pdf"))
    order = ready.does("orders", "make", "--by", KARI)
    assert [line["school"] for line in order["lines"]] == ["Fjordgata ungdomsskole"]
    assert order["label_years"] == "2026-2027"
    assert ready.asks("orders", "make").code == "order.nothing"
    assert ready.does("orders", "mark", order["id"], "sent")["state"] == "sent"
    assert ready.does("orders", "mark", order["id"], "delivered")["state"] == "delivered"
    assert ready.asks("orders", "mark", order["id"], "sent").code == "order.state"
    assert ready.acts()[-4:] == ["certify", "order", "order", "order"]


def test_a_refused_application_comes_again_as_new(ready: Office) -> None:
    ready.scores(NQL, points(4, s1b={"points": 1, "comment": "Lite felles arbeid."}))
    assert ready.decides(NQL, "refuse", "--reason", "1b er for lavt.").status == 0
    assert ready.does("list", "--status", "refused")
    again = ready.receives(teacher(submission=2, submitted_at="2026-10-20T10:00:00+02:00"))
    assert (again["id"], again["submission"]) == (NQL, 2)
    assert ready.does("list", "--status", "new")[0]["total"] is None
    assert ready.decides(NQL, "grant").code == "review.absent"
    assert ready.asks("decide", f"{NQL}/1", "--outcome", "refuse", "--evaluator", KARI,
                      "--reason", "x").code == "decide.already"  # fmt: skip


def test_after_a_grant_a_new_submission_changes_nothing(ready: Office) -> None:
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    ready.receives(teacher(submission=2))
    row = ready.does("list", "--status", "granted")[0]
    assert (row["submission"], row["status"]) == (2, "granted")
    assert ready.decides(NQL, "refuse", "--reason", "x").code == "decide.already"
    assert ready.does("certify", NQL, "-o", ready.path("c.pdf"))["number"]


def test_a_taken_number_is_given_the_next_free_one(ready: Office) -> None:
    reply = ready.asks("import", ready.application(teacher(id=NQL.lower(), extra={"n": 1})))
    assert reply.status == 0
    taken = reply.json["imported"][0]
    assert (taken["id"], taken["submission"]) == (NQL, 2)
    assert "application.renumbered" in {each["code"] for each in reply.json["problems"]}


def test_the_same_bytes_are_stored_once(ready: Office) -> None:
    file = ready.application(teacher())
    before = len(ready.acts())
    assert ready.does("import", file)["imported"][0]["already"] is True
    assert len(ready.acts()) == before


def test_a_school_label_can_be_returned_before_its_deadline(ready: Office) -> None:
    low = statements("met") | {
        f"agency-{number}": {"points": 0, "comment": "Ikke vist."} for number in range(1, 5)
    }
    ready.scores(ESL, low)
    assert ready.decides(ESL, "return").code == "decide.reason-missing"
    assert ready.decides(ESL, "return", "--reason", "Vis elevmedvirkning.").status == 0
    again = ready.receives(school(submission=2, submitted_at="2026-03-05T09:00:00+01:00"))
    assert again["submission"] == 2
    assert ESL in {row["id"] for row in ready.does("list", "--status", "new")}
