"""Other grids than the shipped ones are shown and scored in the same panes."""

from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.review import Mark, Score
from app.scoring import assess, load_scheme
from app.ui.review.assessment_table import table_rows
from app.ui.review.scores_pane import ScoresPane

GRIDS = Path(__file__).parents[2] / "samples" / "schemes"


@pytest.mark.parametrize("name", ["nql-2014", "ite-2022"])
def test_every_leaf_can_be_scored(qtbot: QtBot, name: str) -> None:
    scheme = load_scheme((GRIDS / f"{name}.toml").read_bytes(), f"{name}.toml")
    pane = ScoresPane()
    qtbot.addWidget(pane)
    pane.show_application(scheme, {}, assess(scheme, {}))
    told: list[tuple[str, object]] = []
    pane.points_chosen.connect(lambda leaf, points: told.append((leaf, points)))
    for leaf in pane.leaves:
        pane.set_current(leaf, focus=False)
        pane.choose("2")
    assert told == [(leaf.id, Fraction(2)) for leaf in scheme.leaves]


def test_what_is_not_applicable_is_shown_so(qtbot: QtBot) -> None:
    scheme = load_scheme((GRIDS / "ite-2022.toml").read_bytes(), "ite-2022.toml")
    leaf = next(each for each in scheme.leaves if each.minimum is None)
    scores = {leaf.id: Score(Mark.NOT_APPLICABLE)}
    pane = ScoresPane()
    qtbot.addWidget(pane)
    pane.show_application(scheme, scores, assess(scheme, scores))
    row = pane.row(leaf.id)
    assert row.levels.choices[row.levels.index()].text == "n/a"
    assert table_rows(scheme, assess(scheme, scores))[-1].id == "total"
