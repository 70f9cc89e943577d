"""Signs that a web page would do something: scripts, forms that send, what it would fetch."""

import re
from collections.abc import Iterator

EVENT = re.compile("on[a-z]{3,20}")
FETCHED = re.compile(r"@import\b|url\(\s{0,9}[\"']?\s{0,9}(?!data:|#|[\"'\s)])", re.IGNORECASE)
FETCHING = {"iframe", "frame", "embed", "object", "video", "audio", "source", "track", "input",
            "applet", "link", "base"}  # fmt: skip
ADDRESSED = {"src", "srcset", "data", "poster", "background", "codebase"}
SHEETS = {"stylesheet", "icon", "preload", "import"}


def signs_of(tag: str, attributes: list[tuple[str, str | None]]) -> Iterator[str]:
    """Yield what the beginning of an element tells, as notes."""
    if not attributes:
        yield from ("scripts",) if tag == "script" else ()
        return
    values = {name: value or "" for name, value in attributes}
    if tag == "script" or any(map(EVENT.fullmatch, values)) or _is_script(values):
        yield "scripts"
    if tag == "form" and values.get("action", "").strip():
        yield "sending"
    if _fetches(tag, values) or FETCHED.search(values.get("style", "")):
        yield "outside"


def _is_script(values: dict[str, str]) -> bool:
    addresses = (values.get(name, "") for name in ("href", "src", "action"))
    return any(each.strip().lower().startswith("javascript:") for each in addresses)


def _fetches(tag: str, values: dict[str, str]) -> bool:
    if tag == "link":
        return bool(SHEETS & set(values.get("rel", "").lower().split()) and values.get("href"))
    if tag == "base":
        return bool(values.get("href"))
    wanted = (values.get(name, "").strip() for name in ADDRESSED)
    return tag in FETCHING and any(each and not each.startswith(("data:", "#")) for each in wanted)
