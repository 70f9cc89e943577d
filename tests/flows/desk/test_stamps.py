"""A time stamp is asked for and taken in where the log is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from evaluator import Evaluator

from app.casework import keep
from tests.flows.cli.test_cli_anchor import OPENSSL, Authority

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="OpenSSL's command is not installed")


def test_a_stamp_is_asked_for_and_taken_in(
    sitting: Callable[..., Evaluator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    keep.begin(tmp_path / "casebook", organisation={"en": "NSO"}, country="NO").close()
    authority, request = Authority(tmp_path / "authority"), tmp_path / "log.tsq"
    kari = sitting("Kari")
    kari.sits_down(tmp_path / "casebook")
    kari.window.errands.log()
    sheet = kari.window.errands.sheet
    kari.dialogs.paths = [request]
    kari.clicks("log-stamp-ask")
    kari.until(lambda: request.exists() and sheet.banner.isVisible(), "the request")
    assert (tmp_path / "log.checkpoint.txt").exists()
    kari.dialogs.paths = [authority.answers(request, tmp_path / "log.tsr")]
    kari.clicks("log-stamp-take")
    kari.until(lambda: "Test tsa states" in sheet.banner.label.text(), "the answer")
    assert "was not checked" in sheet.banner.label.text()
    kari.dialogs.paths = [
        authority.answers(request, tmp_path / "2.tsr"),
        authority.path("root.pem"),
    ]
    kari.clicks("log-stamp-take")
    kari.until(lambda: "was not checked" not in sheet.banner.label.text(), "the trusted answer")
    assert "Test tsa states" in sheet.banner.label.text()
    kari.dialogs.paths = [request]
    kari.clicks("log-stamp-take")
    kari.until(lambda: "cannot be taken for" in sheet.banner.label.text(), "the refusal")
