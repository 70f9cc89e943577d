"""What an evaluation says so far, part by part, as text: the feedback before it is decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from app.models.review import Score
from app.models.scheme import Leaf, Scheme, parts
from app.ui.review import words
from app.wording import _, current, pick, points_text, say

if TYPE_CHECKING:
    from app.casework.judge import Judgement


@dataclass(frozen=True, slots=True)
class Feedback:
    """The same words as text and as a page."""

    text: str
    html: str


def feedback(judgement: "Judgement") -> Feedback:
    """Return points, levels and comments of every part, and what they mean."""
    form = judgement.application
    title = f"{form.title} · {form.applicant.name}"
    lines = [title, "", *_parts(judgement), *(say(each) for each in judgement.explanation)]
    text = "\n".join(lines).rstrip() + "\n"
    page = (
        f'<!doctype html>\n<html lang="{current()}">\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        f'<pre style="font-family:sans-serif;white-space:pre-wrap">{escape(text)}</pre>\n</html>\n'
    )
    return Feedback(text, page)


def _parts(judgement: "Judgement") -> Iterator[str]:
    scheme = judgement.scheme
    for gate in scheme.gates:
        yield from _leaf(judgement, scheme, gate)
    if scheme.gates:
        yield ""
    results = {each.id: each for each in judgement.assessment.criteria}
    for criterion in scheme.criteria:
        result = results[criterion.id]
        code = criterion.id if criterion.id.isdecimal() else ""
        name = f"{code} {pick(criterion.names)}".strip()
        yield f"{name}: {points_text(result.points)} / {points_text(result.maximum)}"
        for leaf in parts(criterion):
            yield from _leaf(judgement, scheme, leaf)
        yield ""


def _leaf(judgement: "Judgement", scheme: Scheme, leaf: Leaf) -> Iterator[str]:
    score = judgement.scores.get(leaf.id, Score())
    name = f"{words.leaf_code(leaf)} {pick(leaf.names)}".strip()
    said = words.score_text(scheme, score.points)
    if scheme.kind != "statements" and score.points is not None:
        said = f"{said} {words.level_name(scheme, score.points)}".rstrip()
    yield f"  {name}: {said}"
    if score.comment.strip():
        yield from (f"    {line}" for line in score.comment.strip().splitlines())


def note() -> str:
    """Say that the feedback is not the letter yet."""
    return _("Not decided yet: this is what the evaluation says so far; points can change.")
