"""The press process: draws, signs and verifies on request, over standard input and output.

One frame is one task (``app.models.frames``). The header names it in ``"task"``; records travel
as ``app.models.plain`` writes them, instants in ISO 8601, files as parts. Nothing is written to
disk but the samples, no socket is opened, and the opened identity never leaves this process.

======================  ==================================  ============  =====================
task                    header                              parts         answer
======================  ==================================  ============  =====================
draw                    words, proof, at, code or null,     leaf, logo    findings · pdf or b""
                        layout
check-layout            layout                              logo          findings
sample-layout           layout, size, languages, for_school logo          findings · pdf or b""
create-identity         name, organisation, country,                      identity · p12
                        passphrase, kind, at
request-identity        name, organisation, country,                      sealed key, request
                        passphrase, kind
answer-identity         name, passphrase, at                sealed key,   identity, last (chain)
                                                            answers …     · p12
open-card               place, passphrase, settings, at                           identity, key
vouch                   text, at                                          statement (PEM)
open-identity           passphrase, at                      p12           identity (key kept)
close-identity
sign                    at, reason                          pdf           signed pdf
verify                  trusted (list of PEM), at           pdf           verification
table                   table, at                                         pdf
stamp-request                                               imprint       query (RFC 3161)
stamp-answer            trusted (list of PEM)               answer        stamp
validity                sheet, at                                         pdf
letter                  letter, at                          logo          pdf, not signed
report                  report, at                                        pdf
samples                 folder                                            files
======================  ==================================  ============  =====================
"""

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import cattrs

from app.models.certificate import CardPlace, LogProof, PaperCode, PrintedWords
from app.models.errors import Misused, Refused, Unavailable
from app.models.frames import Frame, serve
from app.models.letter import LetterPaper
from app.models.message import message
from app.models.plain import from_plain, to_plain
from app.models.report import Report
from app.models.table import ListTable
from app.models.validity import ValiditySheet
from app.press.keys import Keys

if TYPE_CHECKING:
    from app.certificates.identity import OpenIdentity

Record = TypeVar("Record")
Task = Callable[[Frame], Frame]


def main() -> int:
    """Answer tasks until the parent closes the pipe; return the exit status."""
    return serve(partial(answer, tasks(Keys())))


def answer(known: dict[str, Task], request: Frame) -> Frame:
    """Run one task; raises errors of ours, also ``Misused`` for a request that does not fit."""
    task = known.get(str(request.header.get("task")))
    if task is None:
        raise Misused("press.task", message("The press does not know this task."))
    return task(request)


def tasks(keys: Keys) -> dict[str, Task]:
    """Return all tasks by name; those that sign share the opened identity."""
    return {
        "draw": _draw,
        "check-layout": _check_layout,
        "sample-layout": _sample_layout,
        "create-identity": _create_identity,
        "request-identity": _request_identity,
        "answer-identity": _answer_identity,
        "open-card": partial(_open_card, keys),
        "vouch": partial(_vouch, keys),
        "open-identity": partial(_open_identity, keys),
        "close-identity": partial(_close_identity, keys),
        "sign": partial(_sign, keys),
        "verify": _verify,
        "table": _table,
        "stamp-request": _stamp_request,
        "stamp-answer": _stamp_answer,
        "validity": _validity,
        "letter": _letter,
        "report": _report,
        "samples": _samples,
    }


def _record(request: Frame, name: str, kind: type[Record]) -> Record:
    """Return one value of the header as a record; raises ``Misused`` when it does not fit."""
    try:
        return from_plain(request.header[name], kind)
    except (KeyError, TypeError, ValueError, AttributeError, cattrs.BaseValidationError) as error:
        raise Misused("press.request", message("The press was asked in the wrong form.")) from error


def _at(request: Frame) -> datetime:
    return _record(request, "at", datetime)


def _part(request: Frame, index: int) -> bytes:
    return request.parts[index] if index < len(request.parts) else b""


def _draw(request: Frame) -> Frame:
    from app.certificates.draw import draw  # noqa: PLC0415  each task loads only what it needs

    words, proof = _record(request, "words", PrintedWords), _record(request, "proof", LogProof)
    leaf, logo = _part(request, 0), _part(request, 1)
    code = _record(request, "code", PaperCode) if request.header.get("code") else None
    drawn = draw(words, proof, _at(request), leaf=leaf, logo=logo, code=code,
                 layout=str(request.header.get("layout", "")))  # fmt: skip
    return Frame({"findings": to_plain(drawn.findings)}, (drawn.pdf,))


def _check_layout(request: Frame) -> Frame:
    from app.certificates.layout_check import check_layout  # noqa: PLC0415

    findings = check_layout(_record(request, "layout", str), _part(request, 0))
    return Frame({"findings": to_plain(findings)})


def _sample_layout(request: Frame) -> Frame:
    from app.certificates.layout_check import sample, sample_words  # noqa: PLC0415

    languages = tuple(_record(request, "languages", list[str]))
    words = sample_words(_record(request, "size", str), languages,
                         for_school=_record(request, "for_school", bool))  # fmt: skip
    drawn = sample(_record(request, "layout", str), words, _part(request, 0))
    return Frame({"findings": to_plain(drawn.findings)}, (drawn.pdf,))


def _create_identity(request: Frame) -> Frame:
    from app.certificates.identity import create, open_identity  # noqa: PLC0415

    name, organisation = _record(request, "name", str), _record(request, "organisation", str)
    country, passphrase = _record(request, "country", str), _record(request, "passphrase", str)
    kind = str(request.header.get("kind", "rsa-3072"))
    p12 = create(name, organisation, country, passphrase, _at(request), kind)
    return Frame({"identity": to_plain(open_identity(p12, passphrase).facts)}, (p12,))


def _request_identity(request: Frame) -> Frame:
    from app.certificates.request import make_request  # noqa: PLC0415

    names = ("name", "organisation", "country", "passphrase", "kind")
    return Frame({}, make_request(*(_record(request, name, str) for name in names)))


def _answer_identity(request: Frame) -> Frame:
    from app.certificates.identity import OpenIdentity, check_identity, packed  # noqa: PLC0415
    from app.certificates.request import answered, open_key  # noqa: PLC0415

    passphrase, at = _record(request, "passphrase", str), _at(request)
    key = open_key(_part(request, 0), passphrase)
    certificate, chain = answered(key, request.parts[1:], at)
    identity = OpenIdentity(key, certificate, chain)
    check_identity(identity, at)
    p12 = packed(_record(request, "name", str), key, certificate, chain, passphrase)
    return Frame({"identity": to_plain(identity.facts), "chain": len(chain)}, (p12,))


def _open_card(keys: Keys, request: Frame) -> Frame:
    place, pin = _record(request, "place", CardPlace), _record(request, "passphrase", str)
    os.environ.update(_record(request, "settings", dict[str, str]))
    facts, key = keys.open_card(place, pin, _at(request))
    return Frame({"identity": to_plain(facts), "key": key})


def _vouch(keys: Keys, request: Frame) -> Frame:
    from app.certificates.seal import certify_key  # noqa: PLC0415

    text = _record(request, "text", str)
    return Frame({"statement": certify_key(text, _opened(keys), _at(request))})


def _opened(keys: Keys) -> "OpenIdentity":
    """Return the identity that is open; raises ``Refused``."""
    if keys.identity is None:
        raise Refused(
            "identity.closed",
            message("The signing identity is not open."),
            message("Give its passphrase."),
        )
    return keys.identity


def _open_identity(keys: Keys, request: Frame) -> Frame:
    facts = keys.open(_part(request, 0), _record(request, "passphrase", str), _at(request))
    return Frame({"identity": to_plain(facts)})


def _close_identity(keys: Keys, _: Frame) -> Frame:
    keys.close()
    return Frame({})


def _sign(keys: Keys, request: Frame) -> Frame:
    from app.certificates.seal import sign  # noqa: PLC0415

    reason, identity = str(request.header.get("reason", "")), _opened(keys)
    try:
        return Frame({}, (sign(_part(request, 0), identity, _at(request), reason=reason),))
    except Unavailable as error:
        if error.code == "identity.card-gone":
            keys.close()
        raise


def _verify(request: Frame) -> Frame:
    from app.certificates.check import check  # noqa: PLC0415

    verification = check(_part(request, 0), _record(request, "trusted", list[str]), _at(request))
    return Frame({"verification": to_plain(verification)})


def _table(request: Frame) -> Frame:
    from app.paper.listing import list_pdf  # noqa: PLC0415

    return Frame({}, (list_pdf(_record(request, "table", ListTable), _at(request)),))


def _stamp_request(request: Frame) -> Frame:
    from app.certificates.stamp import request as query  # noqa: PLC0415

    return Frame({}, (query(_part(request, 0)),))


def _stamp_answer(request: Frame) -> Frame:
    from app.certificates.stamp import read_answer  # noqa: PLC0415

    stamp = read_answer(_part(request, 0), _record(request, "trusted", list[str]))
    return Frame({"stamp": to_plain(stamp)})


def _validity(request: Frame) -> Frame:
    from app.certificates.validity_sheet import draw_validity  # noqa: PLC0415

    return Frame({}, (draw_validity(_record(request, "sheet", ValiditySheet), _at(request)),))


def _letter(request: Frame) -> Frame:
    from app.certificates.letter_paper import draw_letter  # noqa: PLC0415

    paper = _record(request, "letter", LetterPaper)
    return Frame({}, (draw_letter(paper, _at(request), _part(request, 0)),))


def _report(request: Frame) -> Frame:
    from app.paper.report import report_pdf  # noqa: PLC0415

    return Frame({}, (report_pdf(_record(request, "report", Report), _at(request)),))


def _samples(request: Frame) -> Frame:
    from app.samples.build import build_samples  # noqa: PLC0415

    files = build_samples(Path(_record(request, "folder", str)))
    return Frame({"files": [str(file) for file in files]})
