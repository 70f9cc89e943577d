"""The JSON reader: what it takes, what it refuses, and where."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Refused
from app.packages.limits import Limits
from app.packages.strictjson import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        (" [1, -2, 3.5] \n", [1, -2, 3.5]),
        ('{"a": {"b": []}, "c": {}}', {"a": {"b": []}, "c": {}}),
        (r'"\u00e5\n\/\ud83d\ude00"', "å\n/😀"),
        ("[3.0, 1e3, 0e99, -0]", [3, 1000, 0, 0]),
        (str(2**53 - 1), 2**53 - 1),
        ("[" * 64 + "]" * 64, json.loads("[" * 64 + "]" * 64)),
    ],
)
def test_json_is_read(text: str, value: object) -> None:
    assert parse(text.encode()) == value


@pytest.mark.parametrize("text", ["3.0", "1e2", "-4"])
def test_whole_numbers_are_never_floats(text: str) -> None:
    assert isinstance(parse(text.encode()), int)


REFUSED = {
    "nothing": (b"", 1, 1),
    "byte order mark": (b"\xef\xbb\xbf{}", 1, 1),
    "utf-16": ("{}".encode("utf-16"), 1, 1),
    "utf-16 without mark": ("{}".encode("utf-16-be"), 1, 1),
    "utf-32": ("{}".encode("utf-32-le"), 1, 1),
    "latin-1": (b'{"a":\n "\xe5"}', 2, 3),
    "overlong utf-8": (b'"\xc0\xaf"', 1, 2),
    "surrogate in utf-8": (b'"\xed\xa0\x80"', 1, 2),
    "NUL": (b'{"a": "\x00"}', 1, 8),
    "NUL outside": (b"[1\x00]", 1, 3),
    "NUL as escape": (rb'"ab\u0000"', 1, 4),
    "control character": (b'"a\tb"', 1, 3),
    "line end in text": (b'"a\nb"', 1, 3),
    "lone high": (rb'"\ud800"', 1, 2),
    "lone low": (rb'"\udc00x"', 1, 2),
    "high twice": (rb'"\ud800\ud800"', 1, 2),
    "half escape": (rb'"\u12"', 1, 2),
    "unknown escape": (rb'"\x41"', 1, 2),
    "same key twice": (b'{"a": 1,\n "b": 2,\n "a": 3}', 3, 2),
    "same key by escape": (rb'{"a": 1, "\u0061": 2}', 1, 10),
    "same key deep inside": (b'[{"x": {"a": 1, "a": 1}}]', 1, 17),
    "NaN": (b"[NaN]", 1, 2),
    "Infinity": (b"Infinity", 1, 1),
    "minus Infinity": (b"[1, -Infinity]", 1, 5),
    "too large": (b"[1e999]", 1, 2),
    "too small": (b"1e-999", 1, 1),
    "huge exponent": (b"1e99999999999999999999999", 1, 1),
    "5000 digits": (b"9" * 5000, 1, 1),
    "beyond 2 to the 53": (str(2**53).encode(), 1, 1),
    "leading zero": (b"[01]", 1, 3),
    "plus": (b"+1", 1, 1),
    "no digits after dot": (b"[1.]", 1, 3),
    "comma for dot": (b'{"a": 3,5}', 1, 9),
    "trailing comma": (b"[1,]", 1, 4),
    "trailing comma in object": (b'{"a": 1,}', 1, 9),
    "no comma": (b"[1 2]", 1, 4),
    "no colon": (b'{"a" 1}', 1, 6),
    "no quotation marks": (b"{a: 1}", 1, 2),
    "single quotation marks": (b"['a']", 1, 2),
    "comment": (b"[1] // one", 1, 5),
    "two values": (b"{} {}", 1, 4),
    "not closed": (b'{"a": [1', 1, 9),
    "text not closed": (b'["abc', 1, 2),
    "word cut off": (b"[tru]", 1, 2),
    "65 deep": (b"[" * 65 + b"]" * 65, 1, 65),
    "100 000 deep": (b'{"a":' * 100_000, 1, 321),
}


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_with_its_place(name: str) -> None:
    content, line, column = REFUSED[name]
    with pytest.raises(Refused) as caught:
        parse(content)
    assert caught.value.code == "application.json"
    values = caught.value.message.values
    assert (values["line"], values["column"]) == (line, column), str(caught.value)


def test_size_is_limited() -> None:
    with pytest.raises(Refused, match=r"application\.json"):
        parse(b"[1, 2, 3]", Limits(json=8))


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet='aåß\\"😀\n'), inner),
    max_leaves=20,
)


@given(plain, st.booleans())
def test_what_was_written_is_read_again(value: object, ascii_only: bool) -> None:
    assert parse(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\u0d8e1-.NaItrflse \n').map(str.encode))
def test_noise_gives_a_value_or_our_own_error(content: bytes) -> None:
    with suppress(Refused):
        value = parse(content)
        assert json.loads(content) == value
