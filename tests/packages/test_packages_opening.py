"""Opening as a whole: layouts, folders, schemes, what is rejected, reading again."""

import json
import os
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.models.errors import Cancelled, Unavailable
from app.models.identifiers import LeafId, SchemeId, Sha256
from app.models.message import Message, message
from app.models.scheme import Criterion, Leaf, Scale, Scheme
from app.packages import Limits, copy_and_hash, open_package, read_member
from app.packages.package import Package
from tests.packages.conftest import Sealed
from tests.packages.made import PDF, Lie, bag_files, handmade, school_form, valid_form, zipped

FORM = json.dumps(valid_form()).encode()
PAYLOAD = {"application.json": FORM, "evidence/Feltrapport.pdf": PDF}


def codes(package: Package) -> list[str]:
    return sorted({each.code for each in package.problems})


def laid_out(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("top", ["", "any name/", "Ünïçødé 日本/"])
def test_a_bag_opens_under_any_top_folder(tmp_path: Path, top: str) -> None:
    with open_package(zipped(tmp_path / "x", bag_files(PAYLOAD), top)) as package:
        assert package.problems == ()
        assert [each.id for each in package.evidence] == ["ev1"]
        assert package.read(package.evidence[0].member) == PDF


@pytest.mark.parametrize("top", ["", "top/"])
def test_a_zip_with_the_form_on_top_is_unsealed(tmp_path: Path, top: str) -> None:
    with open_package(zipped(tmp_path / "x", PAYLOAD, top)) as package:
        assert codes(package) == ["bag.unsealed"]
        assert package.ok
        assert not package.rejected
        assert not package.damaged


@pytest.mark.parametrize("files", [PAYLOAD, bag_files(PAYLOAD)])
def test_folders_open_and_are_never_proven(tmp_path: Path, files: dict[str, bytes]) -> None:
    with open_package(laid_out(tmp_path, files)) as package:
        assert codes(package) == ["bag.unsealed"]
        assert package.application is not None
        kept = package.path
    assert not kept.exists()


@pytest.mark.parametrize(
    "files",
    [
        {"readme.txt": b"hello"},
        {"a/b/application.json": FORM},
        {"one/application.json": FORM, "two/application.json": FORM},
        {f"{top}/{name}": each for top in "ab" for name, each in bag_files(PAYLOAD).items()},
    ],
)
def test_nothing_or_too_much_to_open_is_told(tmp_path: Path, files: dict[str, bytes]) -> None:
    with open_package(zipped(tmp_path / "x", files, "")) as package:
        assert codes(package) == ["bag.missing"]
        assert package.rejected


def test_a_bag_inside_the_payload_is_no_second_bag(tmp_path: Path) -> None:
    inner = {f"evidence/{name}": each for name, each in bag_files({"x": b"y"}).items()}
    with open_package(zipped(tmp_path / "x", bag_files(PAYLOAD | inner))) as package:
        assert codes(package) == ["evidence.unlisted"]


@pytest.mark.parametrize(
    ("form", "code"),
    [(None, "application.missing"), (b"{", "application.json"), (b"{}", "application.schema")],
)
def test_a_form_that_cannot_be_read_rejects(tmp_path: Path, form: bytes | None, code: str) -> None:
    payload = {"x": b"y"} if form is None else {"application.json": form}
    with open_package(zipped(tmp_path / "x", bag_files(payload))) as package:
        assert code in codes(package)
        assert package.rejected
        assert package.application is None


def test_all_problems_are_found_in_one_go(sealed: Sealed) -> None:
    form = valid_form() | {"submission": 0}
    evidence = {"evidence/page.html": b"<html><script>", "evidence/none.txt": b""}
    with open_package(sealed(form, evidence, {"data/more": b"x", "fetch.txt": b"x"})) as package:
        assert codes(package) == [
            "application.schema", "bag.extra", "bag.incomplete", "evidence.active",
            "evidence.empty", "evidence.missing", "evidence.unlisted",
        ]  # fmt: skip


def test_a_flood_of_problems_is_counted(sealed: Sealed) -> None:
    extra: dict[str, bytes | None] = {f"data/{number}": b"x" for number in range(20)}
    path = sealed(changes=extra)
    with open_package(path, limits=Limits(repeats=3)) as package:
        texts = [str(each.message) for each in package.problems if each.code == "bag.extra"]
    assert len(texts) == 4
    assert texts[-1] == "17 more of this kind."


def leaf(identifier: str) -> Leaf:
    return Leaf(LeafId(identifier), {"en": identifier})


def scheme(identifier: str, unit: str, **more: Any) -> dict[SchemeId, Scheme]:
    criterion = Criterion("1", {"en": "One"}, (leaf("1b"), leaf("1c")))
    made = Scheme(
        id=SchemeId(identifier),
        kind="criteria",
        unit=unit,
        names={"en": identifier},
        scale=Scale(Fraction(0), Fraction(5)),
        criterion_rule="mean",
        total_rule="sum",
        criteria=(criterion, *more.get("criteria", ())),
        gates=more.get("gates", ()),
    )
    return {made.id: made}


def problems(path: Path, schemes: dict[SchemeId, Scheme]) -> list[tuple[str, str]]:
    with open_package(path, schemes=schemes) as package:
        return [(each.code, each.where) for each in package.problems]


def test_a_known_scheme_and_all_its_answers_are_fine(sealed: Sealed) -> None:
    assert problems(sealed(), scheme("nql-2022", "teacher-in-project")) == []


def test_an_unknown_scheme_rejects(sealed: Sealed) -> None:
    with open_package(sealed(), schemes={}) as package:
        assert codes(package) == ["application.scheme"]
        assert package.rejected


def test_open_questions_are_told(sealed: Sealed) -> None:
    form = valid_form()
    form["answers"][0]["text"] = " \n"
    schemes = scheme("nql-2022", "x", criteria=(Criterion("5", {"en": "Results"}),))
    assert problems(sealed(form), schemes) == [
        ("application.unanswered", "1"), ("application.unanswered", "5"),
    ]  # fmt: skip


def test_open_statements_plans_and_gates_of_a_school_are_told(sealed: Sealed) -> None:
    form = school_form()
    form["answers"] = [{"id": "a", "criterion": "1", "text": "x", "statements": {"1b": "so"}}]
    schemes = scheme("esl-2022", "school", gates=(leaf("safety"), leaf("declaration")))
    assert problems(sealed(form), schemes) == [
        ("application.unanswered", "1c"),
        ("application.unanswered", "1"),
        ("application.unanswered", "safety"),
    ]


def test_references_that_lead_nowhere_are_told(sealed: Sealed) -> None:
    form = valid_form()
    form["answers"].append({"criterion": "9", "text": "x", "evidence": ["ev7"]})
    form["evidence"][0]["criteria"] = ["1b", "8z"]
    form["resubmission"] = [{"criterion": "7", "evidence": "ev8"}]
    found = problems(sealed(form), scheme("nql-2022", "x"))
    assert {code for code, _ in found} == {"application.reference"}
    assert {where for _, where in found} == {
        "/answers/1/criterion", "/answers/1/evidence/0", "/evidence/0/criteria/1",
        "/resubmission/0/criterion", "/resubmission/0/evidence",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["absent", "absent/below", "nul\x00name"])
def test_an_absent_path_is_unavailable(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unavailable, match=r"file\.absent"):
        open_package(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unavailable, match=r"file\.unreadable"):
        open_package(tmp_path / "pipe")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_and_pipes_in_folders_are_refused(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "folder", PAYLOAD)
    (folder / "evidence" / "link").symlink_to("/etc/passwd")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    with open_package(folder) as package:
        unsafe = [each.where for each in package.problems if each.code == "file.unsafe-path"]
    assert unsafe == ["evidence/link", "linked", "pipe"]


def test_too_much_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "folder", PAYLOAD)
    for limits in (Limits(members=1), Limits(total=10)):
        with open_package(folder, limits=limits) as package:
            assert "file.bomb" in codes(package)


def test_unsafe_names_reject_but_the_form_is_shown(tmp_path: Path) -> None:
    members = [Lie(name=b"application.json", data=FORM), Lie(name=b"../evil", data=b"x")]
    path = tmp_path / "x.zip"
    path.write_bytes(handmade(members))
    with open_package(path) as package:
        assert "file.unsafe-path" in codes(package)
        assert package.application is not None
        assert package.rejected


def test_misleading_names_are_a_warning_with_escapes(sealed: Sealed) -> None:
    with open_package(sealed(evidence={"evidence/x\u202efdp.exe": b"x"})) as package:
        unsafe = [each for each in package.problems if each.code == "file.unsafe-path"]
    assert [each.where for each in unsafe] == ["bag/data/evidence/x\\u202efdp.exe"]
    assert not package.rejected


def test_progress_is_told_and_may_cancel(sealed: Sealed) -> None:
    seen: list[float] = []
    with open_package(sealed(), progress=lambda done, _: seen.append(done)):
        assert seen[-1] == 1.0

    def cancel(done: float, text: Message) -> None:
        raise Cancelled("work.cancelled", message("Stopped."))

    with pytest.raises(Cancelled):
        open_package(sealed(), progress=cancel)


def test_a_file_kept_before_is_not_hashed_again(sealed: Sealed, tmp_path: Path) -> None:
    path = sealed()
    kept = copy_and_hash(path, tmp_path / "copy")
    with open_package(kept.path, kept=kept) as package, open_package(path) as original:
        assert package.sha256 == original.sha256 == kept.sha256
        assert package.problems == original.problems


def test_members_are_checked_at_each_reading(sealed: Sealed, tmp_path: Path) -> None:
    path = tmp_path / "stored.zip"
    path.write_bytes(handmade([Lie(name=b"application.json", data=FORM), Lie()]))
    with open_package(path) as package:
        facts = {each.name: each for each in package.members}
        path.write_bytes(path.read_bytes().replace(b"hello hello", b"HELLO hello"))
        with pytest.raises(Unavailable, match=r"evidence\.changed"):
            package.read("a.txt")
    with pytest.raises(Unavailable, match=r"evidence\.changed"):
        read_member(path, "a.txt", facts["a.txt"].sha256)
    assert read_member(path, "application.json", facts["application.json"].sha256) == FORM


@pytest.mark.parametrize(
    ("member", "code"), [("other", "evidence.absent"), ("../x", "evidence.absent")]
)
def test_a_member_that_is_not_there_is_unavailable(sealed: Sealed, member: str, code: str) -> None:
    with pytest.raises(Unavailable, match=code):
        read_member(sealed(), member, Sha256("0" * 64))
    with open_package(sealed()) as package, pytest.raises(Unavailable, match=code):
        package.read(member)


def test_reading_a_member_of_an_absent_file_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"file\.absent"):
        read_member(tmp_path / "gone", "x", Sha256("0" * 64))


def test_instants_are_aware(sealed: Sealed) -> None:
    with open_package(sealed()) as package:
        assert package.application is not None
        assert package.application.submitted_at == datetime(2026, 9, 20, 12, 12, 5, tzinfo=UTC)


def old_archive(path: Path, files: dict[str, bytes], page: str) -> Path:
    """Write an archive as Windows does: names in a code page, and nothing that says which."""
    members = [
        Lie(name=name.encode(page), data=content, central={"made": 20, "attributes": 0x20})
        for name, content in files.items()
    ]
    path.write_bytes(handmade(members))
    return path


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("cp437", "Åse.pdf"),
        ("cp850", "Søknad/øl.pdf"),
        ("cp866", "Отчёт.pdf"),
        ("cp737", "Έργο.pdf"),
    ],
)
@pytest.mark.parametrize("sealed_bag", [True, False])
def test_old_names_are_known_by_what_the_file_lists(
    tmp_path: Path, page: str, name: str, sealed_bag: bool
) -> None:
    form = valid_form()
    form["evidence"][0]["path"] = name
    payload = {"application.json": json.dumps(form).encode(), name: PDF}
    files = bag_files(payload) if sealed_bag else payload
    with open_package(old_archive(tmp_path / "x", files, page)) as package:
        assert {each.code for each in package.problems} - {"bag.unsealed"} == {"file.unsafe-path"}
        assert package.ok
        assert [each.path for each in package.evidence] == [name]


def test_old_names_that_nothing_lists_are_read_as_the_format_says(tmp_path: Path) -> None:
    files = {"application.json": FORM, "ø.txt": b"x"}
    with open_package(old_archive(tmp_path / "x", files, "cp850")) as package:
        assert "ø.txt".encode("cp850").decode("cp437") in {each.name for each in package.members}


def test_evidence_with_a_file_and_a_copy_is_one_attachment(sealed: Sealed) -> None:
    form = valid_form()
    form["evidence"][0]["copy"] = "evidence/page.html"
    evidence = {"evidence/Feltrapport.pdf": PDF, "evidence/page.html": b"<!doctype html>"}
    with open_package(sealed(form, evidence)) as package:
        assert package.problems == ()
        assert [each.path for each in package.evidence] == ["evidence/Feltrapport.pdf"]
