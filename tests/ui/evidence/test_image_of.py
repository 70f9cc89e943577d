"""Pictures made of another process's pixels: their own copy, over those nobody shows any more."""

from app.documents.facts import Pixels
from app.ui.image_of import SPARE, Images


def filled(value: int, width: int = 3, height: int = 2) -> Pixels:
    row = bytes([value, value, value, 255]) * width
    return Pixels(width, height, len(row), memoryview(row * height))


def test_a_picture_that_is_shown_is_never_drawn_over() -> None:
    images = Images()
    shown = images.make(filled(1))
    images.make(filled(2))
    assert shown.pixelColor(2, 1).red() == 1


def test_what_was_given_back_is_drawn_over() -> None:
    images = Images()
    first = images.make(filled(1))
    images.give_back(first)
    second = images.make(filled(2))
    assert second is first
    assert second.pixelColor(2, 1).red() == 2


def test_another_size_is_another_picture() -> None:
    images = Images()
    images.give_back(images.make(filled(1)))
    other = images.make(filled(2, width=5))
    assert (other.width(), other.pixelColor(4, 1).red()) == (5, 2)


def test_a_copy_that_somebody_took_stays_as_it_was() -> None:
    images = Images()
    first = images.make(filled(1))
    taken = first.copy()
    images.give_back(first)
    images.make(filled(2))
    assert taken.pixelColor(0, 0).red() == 1


def test_few_are_kept() -> None:
    images = Images()
    made = [images.make(filled(each)) for each in range(SPARE + 2)]
    for each in made:
        images.give_back(each)
    again = [images.make(filled(9)) for _ in made]
    assert [any(each is one for one in made) for each in again] == [True] * SPARE + [False] * 2
