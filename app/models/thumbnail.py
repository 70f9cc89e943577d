"""What a card can show of a file before it is opened."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """``kind`` by content; ``declared`` when the name says another; ``seconds`` of a film.

    ``pixels`` are rows of ``width`` times blue, green, red, unused; empty where there is no
    picture.
    """

    kind: str
    declared: str = ""
    size: int = 0
    pages: int = 0
    seconds: int = 0
    width: int = 0
    height: int = 0
    pixels: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if len(self.pixels) != 4 * self.width * self.height or min(self.width, self.height) < 0:
            raise ValueError("pixels")
