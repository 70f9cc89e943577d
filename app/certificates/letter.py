"""The letter to an applicant, as plain text and as one accessible HTML page.

Pure text: nothing here needs the press. What people wrote is escaped and has its own direction.
"""

import textwrap
from html import escape

from app.certificates.letter_words import (
    closing,
    greeting,
    headings,
    minimum_of,
    next_steps,
    notes,
    opening,
    points_of,
    total_row,
)
from app.models.letter import Letter, LetterContent, LetterRow
from app.wording import say

WIDTH = 78
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}

_STYLE = (
    "body{font:1rem/1.5 system-ui,'Noto Sans',sans-serif;color:#16202e;background:#fff;"
    "max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;color:#16305c}h2{font-size:1.1rem;color:#16305c;margin-top:1.8rem}"
    "table{border-collapse:collapse;width:100%}caption{text-align:start;padding-bottom:.4rem}"
    "th,td{border-bottom:1px solid #c9d2e0;padding:.35rem .5rem}"
    "th,td{text-align:start;vertical-align:top}"
    "td.n{text-align:end;white-space:nowrap}tr.g th,tr.g td{background:#e9eef7}"
    "tr.t th,tr.t td{border-top:2px solid #16305c;font-weight:600}"
    "td p{margin:0 0 .4rem}"
    ".c{color:#4a556b;white-space:pre-line}@media print{body{margin:0;max-width:none}}"
)


def write(content: LetterContent) -> Letter:
    """Return the letter in its language; missing translations fall back to English."""
    return Letter(_text(content), _html(content))


# -- plain text ------------------------------------------------------------------------------


def _text(content: LetterContent) -> str:
    words = headings(content.language)
    parts = [
        content.organisation,
        _wrapped(f"{content.recipient}\n{content.school}"),
        _wrapped(greeting(content)),
        _underlined(opening(content).heading),
        _wrapped(opening(content).sentence),
        _wrapped(content.own_words),
    ]
    if content.explanation:
        sentences = [f"- {say(each, content.language)}" for each in content.explanation]
        parts.append(_wrapped("\n".join(sentences)))
    if content.reason.strip():
        parts += [_underlined(words.reason), _wrapped(content.reason)]
    if content.rows:
        parts += [_underlined(words.points), _rows_text(content)]
    if content.changes:
        sentences = [say(each, content.language) for each in content.changes]
        parts += [_underlined(words.changes), _wrapped("\n".join(sentences))]
    parts += [_underlined(words.next), _wrapped("\n".join(next_steps(content)))]
    parts.append("\n".join(closing(content)))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _rows_text(content: LetterContent) -> str:
    rows = [*content.rows, *total_row(content)]
    return "\n".join(_row_text(row, content.language) for row in rows)


def _row_text(row: LetterRow, language: str) -> str:
    result = filter(None, (points_of(row, language), minimum_of(row, language)))
    line = f"{row.name}: {', '.join(result)}"
    indent = "" if row.is_group else "  "
    below = (_wrapped(each, indent + "    ") for each in notes(row, language))
    return "\n".join((_wrapped(line, indent), *below))


def _wrapped(text: str, indent: str = "") -> str:
    lines = [
        textwrap.fill(
            line, WIDTH, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )
        for line in text.strip().splitlines()
    ]  # fmt: skip
    return "\n".join(lines)


def _underlined(text: str) -> str:
    return f"{text}\n{'-' * min(len(text), WIDTH)}"


# -- HTML ------------------------------------------------------------------------------------


def _html(content: LetterContent) -> str:
    words, first = headings(content.language), opening(content)
    base = content.language.split("-", maxsplit=1)[0]
    direction = "rtl" if base in RIGHT_TO_LEFT else "ltr"
    body = [
        f'<p dir="auto">{escape(content.organisation)}</p>',
        f'<address dir="auto">{escape(content.recipient)}<br>{escape(content.school)}</address>',
        f"<h1>{escape(first.heading)}</h1>",
        f"<p>{escape(greeting(content))}</p>",
        f"<p>{escape(first.sentence)}</p>",
        _prose(content.own_words),
        _explanation_html(content),
        _section(words.reason, _prose(content.reason)) if content.reason.strip() else "",
        _section(words.points, _table(content)) if content.rows else "",
        _section(words.changes, _changes_html(content)) if content.changes else "",
        _section(words.next, "".join(f"<p>{escape(each)}</p>" for each in next_steps(content))),
        "<p>" + "<br>".join(escape(each) for each in closing(content)) + "</p>",
    ]
    return (
        f'<!doctype html>\n<html lang="{escape(content.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(first.heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _explanation_html(content: LetterContent) -> str:
    items = [f"<li>{escape(say(each, content.language))}</li>" for each in content.explanation]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _changes_html(content: LetterContent) -> str:
    return "".join(f"<p>{escape(say(each, content.language))}</p>" for each in content.changes)


def _section(heading: str, body: str) -> str:
    return f"<section>\n<h2>{escape(heading)}</h2>\n{body}\n</section>"


def _prose(text: str) -> str:
    paragraphs = [part for part in text.strip().split("\n\n") if part.strip()]
    return "".join(f'<p dir="auto" class="c">{escape(part)}</p>' for part in paragraphs)


def _table(content: LetterContent) -> str:
    words = headings(content.language)
    titles = (words.criterion, words.points_column, words.minimum, words.comment)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = [_row_html(row, content.language) for row in content.rows]
    rows += [_row_html(row, content.language, "t") for row in total_row(content)]
    return (
        f"<table>\n<caption>{escape(words.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        "<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"
    )


def _row_html(row: LetterRow, language: str, kind: str = "") -> str:
    kind = kind or ("g" if row.is_group else "")
    mark = f' class="{kind}"' if kind else ""
    below = "".join(f'<p dir="auto">{escape(each)}</p>' for each in notes(row, language))
    return (
        f'<tr{mark}><th scope="row">{escape(row.name)}</th>'
        f'<td class="n">{escape(points_of(row, language))}</td>'
        f"<td>{escape(minimum_of(row, language))}</td>"
        f'<td class="c">{below}</td></tr>'
    )
