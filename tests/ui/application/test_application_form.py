"""The form asks for everything that the schema knows, and gives back what was put in."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resources import resource
from app.ui.application.day_editor import DayEditor, day_of
from app.ui.application.many_editor import ManyEditor
from app.ui.application.parts import Kind, Part, sections
from app.ui.application.places import put_at, value_at
from app.ui.application.rows_editor import RowsEditor
from app.ui.application.text_editor import TextEditor

SCHEMA = json.loads(resource("schemas", "application-1.schema.json").read_text(encoding="utf-8"))
VALUES = {
    Kind.LINE: "Ünï 日本 ليلى", Kind.NUMBER: 74, Kind.TEXT: "one\n\ntwo", Kind.LINES: ["a", "b"],
    Kind.DAY: "2026-09-20", Kind.INSTANT: "2026-09-20T14:12:05+02:00", Kind.COUNTRY: "XK",
    Kind.LANGUAGE: "nb", Kind.LANGUAGES: ["nb", "tlh"], Kind.LEAF: "zz", Kind.YES_NO: False,
    Kind.EVIDENCE: "ev1",
}  # fmt: skip


def asked(scheme) -> set[str]:
    return {p.pointer for s in sections(scheme, "nb", is_again=True) for p in s.parts}


@pytest.mark.parametrize("part", ["applicant", "school", "project", "preselection",
                                  "head_declaration"])  # fmt: skip
def test_every_field_of_the_schema_is_asked_for(part, scheme) -> None:
    known = SCHEMA["$defs"][part.replace("_", "-")]["properties"]
    of_other_label = {"project"} if scheme.is_for_school() else {"preselection", "head_declaration"}
    if part not in of_other_label:
        assert {f"/{part}/{name}" for name in known} <= asked(scheme)


def test_every_criterion_statement_and_gate_is_asked_for(scheme) -> None:
    answers = [each for each in asked(scheme) if each.endswith("/text")]
    gates = [each for each in scheme.gates if each.id != "declaration"]
    assert len(answers) == len(gates) + len(scheme.criteria)
    if scheme.is_for_school():
        for leaf in (leaf for criterion in scheme.criteria for leaf in criterion.sub):
            assert any(each.endswith(f"/statements/{leaf.id}") for each in asked(scheme))


@pytest.mark.parametrize("kind", list(VALUES))
def test_an_editor_gives_back_what_was_put_in(qtbot, makers, kind) -> None:
    editor = makers.make(Part("x", "X", kind))
    qtbot.addWidget(editor)
    told = []
    editor.changed.connect(lambda: told.append(1))
    editor.put(VALUES[kind])
    assert editor.value() == VALUES[kind]
    assert not told  # what a program puts in was not typed


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_editor_says_nothing(qtbot, makers, kind) -> None:
    editor = makers.make(Part("x", "X", kind, columns=(Part("a", "A"),)))
    qtbot.addWidget(editor)
    editor.put(None)
    assert editor.value() in ("", None, [], [""])


@pytest.mark.parametrize(
    ("typed", "value"),
    [("20.9.2026", "2026-09-20"), ("20/09/2026", "2026-09-20"), ("2026-09-20", "2026-09-20"),
     ("31.2.2026", "31.2.2026"), ("soon", "soon"), ("", "")],
)  # fmt: skip
def test_days_are_read_as_people_write_them(qtbot, typed, value) -> None:
    editor = DayEditor()
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, typed)
    assert editor.value() == value


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert isinstance(day_of(text), date | None)


def test_rows_are_added_and_taken_out_by_keyboard(qtbot, makers) -> None:
    part = Part("/x", "X", Kind.ROWS, columns=(Part("school", "School"),))
    editor = RowsEditor(part, makers.make)
    qtbot.addWidget(editor)
    editor.setObjectName("rows")
    editor.put([{"school": "A", "note": "kept"}, {"school": "B"}])
    editor.add.click()
    editor.editors()[-1].put("C")
    editor._remove(1)
    assert editor.value() == [{"school": "A", "note": "kept"}, {"school": "C"}]


def test_choices_that_are_not_offered_are_kept(qtbot) -> None:
    editor = ManyEditor((("1a", "A"), ("1b", "B")), "Choose…")
    qtbot.addWidget(editor)
    editor.put(["9z", "1b"])
    editor._actions()[0].setChecked(True)
    assert editor.value() == ["1a", "1b", "9z"]


def test_a_huge_text_is_taken_and_files_are_not(qtbot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.put("x" * 1_000_000)
    assert len(editor.value()) == 1_000_000


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("/a/b", 1), ("/list/0/text", "t"), ("/list/7/text", None), ("/a~1b/c", "x"), ("/d/e/f", 0)],
)  # fmt: skip
def test_places_are_made_and_lists_never_grow(pointer, value) -> None:
    form = {"list": [{}], "a": None}
    put_at(form, pointer, value)
    assert value_at(form, pointer) == value
    assert len(form["list"]) == 1
