"""Long tests only when they are asked for; each test begins in English; checks of PDF files."""

import io
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    import pikepdf


settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
"""A machine that is slow or busy fails no test by its slowness."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip long tests in an ordinary run."""
    if "long" in str(config.getoption("-m")):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes; run with -m long"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Let no language that a test chose count in the next one, and no window of its live on."""
    del item
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        # Otherwise Qt deletes only when an event loop begins anew, and each window there is
        # takes part in every event until then.
        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if "app.wording" in sys.modules:
        from app.wording import use

        use("en")


PAINTS = {"Tj", "TJ", "S", "s", "f", "f*", "B", "B*", "b", "b*", "Do", "sh"}
"""Operators that leave something on the page."""

EXTENSIONS = {"ISO_19005_3:6.6.2.3.1-1", "ISO_19005_3:6.6.4-3"}
"""The validator knows level B and no extension schemas: what it says about our XMP."""


def contents(page: "pikepdf.Page") -> Iterator[tuple[str, str, int | None]]:
    """Yield (operator, kind of the content it is in, MCID)."""
    import pikepdf

    stack: list[tuple[str, int | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word == "BMC":
            stack.append((str(operands[0]), None))
        elif word == "BDC":
            mcid = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
            stack.append((str(operands[0]), None if mcid is None else int(mcid)))
        elif word == "EMC":
            stack.pop()
        else:
            yield word, *(stack[-1] if stack else ("", None))
    assert stack == []


def elements(node: "pikepdf.Object") -> "Iterator[pikepdf.Object]":
    """Yield all structure elements below a node, in reading order."""
    import pikepdf

    for kid in node.get("/K", pikepdf.Array()):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from elements(kid)


@pytest.fixture
def kinds() -> Callable[[bytes], list[str]]:
    """Return the kinds of all structure elements of a PDF."""
    import pikepdf

    def found(content: bytes) -> list[str]:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [str(each["/S"])[1:] for each in elements(pdf.Root.StructTreeRoot)]

    return found


@pytest.fixture
def checked() -> Callable[[bytes], None]:
    """Check that everything painted is tagged or an artifact, and that tags lead back."""
    import pikepdf

    def check(content: bytes) -> None:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            owners = dict(zip((int(each) for each in numbers[::2]), numbers[1::2], strict=True))
            for page in pdf.pages:
                used = set()
                for operator, kind, mcid in contents(page):
                    assert operator not in PAINTS or kind, "painted outside any content"
                    if mcid is not None:
                        used.add(mcid)
                        assert owners[int(page.StructParents)][mcid]["/S"] == kind
                assert page.Tabs == "/S"

    return check


@pytest.fixture
def archival() -> Callable[[bytes], None]:
    """Check a PDF against PDF/A-3 with a validator that approves only what it knows."""
    from pikepdf.pdfa import validate_written

    def check(content: bytes) -> None:
        report = validate_written(io.BytesIO(content), "3b")
        assert [each for each in report.findings if each.rule not in EXTENSIONS] == []

    return check
