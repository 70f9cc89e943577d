"""What speaks against signing: ``certify --check``, and the warnings beside a certificate."""

import argparse

from app.casework import issue, preflight
from app.cli.command import Answer
from app.cli.sitting import Sitting
from app.models.case import CaseRef
from app.models.preflight import Finding, Preflight
from app.models.problem import Severity
from app.storage import Casebook
from app.wording import _, say


def checked(
    sitting: Sitting, casebook: Casebook, refs: list[CaseRef], options: argparse.Namespace
) -> Answer:
    """Tell everything that speaks against signing, and what only deserves a look."""
    press, languages = sitting.press(), languages_of(options)
    passphrase = sitting.passphrase() if options.identity is not None else None
    signer = preflight.of_signer(casebook, press, passphrase, options.identity)
    found = {}
    for ref in refs:
        seen = issue.preview(casebook, press, ref, languages, options.name)
        found[ref.case] = with_signer(signer, seen)
    document = [{"id": case, "ok": not each.stoppers,
                 "findings": [finding_shape(one) for one in each.findings]}
                for case, each in found.items()]  # fmt: skip
    lines = []
    for case, each in found.items():
        lines.append(
            _("{case}: nothing speaks against signing.").format(case=case)
            if not each.stoppers
            else _("{case}: not to be signed.").format(case=case)
        )
        lines += [finding_text(one) for one in each.findings]
    fine = not any(each.stoppers for each in found.values())
    return Answer(document if len(refs) > 1 else document[0], "\n".join(lines), 0 if fine else 1)


def with_signer(signer: tuple[Finding, ...], found: Preflight) -> Preflight:
    """Add what speaks against an identity that is named, in the place of the casebook's own."""
    if not signer:
        return found
    others = tuple(each for each in found.findings if not each.code.startswith("identity."))
    return Preflight(found.pdf, (*signer, *others))


SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.NOTE: "·"}


def finding_shape(found: Finding) -> dict[str, str | None]:
    """Return a finding as JSON."""
    return {"code": found.code, "severity": found.severity.value, "message": say(found.message),
            "hint": say(found.hint) if found.hint else None, "form": found.form or None,
            "printed": found.printed or None}  # fmt: skip


def finding_text(found: Finding) -> str:
    """Return a finding as lines for people: what it is, both texts, what to do."""
    lines = [f"  {SIGNS[found.severity]} {say(found.message)}"]
    if found.form or found.printed:
        lines.append("    " + _("Form: {form} · Certificate: {printed}").format(
            form=found.form, printed=found.printed))  # fmt: skip
    if found.hint:
        lines.append(f"    {say(found.hint)}")
    return "\n".join(lines)


def languages_of(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the languages that were asked for."""
    return tuple(tag for tags in options.language for part in tags for tag in part.split(","))
