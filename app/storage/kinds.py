"""Which parts of each record are public and which are personal, as one declarative list.

The public part becomes the ``value`` of a row in the kind's own table, each personal part a row
of ``personal`` (the application form: of ``form``). The log entry holds one salted commitment for
each of them, named ``decision``, ``decision.reason`` and so on.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from app.log import canonical
from app.models.case import Submission
from app.models.casebook import (
    Anchored,
    Beginning,
    Continuation,
    Exported,
    KeyChange,
    LayoutText,
    OrderMarking,
    RejectedFile,
    SchemeText,
    SeasonConfirmation,
    SeasonText,
    Withdrawal,
)  # fmt: skip
from app.models.certificate import Certificate, SigningIdentity
from app.models.decision import Decision
from app.models.order import PlaqueOrder
from app.models.plain import Plain, from_plain, to_plain
from app.models.review import Carried, Review

FORM = "submission.application"
"""The field of the application form, which has a table of its own."""

Parts: TypeAlias = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. ``raw`` personal fields are bytes; the others are canonical JSON.

    ``keys`` are the look-up columns that the database computes from ``value``: name and SQL
    expression. ``part`` and ``join`` may move words out of nested places before and after.
    """

    name: str
    record: type[Any]
    personal: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    derived: tuple[str, ...] = ("entry",)
    keys: Mapping[str, str] | None = None
    unique: tuple[tuple[str, ...], ...] = ()
    part: Callable[[Plain], Plain] | None = None
    join: Callable[[Plain], Plain] | None = None

    def separate(self, record: Any) -> tuple[bytes, Parts]:
        """Return the canonical public value and the personal parts by field name."""
        plain = to_plain(record)
        blobs = {name: plain.pop(name) for name in self.raw}
        for name in self.derived:
            plain.pop(name, None)
        if self.part is not None:
            plain = self.part(plain)
        parts = {self.field(name): canonical(plain.pop(name), exact=True) for name in self.personal}
        parts.update({self.field(name): blob for name, blob in blobs.items()})
        return canonical(plain, exact=True), parts

    def assemble(self, value: str, entry: int, parts: Parts) -> Any:
        """Rebuild the record; a part that was erased leaves the field's default."""
        plain = json.loads(value)
        for name in self.personal:
            if self.field(name) in parts:
                plain[name] = json.loads(parts[self.field(name)])
        if self.join is not None:
            plain = self.join(plain)
        if "entry" in _names(self.record):
            plain["entry"] = entry
        plain |= {name: parts.get(self.field(name), b"") for name in self.raw}
        return from_plain(plain, self.record)

    def field(self, name: str) -> str:
        """Return the name under which the log commits to a personal part."""
        return f"{self.name}.{name}"


def _names(record: type[Any]) -> frozenset[str]:
    return frozenset(each.name for each in fields(record))


def _without_remarks(review: Plain) -> Plain:
    """Move comments and pins beside the points: points are public, words are personal."""
    scores = review["scores"]
    remarks = {leaf: _remark(score) for leaf, score in scores.items()}
    remarks = {leaf: remark for leaf, remark in remarks.items() if any(remark.values())}
    points = {leaf: score["points"] for leaf, score in scores.items()}
    return review | {"scores": points, "remarks": remarks}


def _remark(score: Plain) -> Plain:
    """The mark of no evidence is there only where it is set, as older reviews have none."""
    none_found = {"no_evidence": True} if score["no_evidence"] else {}
    return {"comment": score["comment"], "pins": score["pins"]} | none_found


def _with_remarks(review: Plain) -> Plain:
    remarks = review.pop("remarks", {})
    scores = {
        leaf: {"points": points} | remarks.get(leaf, {})
        for leaf, points in review["scores"].items()
    }
    return review | {"scores": scores}


_CASE = "lower(json_extract(value, '$.case'))"

KINDS = (
    Kind("beginning", Beginning),
    Kind(
        "submission",
        Submission,
        personal=("application", "problems", "evidence_members"),
        keys={
            "case_key": _CASE,
            "number": "json_extract(value, '$.number')",
            "sha256": "json_extract(value, '$.sha256')",
            "case_id": "json_extract(value, '$.case')",
            "scheme": "json_extract(value, '$.scheme')",
            "submitted_at": "json_extract(value, '$.submitted_at')",
            "received_at": "json_extract(value, '$.received_at')",
            "damaged": "json_extract(value, '$.damaged')",
            "missing_evidence": "json_extract(value, '$.missing_evidence')",
        },
        unique=(("case_key", "number"),),
    ),
    Kind("rejected_file", RejectedFile, personal=("name",)),
    Kind(
        "review",
        Review,
        personal=("evaluator", "conflict", "remarks", "own"),
        part=_without_remarks,
        join=_with_remarks,
        keys={
            "case_key": _CASE,
            "submission": "json_extract(value, '$.submission')",
            "id": "json_extract(value, '$.id')",
            "revises": "json_extract(value, '$.revises')",
        },
        unique=(("id",),),
    ),
    Kind(
        "carried",
        Carried,
        personal=("evaluator",),
        keys={"case_key": _CASE, "submission": "json_extract(value, '$.submission')"},
    ),
    Kind(
        "decision",
        Decision,
        personal=("by", "reason", "override"),
        keys={
            "case_key": _CASE,
            "id": "json_extract(value, '$.id')",
            "submission": "json_extract(value, '$.submission')",
            "outcome": "json_extract(value, '$.outcome')",
            "total": "json_extract(value, '$.assessment.total')",
            "at": "json_extract(value, '$.at')",
        },
        unique=(("id",),),
    ),
    Kind(
        "certificate",
        Certificate,
        personal=("words", "name_reason"),
        raw=("pdf",),
        keys={
            "number": "json_extract(value, '$.number')",
            "decision": "json_extract(value, '$.decision')",
            "sha256": "json_extract(value, '$.sha256')",
        },
        unique=(("number",),),
    ),
    Kind(
        "withdrawal",
        Withdrawal,
        personal=("by", "reason"),
        keys={"case_key": _CASE, "certificate": "json_extract(value, '$.certificate')"},
    ),
    Kind(
        "plaque_order",
        PlaqueOrder,
        personal=("lines", "by"),
        derived=("entry", "marks"),
        keys={"id": "json_extract(value, '$.id')"},
        unique=(("id",),),
    ),
    Kind(
        "order_marking",
        OrderMarking,
        personal=("by",),
        keys={"order_id": "json_extract(value, '$.order')"},
    ),
    Kind("exported", Exported),
    Kind("season_text", SeasonText, keys={"sha256": "json_extract(value, '$.sha256')"}),
    Kind("season_confirmation", SeasonConfirmation, personal=("by",)),
    Kind("layout_text", LayoutText, keys={"sha256": "json_extract(value, '$.sha256')"}),
    Kind("scheme_text", SchemeText, keys={"sha256": "json_extract(value, '$.sha256')"}),
    Kind("identity", SigningIdentity),
    Kind("continuation", Continuation, personal=("by",)),
    Kind("anchored", Anchored, raw=("answer",)),
    Kind("key_change", KeyChange, personal=("by",)),
)

KIND_OF: Mapping[type[Any], Kind] = {kind.record: kind for kind in KINDS}
