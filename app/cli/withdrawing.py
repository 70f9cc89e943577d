"""``withdraw`` and ``log withdrawn``."""

import argparse

from app.casework import withdraw, withdrawn_list
from app.cli.arguments import add_output
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.message import message
from app.models.plain import Plain
from app.wording import _, ngettext


def withdraw_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``withdraw``."""
    parser.add_argument(
        "target",
        metavar=_("ID|NUMBER"),
        help=_("the application, to take its label back, or one certificate"),
    )
    parser.add_argument("--by", metavar=_("NAME"), required=True, help=_("who withdraws"))
    parser.add_argument("--reason", metavar=_("TEXT"), default="",
                        help=_("why; kept in the casebook and told nobody else"))  # fmt: skip


def run_withdraw(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Take back a label or one certificate."""
    casebook = sitting.existing()
    made = withdraw.withdraw(casebook, options.target, by=options.by, reason=options.reason)
    orders = withdraw.ordered(casebook, made.case)
    what = made.certificate or made.case
    lines = [_("{what} is withdrawn; log entry {entry}.").format(what=what, entry=made.entry)]
    lines += [_("A plaque was ordered for it ({order}): stop it.").format(order=each)
              for each in orders]  # fmt: skip
    lines.append(_("Tell others: “label-desk log withdrawn -o FILE” writes the signed list."))
    document: Plain = {
        "case": made.case, "certificate": made.certificate, "at": made.at.isoformat(),
        "orders": list(orders), "log_entry": made.entry,
    }  # fmt: skip
    return Answer(document, "\n".join(lines))


def list_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``log withdrawn``."""
    add_output(parser, _("the signed list to write, for whoever checks elsewhere"))


def run_list(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write the signed list of withdrawn certificates."""
    made = withdrawn_list.export(sitting.existing(), options.output, force=options.force)
    text = ngettext("{path}: {count} certificate that no longer counts.",
                    "{path}: {count} certificates that no longer count.", made.count)  # fmt: skip
    document = {"file": str(made.path), "sha256": made.sha256, "withdrawn": made.count}
    return Answer(document, text.format(path=made.path, count=made.count))


COMMANDS = (
    Command("withdraw", message("Take back a label or one certificate"),
            'withdraw NO-NQL-2026-000131 --by "Kari Nord" --reason "…"',
            withdraw_arguments, run_withdraw),
    Command("log withdrawn", message("Write the signed list of withdrawn certificates"),
            "log withdrawn -o withdrawn.txt", list_arguments, run_list),
)  # fmt: skip
