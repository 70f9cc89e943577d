"""From the checked TOML table of a scheme to its record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.models.errors import Refused
from app.models.identifiers import LeafId, Names, RuleId, SchemeId, Sha256
from app.models.message import message
from app.models.scheme import (
    Criterion,
    EligibilityRule,
    Example,
    Leaf,
    Level,
    Limits,
    Minimum,
    PinRule,
    Resubmission,
    RuleKind,
    Scale,
    Scheme,
    Source,
)
from app.scoring.tables import Table, exact


def scheme_of(table: Table, sha256: str, data: bytes) -> Scheme:
    """Return the record of a table that fits the schema."""
    aggregation = table["aggregation"]
    return Scheme(
        id=SchemeId(table["id"]),
        kind=table["kind"],
        unit=table["unit"],
        names=table["names"],
        scale=_scale(table["scale"]),
        criterion_rule=aggregation["criterion"],
        total_rule=aggregation["total"],
        criteria=tuple(_criterion(each) for each in table["criteria"]),
        gates=tuple(_leaf(each) for each in table.get("gates", ())),
        levels=tuple(Level(exact(each["points"]), each["names"]) for each in _levels(table)),
        minimum_total=_minimum(aggregation.get("minimum_total")),
        eligibility=tuple(_rule(each) for each in table.get("eligibility", ())),
        limits=_limits(table.get("limits", {})),
        examples=tuple(_example(each) for each in table.get("examples", ())),
        short=table.get("short") or table["id"].split("-")[0].upper()[:8],
        pins=PinRule(table.get("pins", PinRule.OPTIONAL)),
        valid_from=_day(table.get("valid_from")),
        valid_until=_day(table.get("valid_until")),
        sha256=Sha256(sha256),
        source_bytes=data,
    )


def _scale(table: Table) -> Scale:
    return Scale(
        min=exact(table["min"]),
        max=exact(table["max"]),
        step=exact(table.get("step", 1)),
        not_applicable=table.get("not_applicable", False),
        source=_source(table),
    )


def _levels(table: Table) -> list[Table]:
    return sorted(table.get("levels", ()), key=lambda level: exact(level["points"]))


def _criterion(table: Table) -> Criterion:
    return Criterion(
        id=table["id"],
        names=table["names"],
        sub=tuple(_leaf(each) for each in table.get("sub", ())),
        minimum=_minimum(table.get("minimum")),
        looks_for=_side_by_side(table.get("looks_for", {})),
        questions=_side_by_side(table.get("questions", {})),
        source=_source(table),
        looks_for_source=_source(table, "looks_for_source"),
        short_names=table.get("short_names", {}),
    )


def _leaf(table: Table) -> Leaf:
    return Leaf(
        id=LeafId(table["id"]),
        names=table["names"],
        minimum=_minimum(table.get("minimum")),
        evidence=tuple(_hint(each) for each in table.get("evidence", ())),
        looks_for=_side_by_side(table.get("looks_for", {})),
        descriptors=table.get("descriptors", {}),
        source=_source(table),
        descriptors_source=_source(table, "descriptors_source"),
    )


def _minimum(table: Table | None) -> Minimum | None:
    """An empty table means: no minimum."""
    if not table or not {"points", "share"} & table.keys():
        return None
    points, share = table.get("points"), table.get("share")
    return Minimum(
        points=None if points is None else exact(points),
        share=None if share is None else exact(share),
        source=_source(table),
    )


def _rule(table: Table) -> EligibilityRule:
    return EligibilityRule(
        id=RuleId(table["id"]),
        kind=RuleKind(table["kind"]),
        names=table["names"],
        rule=table.get("rule"),
        source=_source(table),
        hint=table.get("hint", {}),
    )


def _limits(table: Table) -> Limits:
    return Limits(
        applications_per_applicant_and_school_year=table.get(
            "applications_per_applicant_and_school_year"
        ),
        resubmissions=_resubmissions(table.get("resubmissions", "none")),
    )


def _resubmissions(value: str | Table) -> Resubmission:
    if isinstance(value, str):
        return Resubmission()
    return Resubmission(
        until_deadline=value.get("until") == "deadline",
        count=value.get("count"),
        must_name=tuple(value.get("must_name", ())),
    )


def _example(table: Table) -> Example:
    total = table.get("total")
    return Example(
        scores={leaf: _as_kept(points) for leaf, points in table["scores"].items()},
        outcome=table["outcome"],
        reasons=tuple(table.get("reasons", ())),
        total=None if total is None else str(total),
    )


def _as_kept(points: Any) -> str | int:
    """Whole numbers stay numbers; other decimals are kept as the text that was written."""
    return points if isinstance(points, int) else str(points)


def _side_by_side(lists: dict[str, Sequence[str]]) -> tuple[Names, ...]:
    """Turn one list a language into one text in several languages, by position."""
    length = max((len(texts) for texts in lists.values()), default=0)
    return tuple(
        {tag: texts[at] for tag, texts in lists.items() if at < len(texts)} for at in range(length)
    )


def _hint(value: str | Names) -> Names:
    return {"en": value} if isinstance(value, str) else value


def _source(table: Table, key: str = "source") -> Source | None:
    return Source(table[key]) if key in table else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        said = message("{text} is not a day, as in 2022-09-01.", text=text)
        raise Refused("scheme.schema", said) from error
