"""Charts and diagrams of office documents, told by what they hold: numbers and words."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.models.blocks import Run
from app.reader.gathering import Gathering
from app.reader.xml_tree import OfficeFile, value

Links = dict[str, tuple[str, bool]]
SERIES_LIMIT, POINT_LIMIT = 30, 500


def add_graphic(found: Gathering, office: OfficeFile, links: Links, frame: Element) -> None:
    """Add the numbers of a chart and the words of a diagram that a frame shows."""
    for chart in frame.iter("chart"):
        rows = chart_rows(_part(office, links, value(chart, "id")))
        if rows:
            found.notice("chart")
            found.table(rows)
    for diagram in frame.iter("relIds"):
        words = list(_paragraphs(_part(office, links, value(diagram, "dm"))))
        if words:
            found.notice("diagram")
        for each in words:
            found.item(0, "", [Run(each)])


def chart_rows(tree: Element) -> list[list[str]]:
    """Return a chart as a table (ECMA-376, 21.2): a column for each series, categories first."""
    columns: list[list[str]] = []
    for number, series in enumerate(tree.iter("ser")):
        if number >= SERIES_LIMIT:
            break
        if not columns:
            columns.append(["", *_points(series, "cat", "xVal")])
        columns.append(["".join(_points(series, "tx")), *_points(series, "val", "yVal")])
    longest = max(map(len, columns), default=0)
    return [[column[at] if at < len(column) else "" for column in columns] for at in range(longest)]


def _points(series: Element, *names: str) -> list[str]:
    part = next((each for each in series if each.tag in names), None)
    if part is None:
        return []
    points = {int(value(each, "idx") or 0): _text(each) for each in part.iter("pt")}
    if not points:
        return [_text(each) for each in part.iter("v")]
    last = min(max(points), POINT_LIMIT)
    return [points.get(at, "") for at in range(last + 1)]


def _text(point: Element) -> str:
    texts = [each.text or "" for each in point.iter("v")]
    return "".join(texts) or (point.text or "")


def _paragraphs(tree: Element) -> Iterator[str]:
    for paragraph in tree.iter("p"):
        text = "".join(each.text or "" for each in paragraph.iter("t")).strip()
        if text:
            yield text


def _part(office: OfficeFile, links: Links, name: str) -> Element:
    target, outside = links.get(name, ("", True))
    return office.tree("" if outside else target)
