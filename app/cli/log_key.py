"""``log key``: the keys of the log, added, retired, reported stolen, listed."""

import argparse

from app.casework import identity, issue, log_keys
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.errors import Misused
from app.models.message import message
from app.models.plain import Plain
from app.wording import _, ngettext, say

STEPS = ("list", "add", "retire", "compromised")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``log key``."""
    parser.add_argument("step", choices=STEPS, help=_("what to do with the log's keys"))
    parser.add_argument("--by", metavar=_("NAME"), default="", help=_("who does it"))
    parser.add_argument("--trusted-size", metavar=_("NUMBER"), type=int,
                        help=_("up to how many entries the key was surely yours"))  # fmt: skip
    parser.add_argument("--without-identity", action="store_true",
                        help=_("leave it to the next signing that the identity certifies the "
                               "new key"))  # fmt: skip


def run(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """List the keys, or change them and list them then."""
    if options.step == "add":
        return _added(sitting, options)
    casebook = sitting.existing()
    if options.step == "retire":
        log_keys.retire(casebook, options.by)
    elif options.step == "compromised":
        if options.trusted_size is None:
            raise Misused("arguments.wrong", message("Give --trusted-size too."))
        log_keys.report_stolen(casebook, options.by, options.trusted_size)
    return _listed(sitting)


def _added(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Open the identity first, so that nothing is added when its passphrase is wrong."""
    casebook = sitting.existing()
    certifies = identity.show(casebook) is not None and not options.without_identity
    if certifies:
        issue.open_identity(casebook, sitting.press(), sitting.passphrase(), None)
    log_keys.add(casebook, options.by)
    if certifies:
        issue.open_identity(casebook, sitting.press(), None, None)
    return _listed(sitting)


def _listed(sitting: Sitting) -> Answer:
    casebook = sitting.existing()
    keys, doubted = log_keys.listed(casebook), log_keys.in_doubt(casebook)
    document: Plain = {
        "keys": [
            {"id": each.key.public.id, "key": each.key.public.text, "state": each.state.value,
             "since": each.key.start, "until": each.key.end, "trusted_size": each.key.trusted,
             "certified": each.certified}
            for each in keys
        ],
        "in_doubt": [each.number for each in doubted],
    }  # fmt: skip
    lines = [f"{each.key.public.id[:16]}  {say(log_keys.said(each))}" for each in keys]
    if identity.show(casebook) is not None and not keys[-1].certified:
        lines.append(_("The signing identity certifies the new key when it signs next."))
    if len(keys) > 1:
        lines.append(_("Hand out “label-desk identity export” anew, for whoever checks elsewhere."))
    if doubted:
        words = ngettext("{count} certificate is in doubt:", "{count} certificates are in doubt:",
                         len(doubted))  # fmt: skip
        lines += [words.format(count=len(doubted)), *(f"  {each.number}" for each in doubted)]
    return Answer(document, "\n".join(lines))


COMMANDS = (
    Command("log key", message("Add, retire or report a key of the log, or list them"),
            'log key add --by "Kari Nord"', arguments, run),
)  # fmt: skip
