"""Lists as a web page of their own: no script, nothing fetched, readable by screen readers."""

from html import escape as markup

from app.lists.cells import clean
from app.models.table import ListTable

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})

STYLE = """\
body { font: 1rem/1.5 "Noto Sans", system-ui, sans-serif; margin: 2rem; color: #1d2733;
  background: #fff }
h1 { font-size: 1.5rem; margin: 0 } p { color: #4a5868; margin: .25rem 0 1.5rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; padding: .5rem .75rem; border-bottom: 1px solid #d8dee6;
  vertical-align: top; overflow-wrap: anywhere }
th { border-bottom: 2px solid #4a5868 }
thead { display: table-header-group } tr { break-inside: avoid }
"""


def escape(text: str) -> str:
    """Return text that is shown as it is, whatever it looks like."""
    return markup(clean(text))


def html_bytes(table: ListTable) -> bytes:
    """Return the list as one UTF-8 page."""
    direction = "rtl" if table.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    head = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    rows = "\n".join(
        "<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in table.rows
    )
    subtitle = f"<p>{escape(table.subtitle)}</p>\n" if table.subtitle else ""
    page = f"""\
<!doctype html>
<html lang="{escape(table.language)}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(table.title)}</title>
<style>
{STYLE}</style>
</head>
<body>
<h1 id="title">{escape(table.title)}</h1>
{subtitle}<table aria-labelledby="title">
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""
    return page.encode()
