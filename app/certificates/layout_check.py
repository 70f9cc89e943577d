"""Whether a layout works: places, contrast, and drawing with the shortest and longest names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

from app.certificates.code import claims_of, unsigned
from app.certificates.draw import Drawn, draw
from app.certificates.layout_file import read_layout
from app.certificates.template import Layout, Look, look, shipped_plain
from app.log import PublicKey
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.errors import Misused, Refused
from app.models.identifiers import CertificateNumber
from app.models.message import Message, message
from app.models.problem import Problem, Severity

CODE_SIDE = (99.0, 114.0)
"""The code's side in points: 35 to 40 mm."""
LEAST_CONTRAST = 4.5
AT = datetime(2026, 11, 14, 12, tzinfo=UTC)
PROOF = LogProof("label-desk.example/no", 123_456, 234_567, "9f86d081" * 8, "")
NO_KEY = PublicKey(bytes(32))
SIZES = ("short", "usual", "long")

_TEXTS = (("ink", ""), ("quiet", ""), ("caps", ""), ("on_band", "band"), ("quiet_on_band", "band"))
_NAMES = {
    "short": ("Åse Bø", "Ry skole", "Ry", "Vann"),
    "usual": ("Solveig Hansen", "Ringve skole", "Trondheim",
              "Stemmer fra elva — Voices of the River"),
    "long": (
        "María Fernanda de los Ángeles Rodríguez-Þorsteinsdóttir y Papadopoulou-Αλεξανδροπούλου",
        "Agrupamento de Escolas Professor Doutor António José de Almeida e Vasconcelos, Escola "
        "Secundária com 3.º Ciclo do Ensino Básico", "Llanfairpwllgwyngyll",
        "Rivers, Lakes and the Sea: how young people in nine regions of Europe measure, describe "
        "and protect the water they live with – a joint atlas",
    ),
}  # fmt: skip
"""Invented: name, school, town and project of each size."""


def sample_words(size: str, languages: tuple[str, ...], *, for_school: bool) -> PrintedWords:
    """Return the words of an invented certificate; ``size`` is short, usual or long."""
    if size not in SIZES:
        raise Misused("layout.size", message("Sample names are short, usual or long."))
    name, school, city, project = _NAMES[size]
    is_long = size == "long"
    return PrintedWords(
        number=CertificateNumber("NO-NQL-2026-000131"), languages=languages,
        label={"en": "eTwinning School Label" if for_school else "National Quality Label"},
        recipient=school if for_school else name, school=school, city=city, country="NO",
        season="2026/27", organisation={"en": "National Support Organisation of the country"
                                        if is_long else "Support Organisation"},
        place="Trondheim", signatory="Kari Nordmann", role={"en": "Head of the office"},
        decided_on=date(2026, 11, 10), issued_on=date(2026, 11, 14), for_school=for_school,
        project=None if for_school else project,
        partner_countries=("PT", "EE", "NL", "IS", "GR", "GE") if is_long else ("PT", "EE"),
        label_years="2026–2027" if for_school else None, sample=True,
    )  # fmt: skip


def sample(text: str, words: PrintedWords, logo: bytes = b"") -> Drawn:
    """Draw a sample with a layout; what is wrong comes as findings, never as an error."""
    try:
        problems = read_layout(text, shipped_plain).problems if text else ()
        known = () if problems else look(text).languages
        missing = [tag for tag in words.languages if not problems and tag not in known]
        if problems or missing:
            return Drawn(b"", (*problems, *(_no_words(tag) for tag in missing)))
        return _drawn(text, words, logo)
    except Refused as error:
        return Drawn(b"", (Problem(error.code, Severity.ERROR, "", error.message),))


def check_layout(text: str, logo: bytes = b"") -> tuple[Problem, ...]:
    """Return everything that is wrong with a layout file, or would not fit."""
    try:
        problems = read_layout(text, shipped_plain).problems if text else ()
    except Refused as error:
        return (Problem(error.code, Severity.ERROR, "", error.message),)
    if problems:
        return problems
    chosen = look(text)
    found = [*_places(chosen.layout), *_contrasts(chosen.layout)]
    found += _samples(text, chosen, logo)
    return tuple({str(each.message): each for each in found}.values())


def _no_words(tag: str) -> Problem:
    return Problem("certificate.language", Severity.ERROR, tag,
                   message("The layout has no words in the language {tag}.", tag=tag))  # fmt: skip


def _places(layout: Layout) -> Iterator[Problem]:
    """Find what lies outside the page or on something else."""
    page, band, frame, text = layout.page, layout.band, layout.frame, layout.text
    foot, code = layout.foot, layout.code
    if not CODE_SIDE[0] <= code["side"] <= CODE_SIDE[1]:
        yield _place(
            "[code] side", message("The code must be 35 to 40 mm wide (99 to 114 points).")
        )
    quiet = code["side"] / 12
    boxes = {
        "[frame]": (frame["left"], frame["top"], frame["right"], frame["bottom"]),
        "[text]": (text["left"], text["top"], text["right"], text["bottom"]),
        "[foot] signature": (text["left"], foot["rule_y"], text["left"] + foot["signature_width"],
                             foot["first_y"] + 4 * foot["leading"]),
        "[foot] log": (foot["log_left"], foot["log_bottom"] - (foot["log_rows"] - 1)
                       * foot["leading"] * 0.8 - foot["size"] * 0.6,
                       foot["log_left"] + foot["log_width"], foot["log_bottom"]),
        "[code]": (code["right"] - code["side"] - quiet, code["bottom"] - code["side"] - quiet,
                   code["right"] + quiet, code["bottom"] + quiet),
        "[band]": (band["left"], band["top"], band["left"] + band["width"],
                   band["top"] + band["height"]),
    }  # fmt: skip
    for name, (left, top, right, bottom) in boxes.items():
        inside = 0 <= left < right <= page["width"] + 1 and 0 <= top < bottom <= page["height"] + 1
        if not inside:
            yield _place(name, message("{where} does not lie on the page.", where=name))
    yield from _overlaps(boxes)


_APART = (("[text]", "[code]"), ("[text]", "[foot] signature"), ("[text]", "[foot] log"),
          ("[foot] signature", "[code]"), ("[foot] log", "[code]"), ("[text]", "[band]"),
          ("[code]", "[band]"), ("[foot] log", "[foot] signature"))  # fmt: skip


def _overlaps(boxes: dict[str, tuple[float, float, float, float]]) -> Iterator[Problem]:
    for one, other in _APART:
        left, top, right, bottom = boxes[one]
        left2, top2, right2, bottom2 = boxes[other]
        if left < right2 and left2 < right and top < bottom2 and top2 < bottom:
            yield _place(one, message("{one} and {other} lie on each other.", one=one, other=other))


def _place(where: str, sentence: Message) -> Problem:
    return Problem("layout.place", Severity.ERROR, where, sentence)


def _contrasts(layout: Layout) -> Iterator[Problem]:
    for name, below in _TEXTS:
        ground = layout.colours[below] if below else "ffffff"
        ratio = contrast(layout.colours[name], ground)
        if ratio < LEAST_CONTRAST:
            yield Problem("layout.contrast", Severity.WARNING, f"[colours] {name}", message(
                "The colour “{name}” is hard to read on its ground: contrast {ratio} to 1, "
                "4.5 is wanted.", name=name, ratio=f"{ratio:.1f}"))  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2), from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
                        for each in parts)  # fmt: skip
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _drawn(text: str, words: PrintedWords, logo: bytes) -> Drawn:
    """Draw with a code of usual size, which never checks as genuine."""
    made = unsigned(claims_of(words, "nql-2022", PROOF), NO_KEY)
    return draw(words, PROOF, AT, logo=logo, code=PaperCode(made.text, NO_KEY.text), layout=text)


def _samples(text: str, chosen: Look, logo: bytes) -> Iterator[Problem]:
    """Draw with the shortest and the longest names, in each language and in the first two."""
    tags = chosen.languages
    for size, for_school in product(("short", "long"), (False, True)):
        known = set()
        for languages in (tags[:2], *((tag,) for tag in tags)):
            words = sample_words(size, languages, for_school=for_school)
            for each in _drawn(text, words, logo).findings:
                if each.where not in known:
                    known.add(each.where)
                    yield _of_sample(each, size, languages, for_school=for_school)


def _of_sample(
    found: Problem, size: str, languages: tuple[str, ...], *, for_school: bool
) -> Problem:
    names = message("the longest sample names") if size == "long" else message(
        "the shortest sample names")  # fmt: skip
    label = message("School Label") if for_school else message("National Quality Label")
    sentence = message("{problem} ({label}, {names}, {languages})", problem=found.message,
                       label=label, names=names, languages=", ".join(languages))  # fmt: skip
    return replace(found, message=sentence)
