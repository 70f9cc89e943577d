"""Files that nobody here made: hostile archives and the bags of the conformance suite."""

from pathlib import Path

import bagit
import pytest

from app.models.problem import Severity
from app.packages import open_package
from app.packages.active import SCANNED, signs
from app.packages.content import agree, is_two_kinds, named, sniffed
from app.packages.package import Package

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
ARCHIVES = sorted((REAL / "zip").glob("*.zip"))
BAGS = sorted((REAL / "bagit").glob("v*/*/*"))

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real files are not at {REAL}")


def errors(package: Package) -> set[str]:
    return {each.code for each in package.problems if each.severity is Severity.ERROR}


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_hostile_archives_are_rejected(path: Path) -> None:
    with open_package(path) as package:
        assert package.rejected
        ordinary = path.stem == "specialmodes"
        assert errors(package) == ({"bag.missing"} if ordinary else {"file.unsafe-path"})


@pytest.mark.parametrize("path", BAGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_bags_are_judged_as_their_authors_say(path: Path) -> None:
    with open_package(path) as package:
        wrong = {each for each in errors(package) if each.startswith("bag.")}
    assert bool(wrong) == (path.parent.name == "invalid")


@pytest.mark.parametrize("path", BAGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_the_reference_program_refuses_is_refused_here(path: Path) -> None:
    try:
        accepted = bagit.Bag(str(path)).is_valid()
    except bagit.BagError:
        accepted = False
    with open_package(path) as package:
        wrong = {each for each in errors(package) if each.startswith("bag.")}
    assert accepted or wrong


KINDS = ("pdf", "office", "images", "media", "text", "languages")
FILES = sorted(each for kind in KINDS for each in (REAL / kind).rglob("*") if each.is_file())
ACTIVE = {"pdflatex-forms", "with-attachment", "external-picture", "shp-inline-shape-access"}


def test_real_evidence_is_what_its_name_says() -> None:
    for path in FILES:
        head, tail = path.read_bytes()[:4096], path.read_bytes()[-4096:]
        assert agree(named(path.name), sniffed(head)), path.name
        assert not is_two_kinds(sniffed(head), head, tail), path.name


def test_only_active_evidence_is_called_active() -> None:
    found = set()
    for path in FILES:
        content = path.read_bytes()
        family = sniffed(content[:4096])
        if family in SCANNED and signs(content, family, path.name):
            found.add(path.stem)
    assert found == ACTIVE
