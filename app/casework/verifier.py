"""The page that checks printed certificates: one HTML file with the office's public key inside.

It works from disk in a current browser, without a network: nothing is loaded from elsewhere, and a
content security policy with the hashes of its own script and style forbids that anything could be.
"""

import base64
import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import certificate_page, season, withdraw
from app.casework.write import write_file
from app.certificates.code import EPOCH, key_id_of
from app.log import RingKey
from app.models.certificate import Withdrawn
from app.models.plain import Plain
from app.resources import resource

if TYPE_CHECKING:
    from app.storage import Casebook


def export(casebook: "Casebook", path: Path, *, force: bool = False) -> str:
    """Write the page; return the id of the key that it knows."""
    write_file(path, page(office(casebook)).encode(), force=force)
    return key_id_of(casebook.public_key).hex()


def office(casebook: "Casebook") -> Plain:
    """Return what the page knows of this office; nothing in it is secret."""
    names = season.current(casebook).organisation.name
    return {
        "names": dict(names) or {"en": certificate_page.office_name(casebook)},
        "keys": [_key(each) for each in casebook.ring.keys],
        "day": (casebook.clock().date() - EPOCH).days,
        "origin": casebook.origin,
        "withdrawn": [_gone(each) for each in withdraw.all_gone(casebook)],
    }


def _key(key: RingKey) -> Plain:
    """Return a key with the sizes of the log that it counts for."""
    return {
        "id": key_id_of(key.public).hex(), "key": key.public.text, "start": key.start,
        "end": key.end, "trusted": key.trusted,
    }  # fmt: skip


def _gone(each: Withdrawn) -> Plain:
    """Return what the page says of a number: since which day, why, and what counts instead."""
    day = (each.at.date() - EPOCH).days
    return {"number": each.number, "day": day, "why": each.why.value, "next": each.successor}


def page(office: Plain) -> str:
    """Return the page as text."""
    words = tomllib.loads(_part("words.toml"))
    script = _filled(_part("page.js"), office=_literal(office), words=_literal(words))
    style = _part("page.css")
    return _filled(
        _part("page.html"), script=script, style=style,
        script_hash=_digest(script), style_hash=_digest(style),
    )  # fmt: skip


def _part(name: str) -> str:
    return resource("verifier", "page", name).read_text("utf-8")


def _filled(text: str, **values: str) -> str:
    """Put each value in its place, in one pass: what a value says is never a place itself."""
    return re.sub("@(" + "|".join(values) + ")@", lambda place: values[place[1]], text)


def _literal(value: Plain) -> str:
    """Return a value as JavaScript that cannot end the script it stands in."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
