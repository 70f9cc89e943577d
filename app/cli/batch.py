"""``batch``: certificates for everyone who was granted a label, with a receipt."""

import argparse
from pathlib import Path

from app.casework import batch, receipt
from app.casework.cases import reference
from app.casework.press import Press
from app.casework.publish import check_suffix
from app.casework.write import check_free
from app.cli.arguments import add_output
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.documents import Reader
from app.models.batch import Batch, Issued
from app.models.errors import Misused
from app.models.message import message
from app.storage import Casebook
from app.wording import _, current


def batch_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``batch``."""
    granted = _("only these; else all that are granted and have no certificate")
    parser.add_argument("id", metavar="ID", nargs="*", help=granted)
    add_output(parser, _("the folder for the certificates"), required=False)
    languages = _("a language of the certificates; the season's without it")
    parser.add_argument(
        "--language", metavar=_("TAG"), action="append", nargs="+", default=[], help=languages
    )
    signer = _("sign with this; else with the casebook's identity")
    parser.add_argument("--identity", metavar=_("FILE.p12"), type=Path, help=signer)
    written = _("write a receipt: .pdf, .csv, .xlsx, .html or .json")
    parser.add_argument(
        "--receipt", metavar=_("PATH"), type=Path, action="append", default=[], help=written
    )
    forget = _("forget a batch that was not finished; sign nothing")
    parser.add_argument("--give-up", action="store_true", help=forget)


def run_batch(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Sign all of a batch, or go on with the one that was interrupted."""
    casebook = sitting.existing()
    waiting = batch.unfinished(casebook)
    if options.give_up:
        return _given_up(casebook, waiting)
    for path in options.receipt:
        check_suffix(path)
        check_free(path, force=options.force)
    doing = _going_on(sitting, options, waiting) if waiting else _begun(sitting, options)
    if doing is None:
        return Answer({"batch": None, "issued": [], "receipts": []},
                      _("Nobody waits for a certificate."))  # fmt: skip
    with Press() as press, Reader() as reader:
        checkers = batch.Checkers(press, reader)
        done = batch.run(casebook, sitting.press(), doing, checkers, progress=sitting.progress)
    for path in options.receipt:
        receipt.write(casebook, sitting.press, done, path, language=current(), force=options.force)
    document = {
        "batch": doing.id,
        "issued": [_shape(each) for each in done],
        "receipts": [str(path) for path in options.receipt],
    }
    text = "\n".join(_line(each) for each in done)
    return Answer(document, text, 0 if all(each.is_good for each in done) else 1)


def _begun(sitting: Sitting, options: argparse.Namespace) -> Batch | None:
    casebook = sitting.existing()
    chosen = [reference(each).case for each in options.id]
    chosen = chosen or [each.case for each in batch.candidates(casebook)]
    if not chosen:
        return None
    if options.output is None:
        raise Misused("arguments.wrong", message("Name the folder for the certificates with -o."))
    options.output.mkdir(exist_ok=True)
    languages = tuple(tag for tags in options.language for part in tags for tag in part.split(","))
    return batch.begin(
        casebook, sitting.press(), chosen, options.output.absolute(), languages=languages,
        passphrase=sitting.passphrase(), identity_file=options.identity,
    )  # fmt: skip


def _going_on(sitting: Sitting, options: argparse.Namespace, waiting: Batch) -> Batch:
    if options.id:
        raise Misused(
            "batch.unfinished",
            message("A batch of {count} certificates was not finished.", count=len(waiting.cases)),
            message("Go on with “label-desk batch” without names, or end it with --give-up."),
        )
    batch.resume(
        sitting.existing(), sitting.press(), waiting, passphrase=sitting.passphrase(),
        identity_file=options.identity,
    )  # fmt: skip
    return waiting


def _given_up(casebook: Casebook, waiting: Batch | None) -> Answer:
    if waiting is None:
        return Answer({"batch": None}, _("No batch waits."))
    batch.give_up(casebook, waiting)
    return Answer({"batch": waiting.id}, _("The batch was given up. What was signed stays issued."))


def _shape(each: Issued) -> dict[str, str | None]:
    return {
        "id": each.candidate.case, "number": each.number, "file": each.file or None,
        "sha256": each.sha256, "verdict": each.verdict.value if each.verdict else None,
        "problem": receipt.checked(each, current()) if each.problem is not None else None,
    }  # fmt: skip


def _line(each: Issued) -> str:
    return f"{each.candidate.case}  {each.number or '–'}  {receipt.checked(each, current())}"


COMMANDS = (
    Command("batch", message("Sign the certificates of everyone who was granted a label"),
            "batch -o certificates --receipt receipt.pdf --receipt receipt.csv",
            batch_arguments, run_batch),
)  # fmt: skip
