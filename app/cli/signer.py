"""``identity create``, ``identity import``, ``identity show`` and ``identity export``."""

import argparse
from pathlib import Path

from app.casework import identity, verifier
from app.cli.arguments import add_output
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.models.certificate import SigningIdentity
from app.models.errors import Misused
from app.models.message import message
from app.models.plain import Plain
from app.wording import _, date_text


def create_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity create``."""
    parser.add_argument("--name", metavar=_("NAME"), default="",
                        help=_("who signs; else the season's signatory"))  # fmt: skip
    parser.add_argument("--organisation", metavar=_("NAME"), default="",
                        help=_("the office; else the season's organisation"))  # fmt: skip
    parser.add_argument("--force", action="store_true", help=_("replace the identity there is"))


def run_create(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Make a self-signed identity, for trying or for a small office."""
    casebook = sitting.casebook()
    identity.check_free(casebook, force=options.force)
    made = identity.create(
        casebook, sitting.press(), passphrase=sitting.passphrase(again=True), name=options.name,
        organisation=options.organisation, force=options.force,
    )  # fmt: skip
    return Answer(shape(made), text(made))


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity import``."""
    parser.add_argument("file", metavar=_("FILE.p12"), type=Path,
                        help=_("a PKCS#12 file with key and certificate"))  # fmt: skip
    parser.add_argument("--force", action="store_true", help=_("replace the identity there is"))


def run_import(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Keep an identity that was brought along."""
    casebook = sitting.casebook()
    identity.check_free(casebook, force=options.force)
    brought = identity.import_(
        casebook, sitting.press(), options.file, passphrase=sitting.passphrase(),
        force=options.force,
    )  # fmt: skip
    return Answer(shape(brought), text(brought))


def run_show(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show the public side of the identity."""
    found = identity.show(sitting.casebook()) if sitting.exists() else None
    if found is None:
        return Answer({"identity": None}, _("There is no signing identity yet."))
    return Answer(shape(found), text(found))


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity export``."""
    add_output(parser, _("the file to write (.pem): certificate and public key, nothing secret"),
               required=False)  # fmt: skip
    parser.add_argument("--verifier", metavar=_("FILE.html"), type=Path,
                        help=_("write the page that checks printed certificates"))  # fmt: skip


def run_export(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write what others check files and printed certificates with."""
    if options.output is None and options.verifier is None:
        raise Misused("arguments.wrong", message("Name a file with -o or --verifier."))
    casebook = sitting.existing()
    document: dict[str, str] = {}
    if options.output is not None:
        found = identity.export(casebook, options.output, force=options.force)
        document |= {"file": str(options.output), "fingerprint": found.fingerprint}
    if options.verifier is not None:
        key = verifier.export(casebook, options.verifier, force=options.force)
        document |= {"verifier": str(options.verifier), "key": key}
    written = [str(each) for each in (options.output, options.verifier) if each is not None]
    text = _("Written: {path}")
    return Answer(document, "\n".join(text.format(path=each) for each in written))


def shape(found: SigningIdentity) -> Plain:
    """Return an identity as JSON."""
    return {
        "subject": found.subject,
        "issuer": found.issuer,
        "fingerprint": found.fingerprint,
        "serial": found.serial,
        "not_before": found.not_before.isoformat(),
        "not_after": found.not_after.isoformat(),
        "self_signed": found.self_signed,
    }


def text(found: SigningIdentity) -> str:
    """Return an identity as lines."""
    lines = [
        found.subject,
        _("valid until {day}").format(day=date_text(found.not_after.date())),
        _("fingerprint {hex}").format(hex=found.fingerprint),
    ]
    if found.self_signed:
        lines.append(_("self-signed: others trust it only when you give them its certificate"))
    return "\n".join(lines)


COMMANDS = (
    Command("identity create", message("Make a signing identity of your own"),
            'identity create --name "Kari Nord"', create_arguments, run_create),
    Command("identity import", message("Bring a signing identity (PKCS#12)"),
            "identity import office.p12", import_arguments, run_import),
    Command("identity show", message("Show the signing identity"), "identity show",
            no_arguments, run_show),
    Command("identity export", message("Write what others check certificates with"),
            "identity export -o office.pem", export_arguments, run_export),
)  # fmt: skip
