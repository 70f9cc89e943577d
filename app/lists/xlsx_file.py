"""Lists as workbooks (ECMA-376): every cell is typed as text, so nothing is calculated or guessed.

Written as the few parts that such a file needs, so that the window loads no spreadsheet library.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from html import escape

from app.lists.cells import clean
from app.models.table import ListTable

WIDEST = 60
LONGEST_TITLE = 31
"""A sheet's name has at most 31 characters."""

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
MOMENT = (2000, 1, 1, 0, 0, 0)
"""Fixed, so that the same list is the same bytes."""

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx_bytes(table: ListTable) -> bytes:
    """Return the list as a workbook with one sheet, a bold first row and a filter."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(table):
            member = zipfile.ZipInfo(name, MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, XML + content)
    return file.getvalue()


def _parts(table: ListTable) -> Iterator[tuple[str, str]]:
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"),
                           ("styles", "styles"))
    )  # fmt: skip
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{relations}"/>{types}</Types>'
        ),
    )
    yield "_rels/.rels", _relations(("officeDocument", "xl/workbook.xml"))
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
    )
    name = (clean(table.title).translate(FORBIDDEN).strip("' ") or "List")[:LONGEST_TITLE]
    yield (
        "xl/workbook.xml",
        (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
    )
    yield "xl/styles.xml", _styles()
    yield "xl/worksheets/sheet1.xml", _sheet(table)


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _styles() -> str:
    """Two styles: text that wraps, and the same in bold; 49 is the number format "text"."""
    return (
        f'<styleSheet xmlns="{MAIN}">'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="2">'
        + "".join(
            f'<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" '
            'applyNumberFormat="1" applyFont="1" applyAlignment="1">'
            '<alignment vertical="top" wrapText="1"/></xf>'
            for font in (0, 1)
        )
        + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    )


def _sheet(table: ListTable) -> str:
    titles = tuple(column.title for column in table.columns)
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{_width(table, place - 1)}" customWidth="1"/>'
        for place in range(1, len(titles) + 1)
    )
    rows = "".join(_row(number, row) for number, row in enumerate((titles, *table.rows), 1))
    corner = f"{_letter(len(titles))}{len(table.rows) + 1}"
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{rows}</sheetData>"
        f'<autoFilter ref="A1:{corner}"/></worksheet>'
    )


def _row(number: int, cells: Sequence[str]) -> str:
    style = 1 if number == 1 else 0
    inner = "".join(
        f'<c r="{_letter(place)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        for place, cell in enumerate(cells, 1)
    )
    return f'<row r="{number}">{inner}</row>'


def _text(cell: str) -> str:
    """Escape markup, and ``_x0041_``, which a workbook would read as the character it names."""
    return escape(re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", clean(cell)))


def _width(table: ListTable, place: int) -> int:
    cells = [table.columns[place].title, *(row[place] for row in table.rows)]
    return min(max(map(len, cells)) + 2, WIDEST)


def _letter(place: int) -> str:
    """Return a column's name: A, B, … Z, AA."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
