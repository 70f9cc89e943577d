"""``orders make``, ``orders list``, ``orders export`` and ``orders mark``."""

import argparse
from pathlib import Path

from app.casework import order, publish
from app.cli.arguments import add_output
from app.cli.command import Answer, Command, no_arguments
from app.cli.names import order_word
from app.cli.sitting import Sitting
from app.cli.table import table
from app.models.message import message
from app.models.order import OrderState, PlaqueOrder
from app.models.plain import Plain
from app.wording import _, current, instant_text, ngettext, say


def make_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``orders make``."""
    parser.add_argument("--by", metavar=_("NAME"), default="", help=_("who orders"))
    parser.add_argument("--label-years", metavar=_("YEARS"),
                        help=_("only labels of these years, as in 2027-2028"))  # fmt: skip


def run_make(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Order for every certified School Label that has no order yet."""
    casebook = sitting.existing()
    made = order.make(casebook, by=options.by, label_years=options.label_years)
    count = ngettext("{id}: {count} school.", "{id}: {count} schools.", len(made.lines))
    first = count.format(id=made.id, count=len(made.lines))
    warnings = (say(each) for each in order.not_engravable(casebook, made))
    return Answer(shape(made), "\n".join([first, *warnings]))


def shape(made: PlaqueOrder) -> Plain:
    """Return an order as JSON."""
    return {
        "id": made.id,
        "state": made.state.value,
        "label_years": made.label_years,
        "at": made.at.isoformat(),
        "log_entry": made.entry,
        "lines": [
            {"id": line.case, "certificate": line.certificate, "school": line.school,
             "engraving": list(line.engraving), "address": list(line.address),
             "country": line.country, "plaques": line.plaques, "flags": line.flags}
            for line in made.lines
        ],
        "marks": [{"state": mark.state.value, "at": mark.at.isoformat(), "by": mark.by}
                  for mark in made.marks],
    }  # fmt: skip


def run_list(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show every order."""
    if not sitting.exists():
        return Answer([], _("There is no casebook in {folder} yet.").format(folder=sitting.folder))
    found = order.orders(sitting.casebook())
    rows = [(each.id, order_word(each.state), instant_text(each.at), each.label_years,
             str(len(each.lines))) for each in found]  # fmt: skip
    head = (_("Order"), _("State"), _("When"), _("Label years"), _("Schools"))
    return Answer([shape(each) for each in found],
                  table(head, rows) if rows else _("There is no plaque order yet."))  # fmt: skip


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``orders export``."""
    parser.add_argument("order", metavar=_("ORDER"), nargs="?",
                        help=_("the order; without it the newest"))  # fmt: skip
    add_output(parser, _("the file to write: .csv, .xlsx, .json, .html or .pdf"))


def run_export(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write an order as a list for the plaque maker."""
    path: Path = options.output
    publish.check_suffix(path)
    made = publish.order(
        sitting.existing(), sitting.press, path, order=options.order, language=current(),
        force=options.force,
    )  # fmt: skip
    document = {"file": str(made.path), "sha256": made.sha256, "rows": made.rows}
    return Answer(document, _("Written: {path}").format(path=made.path))


def mark_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``orders mark``."""
    states = [each.value for each in OrderState if each is not OrderState.ORDERED]
    parser.add_argument("order", metavar=_("ORDER"), help=_("the order, as in O-000131"))
    parser.add_argument("state", choices=states, help=_("the state it reached"))
    parser.add_argument("--by", metavar=_("NAME"), default="", help=_("who says so"))


def run_mark(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write down that an order reached a state."""
    made = order.mark(sitting.existing(), options.order, OrderState(options.state), options.by)
    text = _("{id} is {state}.").format(id=made.id, state=order_word(made.state))
    return Answer(shape(made), text)


COMMANDS = (
    Command("orders make", message("Order plaques for schools that have none ordered"),
            'orders make --by "Kari Nord"', make_arguments, run_make),
    Command("orders list", message("Show the plaque orders"), "orders list",
            no_arguments, run_list),
    Command("orders export", message("Write an order for the plaque maker"),
            "orders export O-000131 -o order.xlsx", export_arguments, run_export),
    Command("orders mark", message("Write down what became of an order"),
            "orders mark O-000131 sent", mark_arguments, run_mark),
)  # fmt: skip
