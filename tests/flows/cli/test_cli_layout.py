"""The layout of certificates by command: checked, kept once, drawn with, taken back."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.flows.cli.office import NQL, Office, points

HEAD = 'format = "label-certificate"\nversion = 1\norientation = "portrait"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A layout file with a logo beside it."""
    folder = tmp_path / "oppsett"
    folder.mkdir()
    Image.new("RGBA", (900, 400), (240, 200, 60, 128)).save(folder / "logo.png")
    path = folder / "eget.toml"
    path.write_text(HEAD + 'logo = "logo.png"\n', encoding="utf-8")
    return path


def test_a_layout_is_checked_kept_once_and_taken_back(office: Office, file: Path) -> None:
    assert office.does("layout", "check", file)["ok"] is True
    kept = office.does("layout", "install", file)
    assert office.does("layout", "install", file) == kept
    shown = office.does("layout", "show")
    assert (shown["sha256"], shown["logo"]) == (kept["sha256"], True)
    assert office.does("log", "verify")["ok"] is True
    office.does("layout", "reset")
    assert office.does("layout", "show")["text"] == ""


def test_certificates_are_drawn_with_it(ready: Office, file: Path) -> None:
    ready.does("layout", "install", file)
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    ready.does("certify", NQL, "-o", ready.path("c.pdf"))
    with pikepdf.open(ready.path("c.pdf")) as pdf:
        page = pdf.pages[0]
        width, height = page.mediabox[2:]
        pictures = [each for each in page.Resources.XObject.values() if each.Subtype == "/Image"]
    assert width < height
    assert max(int(pictures[0].Width), int(pictures[0].Height)) == 420
    assert ready.does("verify", ready.path("c.pdf"))["verdict"] == "valid"


def test_a_sample_is_written(office: Office, file: Path) -> None:
    office.does("layout", "check", file, "-o", office.path("s.pdf"), "--language", "nb")
    assert office.path("s.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("text", "code"),
    [("xx = 1\n", "layout.unknown"), ("x", "layout.toml"),
     (HEAD + 'logo = "../logo.png"\n', "layout.logo"),
     (HEAD + 'logo = "eget.toml"\n', "layout.logo"),
     (HEAD + "[code]\nside = 20\n", "layout.place")],
)  # fmt: skip
def test_what_is_wrong_is_not_installed(office: Office, file: Path, text: str, code: str) -> None:
    file.write_text(text, encoding="utf-8")
    reply = office.asks("layout", "install", file)
    assert (reply.status, reply.code) == (1, code)
    assert office.does("layout", "show")["text"] == ""
