"""``certify``, ``letter`` and ``verify``."""

import argparse
from pathlib import Path

from app.casework import (
    issue,
    letter,
    letter_pdf,
    paper_code,
    preflight,
    standing,
    validity,
    verify,
)
from app.casework.cases import reference
from app.casework.validity import Subject
from app.casework.write import check_free
from app.cli.arguments import add_case, add_output, case_of
from app.cli.command import Answer, Command
from app.cli.names import stated
from app.cli.signing_check import checked, finding_shape, finding_text, languages_of
from app.cli.sitting import Sitting
from app.models.case import CaseRef
from app.models.certificate import Certificate, Verdict, Verification
from app.models.errors import Misused
from app.models.message import message
from app.models.plain import Plain
from app.models.preflight import Finding
from app.storage import Casebook
from app.wording import LANGUAGES, _, instant_text, say

RESULTS = {True: "yes", False: "no", None: "not-checked"}
MARKS = {True: "✓", False: "✕", None: "–"}


def certify_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``certify``."""
    add_case(parser, several=True)
    add_output(parser, _("the PDF to write; a folder for several"), required=False)
    parser.add_argument("--check", action="store_true",
                        help=_("tell what speaks against it; nothing is signed"))  # fmt: skip
    parser.add_argument(
        "--language",
        metavar=_("TAG"),
        action="append",
        nargs="+",
        default=[],
        help=_("a language of the certificate, as in nb; the season's without it"),
    )
    parser.add_argument(
        "--name",
        metavar=_("TEXT"),
        help=_("the name to print where the form has it wrong; needs --reason"),
    )
    parser.add_argument("--reason", metavar=_("TEXT"), default="", help=_("what was wrong"))
    parser.add_argument(
        "--reissue",
        action="store_true",
        help=_("a new one that names and replaces the old; needs --reason"),
    )
    parser.add_argument("--identity", metavar=_("FILE.p12"), type=Path,
                        help=_("sign with this; else with the casebook's identity"))  # fmt: skip


def run_certify(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Issue certificates and write a copy of each."""
    casebook = sitting.existing()
    refs = [reference(each) for each in options.id]
    if options.name is not None and len(refs) > 1:
        raise Misused("arguments.wrong", message("--name is for one application at a time."))
    if options.check:
        return checked(sitting, casebook, refs, options)
    if options.output is None:
        raise Misused("arguments.wrong", message("Name the file to write with -o."))
    into_folder = len(refs) > 1 or options.output.is_dir()
    prepare(options.output, into_folder=into_folder, force=options.force)
    signs = options.reissue or any(issue.needs_signing(casebook, ref, options.name) for ref in refs)
    passphrase = sitting.passphrase() if signs else None
    made, lines = [], []
    for ref in refs:
        found = warnings_of(sitting, casebook, ref, options)
        issued = issued_to(sitting, casebook, ref, options, passphrase)
        shape = written(issued, options, into_folder)
        lines += [_("Certificate {number}: {file}").format(**shape), *map(finding_text, found)]
        made.append(shape | {"warnings": [finding_shape(each) for each in found]})
    return Answer(made if len(refs) > 1 else made[0], "\n".join(lines))


def warnings_of(
    sitting: Sitting, casebook: Casebook, ref: CaseRef, options: argparse.Namespace
) -> tuple[Finding, ...]:
    """Return what deserves a look where something will be signed."""
    if not options.reissue and not issue.needs_signing(casebook, ref, options.name):
        before = issue.of_decision(casebook, issue.granted(casebook, ref))[-1]
        return preflight.issued_before(before, languages_of(options))
    return issue.warnings(casebook, sitting.press(), ref, languages_of(options), options.name)


def written(
    issued: Certificate, options: argparse.Namespace, into_folder: bool
) -> dict[str, Plain]:
    """Write the copy of one certificate; return what is said of it."""
    path = options.output / f"{issued.number}.pdf" if into_folder else options.output
    issue.write_copy(issued, path, force=options.force)
    return {"number": issued.number, "file": str(path), "sha256": issued.sha256}


def prepare(path: Path, *, into_folder: bool, force: bool) -> None:
    """See that the files can be written before anything is signed."""
    if into_folder:
        path.mkdir(exist_ok=True)
    else:
        check_free(path, force=force)


def issued_to(
    sitting: Sitting, casebook: Casebook, ref: CaseRef, options: argparse.Namespace,
    passphrase: str | None,
) -> Certificate:  # fmt: skip
    """Issue one certificate, or return the one there is."""
    languages = languages_of(options)
    press = sitting.press()
    if options.reissue:
        return issue.reissue(
            casebook, press, ref, reason=options.reason, languages=languages,
            passphrase=passphrase, identity_file=options.identity, name=options.name,
        )  # fmt: skip
    return issue.certify(
        casebook, press, ref, languages=languages, passphrase=passphrase,
        identity_file=options.identity, name=options.name, name_reason=options.reason,
    )  # fmt: skip


def letter_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``letter``."""
    add_case(parser)
    add_output(parser, _("the file to write: .txt, .html, or .pdf, which is signed"))
    parser.add_argument("--language", metavar=_("TAG"), choices=tuple(LANGUAGES), action="append",
                        nargs="+", default=[],
                        help=_("language of the letter; the applicant's without it"))  # fmt: skip
    parser.add_argument("--identity", metavar=_("FILE.p12"), type=Path,
                        help=_("sign with this; else with the casebook's identity"))  # fmt: skip


def run_letter(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write the letter to the applicant; on paper it is signed and may have several languages."""
    casebook, ref = sitting.existing(), case_of(options)
    languages = [tag for tags in options.language for tag in tags]
    if options.output.suffix.lower() == letter_pdf.SUFFIX:
        check_free(options.output, force=options.force)
        letter.content(casebook, ref, None)  # refuses before the passphrase is asked
        letter_pdf.write_signed(
            casebook, sitting.press(), ref, options.output, languages,
            passphrase=sitting.passphrase(), identity_file=options.identity, force=options.force,
        )  # fmt: skip
    elif len(languages) > 1:
        raise Misused("arguments.wrong", message("Only a PDF has the letter in several languages."))
    else:
        language = languages[0] if languages else None
        letter.write_letter(casebook, ref, options.output, language, force=options.force)
    document = {"file": str(options.output)}
    return Answer(document, _("Written: {path}").format(path=options.output))


def verify_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``verify``."""
    parser.add_argument("file", metavar=_("FILE.pdf"), type=Path, nargs="?",
                        help=_("the file to check"))  # fmt: skip
    parser.add_argument("--code", metavar=_("TEXT"),
                        help=_("the code on paper, as a scanner reads it"))  # fmt: skip
    parser.add_argument("--trust", metavar=_("CERT.pem"), type=Path, action="append", default=[],
                        help=_("a certificate that is trusted besides the casebook's"))  # fmt: skip
    parser.add_argument("--withdrawn", metavar=_("FILE"), type=Path,
                        help=_("the office's signed list of withdrawn certificates"))  # fmt: skip
    parser.add_argument("--sheet", metavar=_("PATH.pdf"), type=Path,
                        help=_("write what was found as a validity sheet"))  # fmt: skip
    parser.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def run_verify(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Tell who signed what, when, and whether one byte changed."""
    casebook = sitting.casebook() if sitting.exists() else None
    if (options.file is None) == (options.code is None):
        raise Misused("arguments.wrong", message("Name a file, or give a code with --code."))
    trust = tuple(options.trust)
    if options.sheet is not None:
        check_free(options.sheet, force=options.force)
    if options.code is not None:
        found = paper_code.verify(casebook, options.code, trust, options.withdrawn)
    else:
        found = verify.verify(casebook, sitting.press(), options.file, trust, options.withdrawn)
    if options.sheet is not None:
        of_code, path = options.code, options.file
        subject = Subject.of_code(of_code) if of_code is not None else Subject.of_file(path)
        validity.write_sheet(sitting.press, found, subject, options.sheet, sitting.clock(),
                             force=options.force)  # fmt: skip
    return verify_answer(found, options.sheet)


def verify_answer(found: Verification, sheet: Path | None = None) -> Answer:
    """Return what was found as it is shown, with its exit status."""
    document: dict[str, Plain] = {
        "verdict": found.verdict.value,
        "reasons": [say(each) for each in found.reasons],
        "content": dict(found.content),
        "signer": found.signer,
        "signed_at": found.signed_at.isoformat() if found.signed_at else None,
        "fingerprint": found.fingerprint,
        "checks": [{"id": each.id, "result": RESULTS[each.passed], "text": say(each.message)}
                   for each in found.checks],
        "next": say(found.next_step) if found.next_step else None,
    }  # fmt: skip
    if sheet is not None:
        document["sheet"] = str(sheet)
    good = found.verdict in {Verdict.VALID, Verdict.WARNINGS}
    return Answer(document, verification_text(found), 0 if good else 1)


def verification_text(found: Verification) -> str:
    """Return the verdict and why, what to do, what is certified, and what was and was not asked."""
    lines = [f"{say(standing.VERDICTS[found.verdict])}.", *(say(each) for each in found.reasons)]
    if found.next_step is not None:
        lines.append(say(found.next_step))
    if found.signer:
        lines.append(_("Signed by {name}").format(name=found.signer))
    if found.signed_at:
        lines.append(_("Signed at {instant}").format(instant=instant_text(found.signed_at)))
    lines += [f"  {each}" for each in stated(found.content)]
    return "\n".join(lines + _asked(found))


def _asked(found: Verification) -> list[str]:
    """Return what was asked, and last what could not be asked here."""
    done = [each for each in found.checks if each.passed is not None]
    left = [each for each in found.checks if each.passed is None]
    lines = [_("What was checked:")] if done else []
    lines += [f"  {MARKS[each.passed]} {say(each.message)}" for each in done]
    lines += [_("What was not:")] if left else []
    return lines + [f"  {MARKS[each.passed]} {say(each.message)}" for each in left]


COMMANDS = (
    Command("certify", message("Issue the signed certificate of a granted label"),
            "certify NO-NQL-2026-0412 -o certificate.pdf --language nb --language en",
            certify_arguments, run_certify),
    Command("letter", message("Write the letter to the applicant"),
            "letter NO-NQL-2026-0412 -o letter.html", letter_arguments, run_letter),
    Command("verify", message("Check a certificate or letter: who signed what, and is it whole"),
            "verify certificate.pdf", verify_arguments, run_verify),
)  # fmt: skip
