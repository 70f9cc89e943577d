"""``identity create``, ``identity import``, ``identity show`` and ``identity export``."""

import argparse
from pathlib import Path

from app.casework import enrol, identity, verifier
from app.cli.arguments import add_output
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.models.certificate import CardPlace, SigningIdentity
from app.models.errors import Misused
from app.models.message import message
from app.models.plain import Plain
from app.storage import Casebook
from app.wording import _, date_text, ngettext


def create_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity create``."""
    parser.add_argument("--name", metavar=_("NAME"), default="",
                        help=_("who signs; else the season's signatory"))  # fmt: skip
    parser.add_argument("--organisation", metavar=_("NAME"), default="",
                        help=_("the office; else the season's organisation"))  # fmt: skip
    add_kind(parser)
    parser.add_argument("--force", action="store_true", help=_("replace the identity there is"))


def add_kind(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a key."""
    parser.add_argument("--key", choices=identity.KINDS, default=identity.KINDS[0],
                        help=_("the kind of key; P-256 makes smaller files"))  # fmt: skip


def run_create(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Make a self-signed identity, for trying or for a small office."""
    casebook = sitting.casebook()
    identity.check_free(casebook, force=options.force)
    made = identity.create(
        casebook, sitting.press(), passphrase=sitting.passphrase(again=True), name=options.name,
        organisation=options.organisation, kind=options.key, force=options.force,
    )  # fmt: skip
    return kept(sitting, made)


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
    return kept(sitting, brought)


def request_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity request``."""
    add_output(parser, _("the request to send to the issuer (.csr); nothing secret is in it"))
    parser.add_argument("--name", metavar=_("NAME"), default="",
                        help=_("who signs; else the season's signatory"))  # fmt: skip
    parser.add_argument("--organisation", metavar=_("NAME"), default="",
                        help=_("the office; else the season's organisation"))  # fmt: skip
    add_kind(parser)


def run_request(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write a certificate request; the key waits here, under its passphrase, for the answer."""
    casebook = sitting.casebook()
    subject = identity.subject_of(casebook, options.name, options.organisation, options.key)
    waits = enrol.request(
        casebook, sitting.press(), options.output, passphrase=sitting.passphrase(again=True),
        subject=subject, force=options.force,
    )  # fmt: skip
    lines = (
        _("Written: {path}").format(path=options.output),
        _("The key waits under its passphrase in {path}.").format(path=waits),
        _("When the issuer has answered: “label-desk identity answer FILE”."),
    )
    return Answer({"file": str(options.output), "key": str(waits)}, "\n".join(lines))


def answer_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity answer``."""
    words = _("what the issuer sent: .pem, .cer or .p7b, its own too")
    parser.add_argument("file", metavar=_("FILE"), type=Path, nargs="+", help=words)
    parser.add_argument("--force", action="store_true", help=_("replace the identity there is"))


def run_answer(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Put the issuer's answer together with the key that waits."""
    casebook = sitting.existing()
    enrol.waits(casebook)
    made = enrol.answer(
        casebook, sitting.press(), options.file, passphrase=sitting.passphrase(),
        force=options.force,
    )  # fmt: skip
    answer = kept(sitting, made.identity)
    chain = ngettext("{count} certificate of issuers came with it, each checked.",
                     "{count} certificates of issuers came with it, each checked.",
                     made.issuers).format(count=made.issuers)  # fmt: skip
    return Answer(
        {**shape(casebook, made.identity), "issuers": made.issuers}, f"{answer.text}\n{chain}"
    )


def card_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity card``."""
    words = _("the PKCS#11 library of the card's maker (.so, .dll, .dylib)")
    parser.add_argument("--module", metavar=_("PATH"), required=True, help=words)
    parser.add_argument("--token", metavar=_("NAME"), default="",
                        help=_("which card, where there are several"))  # fmt: skip
    parser.add_argument("--key-id", metavar=_("HEX"), default="",
                        help=_("which key, where the card has several"))  # fmt: skip
    parser.add_argument("--force", action="store_true", help=_("replace the identity there is"))


def run_card(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Use the key on a smart card; its PIN is the passphrase."""
    casebook = sitting.casebook()
    identity.check_free(casebook, force=options.force)
    place = CardPlace(options.module, options.token, options.key_id)
    made = enrol.card(
        casebook, sitting.press(), place, pin=sitting.passphrase(), force=options.force
    )
    return Answer(shape(casebook, made), text(made))


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``identity backup``."""
    add_output(parser, _("the copy to write (.p12), best on a medium of its own"))


def run_backup(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Keep a copy of the identity's file, still under its passphrase."""
    sha256 = identity.copy(sitting.existing(), options.output, force=options.force)
    line = _("Written: {path}").format(path=options.output)
    more = _("It opens with the same passphrase. Without file or passphrase nobody can sign.")
    return Answer({"file": str(options.output), "sha256": sha256}, f"{line}\n{more}")


def kept(sitting: Sitting, made: SigningIdentity) -> Answer:
    """Return an identity that was kept as a file, where it lies, and that a copy is wanted."""
    casebook = sitting.casebook()
    path = casebook.identity_path
    lines = (
        text(made),
        _("It lies in {path}, under its passphrase.").format(path=path),
        _("Keep a copy elsewhere: “label-desk identity backup -o PATH”."),
    )
    return Answer({**shape(casebook, made), "file": str(path)}, "\n".join(lines))


def run_show(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show the public side of the identity."""
    casebook = sitting.casebook() if sitting.exists() else None
    found = identity.show(casebook) if casebook is not None else None
    if casebook is None or found is None:
        return Answer({"identity": None}, _("There is no signing identity yet."))
    return Answer(shape(casebook, found), text(found))


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


def shape(casebook: Casebook, found: SigningIdentity) -> dict[str, Plain]:
    """Return an identity as JSON."""
    return {
        "subject": found.subject,
        "issuer": found.issuer,
        "fingerprint": found.fingerprint,
        "serial": found.serial,
        "not_before": found.not_before.isoformat(),
        "not_after": found.not_after.isoformat(),
        "self_signed": found.self_signed,
        "key": found.key,
        "on_card": found.on_card,
        "certifies_log": identity.certifies(casebook, found),
    }


def text(found: SigningIdentity) -> str:
    """Return an identity as lines."""
    lines = [
        found.subject,
        _("valid until {day}").format(day=date_text(found.not_after.date())),
        _("fingerprint {hex}").format(hex=found.fingerprint),
    ]
    if found.on_card:
        lines.append(_("on a card; the key never leaves it"))
    if found.self_signed:
        lines.append(_("self-signed: others trust it only when you give them its certificate"))
    return "\n".join(lines)


COMMANDS = (
    Command("identity create", message("Make a signing identity of your own"),
            'identity create --name "Kari Nord"', create_arguments, run_create),
    Command("identity request", message("Ask an issuer for a signing identity"),
            "identity request -o office.csr", request_arguments, run_request),
    Command("identity answer", message("Take the issuer's answer in"),
            "identity answer office.pem issuer.pem", answer_arguments, run_answer),
    Command("identity card", message("Sign with the key on a smart card"),
            "identity card --module /usr/lib/opensc-pkcs11.so", card_arguments, run_card),
    Command("identity import", message("Bring a signing identity (PKCS#12)"),
            "identity import office.p12", import_arguments, run_import),
    Command("identity show", message("Show the signing identity"), "identity show",
            no_arguments, run_show),
    Command("identity backup", message("Keep a copy of the signing identity"),
            "identity backup -o identity-copy.p12", backup_arguments, run_backup),
    Command("identity export", message("Write what others check certificates with"),
            "identity export -o office.pem", export_arguments, run_export),
)  # fmt: skip
