"""Which letters the bytes of an RTF mean: its code page, that of each font, and Unicode words."""

CODE_PAGES = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""By the charset of a font."""
FAMILIES = {b"mac": "mac-roman", b"pc": "cp437", b"pca": "cp850", b"ansi": "cp1252"}
FONT_LIMIT = 5_000


class Letters:
    """Collects bytes and codes; ``taken`` gives the text since it was asked last."""

    def __init__(self) -> None:
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._chosen: list[tuple[int, str]] = []
        self._bytes = bytearray()
        self._text: list[str] = []

    def word(self, word: bytes, number: int | None, depth: int) -> bool:
        """Take a control word that is about letters; tell whether it was one."""
        if word in FAMILIES:
            self._page = FAMILIES[word]
        elif word == b"ansicpg" and number is not None:
            self._page = _known(f"cp{number}") or self._page
        elif word == b"f" and number is not None:
            self._choose(number, depth)
        elif word == b"fcharset" and number is not None:
            if len(self._fonts) < FONT_LIMIT and number in CODE_PAGES:
                self._fonts[self._font] = CODE_PAGES[number]
        else:
            return False
        return True

    def back_to(self, depth: int) -> None:
        """A group has ended: the font before it holds again."""
        while self._chosen and self._chosen[-1][0] > depth:
            self._chosen.pop()

    def add(self, letters: bytes) -> None:
        """Take bytes."""
        self._bytes += letters

    def add_code(self, number: int) -> None:
        """Take a character by its code; half of a pair waits for the other."""
        self._flush()
        self._text.append(chr(number % 0x10000))

    def taken(self) -> str:
        """Return the text so far, which is then forgotten; half a pair stays."""
        self._flush()
        text = "".join(self._text)
        half = text[-1:] if "\ud800" <= text[-1:] <= "\udbff" else ""
        self._text = [half] if half else []
        whole = text[: len(text) - len(half)]
        return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _choose(self, font: int, depth: int) -> None:
        self._font = font
        page = self._fonts.get(font, "")
        self._chosen = [*[each for each in self._chosen if each[0] < depth], (depth, page)]

    def _flush(self) -> None:
        if self._bytes:
            page = next((page for _depth, page in reversed(self._chosen) if page), self._page)
            self._text.append(self._bytes.decode(page, "replace"))
            self._bytes.clear()


def _known(name: str) -> str:
    try:
        b"a".decode(name)
    except LookupError:
        return "utf-8" if name == "cp65001" else ""
    return name
