"""A reader process that was taken over can say anything; nothing of it is believed."""

import json
import sys

import pytest

from app.documents import Kind, Reader
from app.models.errors import Unavailable
from app.processes import Worker

CHILD = """
import json, sys
from app.models.frames import Frame, serve

answers = json.loads(sys.argv[1])

def answer(request):
    header, parts = answers[request.header["do"]]
    header = dict(header)
    lent = memoryview(bytes(header.pop("lends"))) if "lends" in header else None
    return Frame(header, tuple(bytes.fromhex(part) for part in parts), lent)

sys.exit(serve(answer))
"""
FACTS = {"pages": 1, "sizes": [[10, 10]], "notes": []}
NAN = "0000c07f"


def reader(slate=0, **answers) -> Reader:
    said = {"open": [FACTS, []]} | answers
    words = [sys.executable, "-I", "-c", CHILD, json.dumps(said)]
    return Reader(Worker("reader", words=words, answer_limit=1000, slate=slate))


@pytest.mark.parametrize(
    "facts",
    [{}, {"pages": "x"}, FACTS | {"pages": 2}, FACTS | {"pages": -1, "sizes": []},
     FACTS | {"sizes": [[0, 1]]}, FACTS | {"sizes": [[1e9, 1]]}, FACTS | {"sizes": [[1]]},
     FACTS | {"notes": [[]]}, FACTS | {"notes": 5}],
)  # fmt: skip
def test_facts(facts):
    with reader(open=[facts, []]) as taken, pytest.raises(Unavailable, match=r"evidence\.answer"):
        taken.open(b"", Kind.PDF)


@pytest.mark.parametrize(
    ("pixels", "parts"),
    [({}, []), ({"width": 1, "height": 1, "stride": 4}, []),
     ({"width": 1, "height": 1, "stride": 4}, ["00"]),
     ({"width": 2, "height": 1, "stride": 8}, ["00" * 8]),
     ({"width": 1, "height": 1, "stride": 1}, ["00"]),
     ({"width": -1, "height": -1, "stride": 4}, ["00" * 4])],
)  # fmt: skip
def test_pixels(pixels, parts):
    with reader(draw=[pixels, parts]) as taken:
        taken.open(b"", Kind.PDF)
        with pytest.raises(Unavailable, match=r"evidence\.answer"):
            taken.render(0, (1, 1))


SIZES = {"width": 1, "height": 1, "stride": 4}


@pytest.mark.parametrize(
    ("slate", "lends", "sizes", "code"),
    [(8, 4, {"width": 2}, "answer"), (8, 8, {}, "answer"), (8, 0, {}, "answer"),
     (8, 4, {"stride": 10**9}, "answer"), (8, 10**6, {}, "died"), (0, 4, {}, "died")],
)  # fmt: skip
def test_lent_pixels(slate, lends, sizes, code):
    with reader(slate, draw=[SIZES | sizes | {"lends": lends}, []]) as taken:
        taken.open(b"", Kind.PDF)
        with pytest.raises(Unavailable, match=rf"evidence\.{code}"):
            taken.render(0, (1, 1))


@pytest.mark.parametrize(
    "parts", [[], ["41"], ["41", "00"], ["41", NAN * 4], ["4141", "00" * 16], ["ff", ""]]
)
def test_text(parts):
    with reader(text=[{}, parts]) as taken:
        taken.open(b"", Kind.PDF)
        with pytest.raises(Unavailable, match=r"evidence\.answer"):
            taken.text(0)


@pytest.mark.parametrize("places", [None, [1], [[1, 2]], [[9, 0, 1]], [[0, -1, 1]], [["a", 0, 1]]])
def test_places(places):
    with reader(find=[{"places": places}, []]) as taken:
        taken.open(b"", Kind.PDF)
        with pytest.raises(Unavailable, match=r"evidence\.answer"):
            taken.find_between("x", 0, 1)


def test_too_much_ends_the_process():
    with reader(draw=[{}, ["00" * 2000]]) as taken:
        taken.open(b"", Kind.PDF)
        with pytest.raises(Unavailable, match=r"evidence\.died"):
            taken.render(0, (1, 1))


def test_its_sentences_are_not_repeated():
    error = {"status": 1, "code": "evidence.x", "message": {"text": "<b>Call 555</b>"}}
    with reader(open=[{"error": error}, []]) as taken, pytest.raises(Unavailable) as caught:
        taken.open(b"", Kind.PDF)
    assert "555" not in str(caught.value)
