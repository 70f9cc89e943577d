"""``scheme list``, ``scheme show``, ``scheme check`` and ``scheme install``."""

import argparse
from pathlib import Path

from app.casework import rubrics
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.cli.table import table
from app.models.errors import LabelDeskError, Refused
from app.models.identifiers import SchemeId
from app.models.message import message
from app.models.plain import Plain
from app.models.scheme import Criterion, Leaf, Minimum, Scheme
from app.scoring import json_number
from app.storage import Casebook
from app.wording import _, ngettext, pick, points_text, say


def casebook_of(sitting: Sitting) -> Casebook | None:
    """Return the casebook where there is one; shipped rubrics need none."""
    return sitting.casebook() if sitting.exists() else None


def run_list(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show every rubric."""
    found = rubrics.schemes(casebook_of(sitting)).values()
    document = [
        {"id": each.id, "name": pick(each.names), "unit": each.unit, "kind": each.kind,
         "sha256": each.sha256,
         "valid_from": each.valid_from.isoformat() if each.valid_from else None}
        for each in found
    ]  # fmt: skip
    rows = [(each.id, pick(each.names), str(len(each.leaves))) for each in found]
    return Answer(document, table((_("Rubric"), _("Name"), _("Scored")), rows))


def show_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``scheme show``."""
    parser.add_argument("scheme", metavar=_("ID_OR_FILE"), nargs="?",
                        help=_("a rubric's id or file; every rubric without it"))  # fmt: skip


def run_show(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show what a rubric asks, with minimums and where each value comes from."""
    if options.scheme is None:
        return run_list(sitting, options)
    path = Path(options.scheme)
    if path.suffix == ".toml" or (path.is_file() and not rubrics.is_shipped(options.scheme)):
        found = rubrics.read(path)
    elif rubrics.is_shipped(options.scheme) and not sitting.exists():
        found = rubrics.scheme(None, SchemeId(options.scheme))
    else:
        found = rubrics.scheme(casebook_of(sitting), SchemeId(options.scheme))
    return Answer(scheme_shape(found), scheme_text(found))


def scheme_shape(scheme: Scheme) -> Plain:
    """Return a rubric as JSON."""
    return {
        "id": scheme.id,
        "names": scheme.names,
        "kind": scheme.kind,
        "unit": scheme.unit,
        "sha256": scheme.sha256,
        "scale": {"min": json_number(scheme.scale.min), "max": json_number(scheme.scale.max),
                  "step": json_number(scheme.scale.step)},
        "gates": [leaf_shape(leaf) for leaf in scheme.gates],
        "criteria": [
            {"id": each.id, "names": each.names, "minimum": minimum_shape(each.minimum),
             "sub": [leaf_shape(leaf) for leaf in each.sub]}
            for each in scheme.criteria
        ],
        "minimum_total": minimum_shape(scheme.minimum_total),
        "eligibility": [{"id": rule.id, "kind": rule.kind.value, "names": rule.names}
                        for rule in scheme.eligibility],
    }  # fmt: skip


def leaf_shape(leaf: Leaf) -> Plain:
    """Return what is scored by itself as JSON."""
    return {"id": leaf.id, "names": leaf.names, "minimum": minimum_shape(leaf.minimum)}


def minimum_shape(minimum: Minimum | None) -> Plain:
    """Return a minimum as JSON: points, or a share as text."""
    if minimum is None:
        return None
    return {
        "points": json_number(minimum.points),
        "share": str(minimum.share) if minimum.share is not None else None,
        "source": minimum.source.value if minimum.source else None,
    }


def scheme_text(scheme: Scheme) -> str:
    """Return a rubric as a table."""
    rows = [line(gate) for gate in scheme.gates]
    for criterion in scheme.criteria:
        rows += [line(criterion), *(line(leaf) for leaf in criterion.sub)]
    if scheme.minimum_total is not None:
        rows.append((_("total"), "", *minimum_text(scheme.minimum_total)))
    head = ("", pick(scheme.names), _("Minimum"), _("Source"))
    return table(head, rows)


def line(part: Criterion | Leaf) -> tuple[str, str, str, str]:
    """Return one row."""
    return (part.id, pick(part.names), *minimum_text(part.minimum))


def minimum_text(minimum: Minimum | None) -> tuple[str, str]:
    """Return a minimum and where it comes from."""
    if minimum is None:
        return "", ""
    text = points_text(minimum.points) if minimum.points is not None else str(minimum.share)
    return text, minimum.source.value if minimum.source else ""


def file_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the rubric's file."""
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("a rubric (.toml)"))


def run_check(_sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Tell whether a rubric file is right, and run its examples."""
    content = rubrics.read_small(options.file)
    try:
        found = rubrics.checked(content, options.file.name)
    except Refused as error:
        return wrong(error)
    count = len(found.examples)
    text = ngettext("{id} is right; {count} example comes out as written.",
                    "{id} is right; {count} examples come out as written.", count)  # fmt: skip
    document = {"ok": True, "id": found.id, "sha256": found.sha256, "examples": count,
                "problems": []}  # fmt: skip
    return Answer(document, text.format(id=found.id, count=count))


def wrong(error: LabelDeskError) -> Answer:
    """Return the answer no, with what is wrong."""
    problem = {"code": error.code, "message": say(error.message),
               "hint": say(error.hint) if error.hint else None}  # fmt: skip
    text = "\n".join(say(each) for each in (error.message, error.hint) if each)
    return Answer({"ok": False, "problems": [problem]}, text, 1)


def run_install(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Keep a rubric in the casebook."""
    new = rubrics.install(sitting.casebook(), options.file)
    document = {"id": new.id, "sha256": new.sha256}
    return Answer(document, _("{id} is installed.").format(id=new.id))


COMMANDS = (
    Command("scheme list", message("Show the rubrics"), "scheme list", no_arguments, run_list),
    Command("scheme show", message("Show one rubric with its minimums and sources"),
            "scheme show nql-2022", show_arguments, run_show),
    Command("scheme check", message("Check a rubric file and run its examples"),
            "scheme check my-rubric.toml", file_arguments, run_check),
    Command("scheme install", message("Keep a rubric file in the casebook"),
            "scheme install my-rubric.toml", file_arguments, run_install),
)  # fmt: skip
