"""What the paper tests share: a moment, a canvas, and a check of the whole structure."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pikepdf
import pytest

from app.paper.canvas import TaggedCanvas
from app.paper.metadata import Properties

MOMENT = datetime(2026, 11, 14, 12, 0, tzinfo=timezone(timedelta(hours=1)))
PAINTS = {"Tj", "TJ", "S", "s", "f", "f*", "B", "B*", "b", "b*", "Do", "sh"}


@pytest.fixture
def moment() -> datetime:
    return MOMENT


@pytest.fixture
def canvas() -> TaggedCanvas:
    return TaggedCanvas(Properties("A test", "en", "Nobody", MOMENT), (595, 842))


def contents(page: pikepdf.Page) -> Iterator[tuple[str, str, int | None]]:
    """Yield (operator, kind of the content it is in, MCID)."""
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


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield all structure elements below a node, in reading order."""
    for kid in node.get("/K", pikepdf.Array()):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from elements(kid)


@pytest.fixture
def kinds() -> Callable[[bytes], list[str]]:
    """Return the kinds of all structure elements of a PDF."""

    def found(content: bytes) -> list[str]:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [str(each["/S"])[1:] for each in elements(pdf.Root.StructTreeRoot)]

    return found


@pytest.fixture
def checked() -> Callable[[bytes], None]:
    """Check that everything painted is tagged or an artifact, and that tags lead back."""

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
