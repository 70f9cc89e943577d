"""The structure tree of a tagged PDF: what the page means, in reading order."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from app.paper.objects import PDFDocument, PDFReference, array, dictionary, name, number, string


@dataclass(frozen=True, slots=True)
class Content:
    """One marked-content sequence: the ``number``-th of a page (counted from 1)."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Annotation:
    """An annotation on a page, as a dictionary that gets its number among the parents."""

    page: int
    entries: Any


@dataclass(eq=False, slots=True)
class Node:
    """One structure element. ``kind`` is a standard type of ISO 32000-1 14.8.4 (P, H1, TH …).

    ``alternative`` describes a figure; ``actual`` is the text in logical order where it contains
    right-to-left script; ``attributes`` are attribute objects such as a header cell's scope.
    """

    kind: str
    kids: "list[Node | Content | Annotation]" = field(default_factory=list)
    alternative: str | None = None
    actual: str | None = None
    language: str | None = None
    attributes: Any = None

    def add(self, kind: str) -> "Node":
        """Append a child element and return it."""
        child = Node(kind)
        self.kids.append(child)
        return child


def figure_box(x: float, y: float, width: float, height: float) -> Any:
    """Return the attributes of a figure: where it is on the page."""
    box = [number(each) for each in (x, y, x + width, y + height)]
    return dictionary(O=name("Layout"), Placement=name("Block"), BBox=array(box))


Parents: TypeAlias = dict[int, Any]
"""Under the number of a page the owners of its contents; under the others those of annotations."""


def write(document: PDFDocument, root: Node, pages: int) -> Any:
    """Write all elements below ``root`` (the Document) and return the StructTreeRoot."""
    tree = dictionary(Type=name("StructTreeRoot"))
    reference = document.Reference(tree)
    parents: Parents = {page: [] for page in range(pages)}
    tree["K"] = array([_element(document, root, reference, parents)])
    numbers: list[Any] = []
    for number_, owners in parents.items():
        numbers += [number_, array(owners) if number_ < pages else owners]
    tree["ParentTree"] = document.Reference(dictionary(Nums=array(numbers)))
    tree["ParentTreeNextKey"] = len(parents)
    return reference


def _element(document: PDFDocument, node: Node, parent: Any, parents: Parents) -> Any:
    element = dictionary(
        Type=name("StructElem"),
        S=name(node.kind),
        P=parent,
        Alt=None if node.alternative is None else string(node.alternative),
        ActualText=None if node.actual is None else string(node.actual),
        Lang=None if node.language is None else string(node.language),
        A=node.attributes,
    )
    reference = document.Reference(element)
    first = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
    if first is not None:
        element["Pg"] = _page(first)
    kids = [_kid(document, kid, reference, parents, first) for kid in node.kids]
    if kids:
        element["K"] = array(kids)
    return reference


def _kid(
    document: PDFDocument,
    kid: "Node | Content | Annotation",
    parent: Any,
    parents: Parents,
    first: int | None,
) -> Any:
    if isinstance(kid, Node):
        return _element(document, kid, parent, parents)
    if isinstance(kid, Annotation):
        kid.entries["StructParent"] = len(parents)
        parents[len(parents)] = parent
        there = document.Reference(kid.entries)
        return dictionary(Type=name("OBJR"), Pg=_page(kid.page), Obj=there)
    owners = parents[kid.page - 1]
    owners.extend(["null"] * (kid.number + 1 - len(owners)))
    owners[kid.number] = parent
    if kid.page == first:
        return kid.number
    return dictionary(Type=name("MCR"), Pg=_page(kid.page), MCID=kid.number)


def _page(number: int) -> Any:
    return PDFReference(f"Page{number}")
