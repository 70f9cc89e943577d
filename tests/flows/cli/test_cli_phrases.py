"""The comment bank by command line: list, export, import."""

from tests.flows.cli.office import KARI, NQL, Office, points, teacher

COMMENT = "Rollene er godt synlige for alle."


def sealed(office: Office) -> None:
    office.does("season", "confirm", "--by", KARI)
    office.receives(teacher())
    given = points() | {"1b": {"points": 4, "comment": COMMENT}}
    assert office.scores(NQL, given, "--seal").status == 0


def test_own_phrases_are_listed_only_for_who_wrote_them(office: Office) -> None:
    sealed(office)
    (found,) = office.does("phrases", "list", "--evaluator", KARI)
    assert (found["leaf"], found["text"], found["standard"], found["uses"]) == (
        "1b", COMMENT, False, 1,
    )  # fmt: skip
    assert office.does("phrases", "list") == []
    assert office.does("phrases", "list", "--scheme", "esl-2022", "--evaluator", KARI) == []


def test_a_file_goes_to_another_office(office: Office) -> None:
    sealed(office)
    path = office.path("phrases.toml")
    assert office.does("phrases", "export", "-o", path, "--evaluator", KARI)["phrases"] == 1
    assert office.asks("phrases", "export", "-o", path).code == "file.exists"
    again = office.does("phrases", "import", path, "--evaluator", KARI)
    assert again == {"new": 0, "already": 1}
    other = office.does("phrases", "import", path, "--evaluator", "Nils Berg")
    assert other == {"new": 1, "already": 0}
    assert COMMENT in office.says("phrases", "list", "--evaluator", "Nils Berg").out
