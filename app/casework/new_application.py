"""Typing in an application: drafts that survive everything, files beside them, then one import.

Drafts are a setting of the casebook, saved at once and never logged; dropped files are copied into
the casebook's folder ``drafts``. Receiving packs both as ``pack`` does and imports the result as
any other file (docs/decisions/0016-a-way-in.md).
"""

import json
import re
import secrets
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import cases, rubrics, season
from app.casework.blank_form import blank, complete
from app.casework.receive import Received, receive
from app.casework.write import check_free, write_file
from app.models.case import CaseRef
from app.models.errors import Refused, Unavailable
from app.models.identifiers import SchemeId
from app.models.message import message
from app.models.new_application import AddedFile, NewApplication
from app.models.plain import Plain, from_plain, to_plain
from app.models.problem import Problem, Severity
from app.models.progress import Progress
from app.packages import copy_and_hash, open_package, pack
from app.packages.evidence import check_file
from app.packages.findings import Findings
from app.packages.fingerprints import HEAD
from app.packages.formcheck import problems_of
from app.packages.names import twins, why_unsafe
from app.wording import say

if TYPE_CHECKING:
    from app.storage import Casebook

SETTING = "new-applications"
FORM = "application.json"
EVIDENCE = "evidence"
LONGEST_NAME = 120
_UNFIT = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\ud800-\udfff]+")


def drafts(casebook: "Casebook") -> tuple[NewApplication, ...]:
    """Return the half-filled applications, the newest first."""
    kept = (casebook.setting(SETTING) or {}).values()
    found = (from_plain(each, NewApplication) for each in kept)
    return tuple(sorted(found, key=lambda each: each.changed_at, reverse=True))


def find(casebook: "Casebook", token: str) -> NewApplication:
    """Return one draft; raises ``Refused`` when it is gone."""
    kept = (casebook.setting(SETTING) or {}).get(token)
    if kept is None:
        raise Refused("draft.unknown", message("This draft is not here any more."))
    return from_plain(kept, NewApplication)


def begin(casebook: "Casebook", scheme: SchemeId, by: str) -> NewApplication:
    """Begin a form of a label and keep it."""
    known = rubrics.scheme(casebook, scheme)
    taken = [each.case for each in casebook.case_facts()]
    taken += [each.form.get("id", "") for each in drafts(casebook)]
    form = blank(known, season.current(casebook), taken, casebook.clock(), by)
    return save(casebook, NewApplication(secrets.token_hex(8), form, casebook.clock(), by))


def again(casebook: "Casebook", ref: CaseRef, by: str) -> NewApplication:
    """Begin the next submission of a case with what the newest one says, its files too."""
    given = cases.submission(casebook, CaseRef(ref.case))
    made = NewApplication(secrets.token_hex(8), {}, casebook.clock(), by)
    with open_package(casebook.package_path(given.sha256)) as package:
        form = dict(package.raw) if isinstance(package.raw, dict) else {}
        for each in package.evidence:
            target = folder(casebook, made.token) / each.path
            if why_unsafe(each.path) is None and each.path.startswith(f"{EVIDENCE}/"):
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    file.writelines(package.stream(each.member))
    now = blank(rubrics.scheme(casebook, given.scheme), season.current(casebook), (),
                casebook.clock(), by)  # fmt: skip
    numbers = [each.number for each in casebook.submissions(given.case)]
    form |= {"id": given.case, "submission": max(numbers) + 1,
             "submitted_at": now["submitted_at"], "resubmission": [],
             "extra": {**(form.get("extra") or {}), **now["extra"]}}  # fmt: skip
    return save(casebook, replace(made, form=form))


def save(casebook: "Casebook", draft: NewApplication) -> NewApplication:
    """Keep a draft as it is typed; at once and never logged."""
    now = replace(draft, changed_at=casebook.clock())
    kept = dict(casebook.setting(SETTING) or {})
    kept[draft.token] = to_plain(now)
    with casebook.draft() as writing:
        writing.set(SETTING, kept)
    return now


def discard(casebook: "Casebook", token: str) -> None:
    """Throw a draft and its files away; nothing happens when it is gone already."""
    kept = dict(casebook.setting(SETTING) or {})
    kept.pop(token, None)
    with casebook.draft() as writing:
        writing.set(SETTING, kept or None)
    shutil.rmtree(folder(casebook, token), ignore_errors=True)


def folder(casebook: "Casebook", token: str) -> Path:
    """Return where the files of a draft lie."""
    return casebook.folder / "drafts" / token


def add_file(casebook: "Casebook", token: str, path: Path, progress: Progress = None) -> AddedFile:
    """Copy a file into a draft; raises ``Unavailable`` when it cannot be read or kept."""
    if casebook.read_only_because is not None:
        raise Unavailable("casebook.read-only", casebook.read_only_because)
    if path.is_dir():
        raise Refused("file.folder", message("{path} is a folder.", path=path.name))
    inside = folder(casebook, token) / EVIDENCE
    inside.mkdir(parents=True, exist_ok=True)
    target = inside / _free_name(path.name, inside)
    kept = copy_and_hash(path, target, progress)
    findings = Findings()
    with target.open("rb") as file:
        check_file(f"{EVIDENCE}/{target.name}", kept.size, file.read(HEAD), findings)
    told = tuple(say(each.message) for each in findings.all())
    return AddedFile(f"{EVIDENCE}/{target.name}", path.stem, kept.size, told)


def _free_name(name: str, inside: Path) -> str:
    """Return a name that every system can keep and that no other file of the draft has."""
    stem, dot, suffix = _UNFIT.sub("_", name).strip(". ").rpartition(".")
    stem, suffix = (stem, f".{suffix}") if dot else (suffix, "")
    stem = stem.strip(". ~")[:LONGEST_NAME] or "file"
    if why_unsafe(f"{stem}{suffix}") is not None:
        stem = f"_{stem}"
    there = [each.name for each in inside.iterdir()]
    found, count = f"{stem}{suffix}", 1
    while twins([*there, found]):
        count += 1
        found = f"{stem} {count}{suffix}"
    return found


def remove_file(casebook: "Casebook", token: str, path: str) -> None:
    """Delete a file of a draft; one that is gone already is fine."""
    inside = folder(casebook, token)
    target = inside / path
    if why_unsafe(path) is None and target.parent == inside / EVIDENCE:
        target.unlink(missing_ok=True)


def check(casebook: "Casebook", draft: NewApplication) -> tuple[Problem, ...]:
    """Return what opening the finished file would say of its form, and of its number here."""
    form = complete(draft.form)
    found = problems_of(form, rubrics.schemes(casebook))
    missing = _missing_files(casebook, draft)
    return (*found, *_untitled(form), *missing, *_number_taken(casebook, form))


def _untitled(form: dict[str, Plain]) -> tuple[Problem, ...]:
    """A file may come without the project's title; who types can be asked for it."""
    if "project" not in form or form["project"].get("title"):
        return ()
    where = "/project/title"
    return (Problem("application.schema", Severity.ERROR, where, message("It is missing.")),)


def _missing_files(casebook: "Casebook", draft: NewApplication) -> tuple[Problem, ...]:
    """A file that somebody removed from the casebook's folder is told before it is packed."""
    inside = folder(casebook, draft.token)
    return tuple(
        Problem("evidence.missing", Severity.WARNING, f"/evidence/{number}/path",
                message("The file is not among the draft's files any more. Add it again."))
        for number, each in enumerate(draft.form.get("evidence") or [])
        if each.get("path") and not (inside / str(each["path"])).is_file()
    )  # fmt: skip


def _number_taken(casebook: "Casebook", form: dict[str, Plain]) -> tuple[Problem, ...]:
    wanted = str(form.get("id", "")).lower()
    known = next((each for each in casebook.case_facts() if each.case.lower() == wanted), None)
    number = form.get("submission")
    if known is None or not isinstance(number, int) or number > known.submissions:
        return ()
    return (Problem(
        "application.renumbered", Severity.WARNING, "/id",
        message("{case} is here already, from {school}. This would be kept as its next "
                "submission.", case=known.case, school=known.school),
    ),)  # fmt: skip


def receive_draft(casebook: "Casebook", token: str, progress: Progress = None) -> Received:
    """Pack the draft, take it into the casebook as any other file, and drop the draft.

    Again after a crash is harmless: the same draft gives the same bytes. A draft that is rejected
    stays as it is.
    """
    draft = find(casebook, token)
    errors = [each for each in check(casebook, draft) if each.severity is Severity.ERROR]
    if errors:
        raise Refused(
            "draft.incomplete",
            message("Something is still missing or wrong: {first}", first=errors[0].message),
            message("Each place says what it needs."),
        )
    packed = casebook.staging / f"{secrets.token_hex(8)}.labelapp"
    try:
        _write_form(casebook, draft)
        pack(folder(casebook, token), packed, progress=progress)
        received = receive(casebook, packed)
    finally:
        packed.unlink(missing_ok=True)
    if not received.rejected:
        discard(casebook, token)
    return received


def _write_form(casebook: "Casebook", draft: NewApplication) -> None:
    """Lay the finished form beside its files, and take away files that it does not name."""
    form, inside = complete(draft.form), folder(casebook, draft.token)
    inside.mkdir(parents=True, exist_ok=True)
    named = {str(each[key]) for each in form["evidence"] for key in ("path", "copy") if key in each}
    for each in (inside / EVIDENCE).rglob("*"):
        if each.is_file() and each.relative_to(inside).as_posix() not in named:
            each.unlink()
    text = json.dumps(form, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(inside / FORM, text.encode(), force=True)


def save_copy(casebook: "Casebook", ref: CaseRef, path: Path, *, force: bool = False) -> None:
    """Write the application file of a submission, as it is kept, to ``path``."""
    given = cases.submission(casebook, ref)
    check_free(path, force=force)
    source = casebook.package_path(given.sha256)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    copy_and_hash(source, part)
    part.replace(path)
