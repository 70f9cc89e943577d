"""The evidence of a spreadsheet's rows: one folder per application number."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from app.models.errors import Refused
from app.models.message import message
from app.models.plain import Plain
from app.models.problem import Severity
from app.packages.findings import Findings
from app.packages.folder import FolderFile, files_in
from app.packages.limits import DEFAULT_LIMITS, Limits
from app.packages.names import is_junk, why_unsafe

FOLDER = "evidence/"


def evidence_folder(sheet: Path, form: Mapping[str, Plain]) -> Path | None:
    """Return the folder of an application beside its sheet, or in the folder named as the sheet.

    A folder ``ID-N`` is for submission N only. Upper and lower case are the same.
    """
    number, submission = str(form.get("id", "")), form.get("submission")
    if why_unsafe(number) is not None or "/" in number:
        return None
    for name in (f"{number}-{submission}", number):
        for above in (sheet.with_suffix(""), sheet.parent):
            if found := _folder_in(above, name):
                return found
    return None


def _folder_in(above: Path, name: str) -> Path | None:
    try:
        exact = above / name
        if exact.is_dir() and not exact.is_symlink():
            return exact
        inside = sorted(above.iterdir()) if above.is_dir() else []
    except OSError:
        return None
    alike = (each for each in inside if each.name.casefold() == name.casefold())
    return next((each for each in alike if each.is_dir() and not each.is_symlink()), None)


def evidence_files(folder: Path, limits: Limits = DEFAULT_LIMITS) -> list[FolderFile]:
    """Return the files of a folder under their names in the bag; raises ``Refused`` for links."""
    findings = Findings(limits)
    found = [each for each in files_in(folder, findings, limits) if not is_junk(each.name)]
    for problem in findings.all():
        if problem.severity is Severity.ERROR:
            text = message("{place}: {reason}", place=problem.where, reason=problem.message)
            raise Refused(problem.code, text)
    return [FolderFile(FOLDER + each.name, each.path, each.size) for each in found]


def with_evidence(form: Mapping[str, Plain], files: Sequence[FolderFile]) -> dict[str, Plain]:
    """Return the form with its files listed; names of files in its cells become their ids.

    Files in a folder that is named as a criterion belong to the answer to it.
    """
    listed = [_entry(number, each) for number, each in enumerate(files, 1)]
    ids = {name: entry["id"] for entry in reversed(listed) for name in _names(entry)}
    criteria = {each["criterion"] for each in form["answers"]}
    for entry in listed:
        above = PurePosixPath(entry["path"]).parts[1]
        if above in criteria:
            entry["criteria"] = [above]
    answers = [_answer(each, listed, ids) for each in form["answers"]]
    complete = {**form, "answers": answers, "evidence": [*listed, *form["evidence"]]}
    head = form.get("head_declaration") or {}
    if "evidence" in head:
        complete["head_declaration"] = {**head, "evidence": _id_of(head["evidence"], ids)}
    return complete


def _entry(number: int, file: FolderFile) -> dict[str, Plain]:
    return {"id": f"ev{number}", "title": PurePosixPath(file.name).stem, "path": file.name}


def _names(entry: Mapping[str, Plain]) -> tuple[str, ...]:
    path = PurePosixPath(entry["path"])
    return tuple(
        each.casefold()
        for each in (str(path), str(path).removeprefix(FOLDER), path.name, path.stem)
    )


def _answer(
    answer: Mapping[str, Plain], listed: Sequence[Mapping[str, Plain]], ids: Mapping[str, str]
) -> dict[str, Plain]:
    named = [_id_of(each, ids) for each in answer.get("evidence", [])]
    named += [each["id"] for each in listed if answer["criterion"] in each.get("criteria", [])]
    return {**answer, "evidence": list(dict.fromkeys(named))} if named else dict(answer)


def _id_of(name: str, ids: Mapping[str, str]) -> str:
    """A name that no file has stays as it is: opening reports it as a reference to nothing."""
    return ids.get(name.replace("\\", "/").casefold(), name)
