"""Sounds and films through the player process: time, pictures, and what is refused."""

import sys
import time
from pathlib import Path

import pytest

from app.documents import Film, FilmState, kind_of
from app.documents.film import is_playlist
from app.models.errors import Unavailable
from app.processes import Worker
from tests.documents import films

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "media"
SIZE = (64, 48)


@pytest.fixture(scope="module")
def player():
    with Film() as player:
        yield player


def until(player: Film, is_so, known: int = 0, **wishes: object) -> FilmState:
    """Look until it is so; the last picture that came is kept."""
    end, pixels = time.monotonic() + 8, None
    state = player.tick(SIZE, known, **wishes)
    while True:
        pixels = state.pixels or pixels
        if is_so(state, pixels):
            return FilmState(
                state.at, state.duration, state.playing, state.ended, state.number, pixels
            )
        assert time.monotonic() < end, state
        time.sleep(0.01)
        state = player.tick(SIZE, state.number)


def colour(pixels) -> tuple[int, int, int]:
    """Red, green, blue in the middle of a picture."""
    at = pixels.stride * (pixels.height // 2) + 4 * (pixels.width // 2)
    blue, green, red = pixels.content[at : at + 3]
    return red, green, blue


def near(pixels, wanted: tuple[int, int, int]) -> bool:
    return pixels is not None and all(
        abs(one - other) < 24 for one, other in zip(colour(pixels), wanted, strict=True)
    )


def test_a_film_opens_at_its_first_picture_and_waits(player):
    facts = player.open(films.film(4))
    assert (facts.has_pictures, facts.has_sound) == (True, False)
    assert (facts.width, facts.height) == SIZE
    assert facts.duration == pytest.approx(4000, abs=150)
    state = until(player, lambda _state, pixels: near(pixels, films.COLOURS[0]))
    assert (state.at, state.playing) == (0, False)


@pytest.mark.parametrize("second", [2, 3, 1])
def test_a_second_is_gone_to(player, second):
    player.open(films.film(4))
    wanted = films.COLOURS[second]
    state = until(player, lambda _, pixels: near(pixels, wanted), seek=1000 * second + 500)
    assert state.at == pytest.approx(1000 * second + 500, abs=150)
    assert not state.playing


def test_it_plays_to_its_end_and_again(player):
    player.open(films.film(2))
    until(player, lambda state, _: state.playing, play=True, rate=2.0)
    ended = until(player, lambda state, _: state.ended)
    assert ended.at == ended.duration
    assert not ended.playing
    again = until(player, lambda state, _: state.playing, play=True)
    assert again.at < 1000


def test_a_sound_that_nobody_hears_ends_too(player):
    player.open(films.sound(1))
    until(player, lambda state, _: state.playing, play=True)
    assert until(player, lambda state, _: state.ended, seek=1000).at == 1000


def test_a_sound_has_a_time_and_no_picture(player):
    facts = player.open(films.sound(2))
    assert (facts.has_pictures, facts.has_sound, facts.duration) == (False, True, 2000)
    state = until(player, lambda state, _: state.at >= 1500, seek=1500, volume=0.5)
    assert state.pixels is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "evidence.damaged"),
        (b"RIFF\x00\x00\x00\x00AVI ", "evidence.damaged"),
        (films.film(2)[:600], "evidence.damaged"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100_000), "evidence.damaged"),
        (b"#EXTM3U\n#EXTINF:9,\nhttp://attacker.test/x.ts\n", "evidence.playlist"),
        (films.tagged(b"#EXTM3U\nfile:///etc/passwd\n"), "evidence.playlist"),
        (films.film(1, size=(9600, 9600), rate=1), "evidence.too-large"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "evidence.playlist"),
    ],
)
def test_says_why_it_is_not_played(player, content, why):
    with pytest.raises(Unavailable) as refused:
        player.open(content)
    assert refused.value.code == why
    assert player.open(films.sound(1)).has_sound


def test_the_process_is_ended_with_the_film(player):
    player.open(films.film(1))
    player.interrupt()
    with pytest.raises(Unavailable, match="made the viewer stop"):
        player.tick(SIZE, 0)
    assert player.open(films.film(1)).has_pictures


def test_a_player_that_hangs_is_ended_within_its_deadline():
    hanging = Worker("player", words=[sys.executable, "-I", "-c", "import time; time.sleep(60)"])
    with Film(hanging, deadline=0.3) as film, pytest.raises(Unavailable, match="took more than"):
        film.open(films.sound(1))


def test_a_computer_that_cannot_play_says_so():
    code = (
        "import sys; sys.modules['PySide6.QtMultimedia'] = None\n"
        "from app.player.serve import main; sys.exit(main())"
    )
    with Film(Worker("player", words=[sys.executable, "-I", "-c", code])) as film:
        for ask in (lambda: film.open(films.sound(1)), film.confinement):
            with pytest.raises(Unavailable, match="a library of the system is missing"):
                ask()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of the Linux kernel")
def test_says_which_limits_are_in_force(player):
    assert {"memory", "core"} <= set(player.confinement())


@pytest.mark.parametrize("content", [films.film(1), films.sound(1), b"", b"ID3", b"Ogg playlist"])
def test_what_is_no_playlist(content):
    assert not is_playlist(content)


def test_kinds_of_what_is_made_here():
    assert kind_of(films.film(1), "tur.avi").is_played
    assert kind_of(films.sound(1), "sang.wav").is_played
    assert not kind_of(films.sound(1), "sang.pdf").is_played


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize(
    "name", sorted(each.name for each in REAL.glob("*")) if REAL.is_dir() else []
)
def test_real_files_open_or_say_why(player, name):
    try:
        facts = player.open((REAL / name).read_bytes())
    except Unavailable as error:
        assert error.code in {"evidence.damaged", "evidence.empty"}  # noqa: PT017
    else:
        assert facts.has_pictures or facts.has_sound
