"""Offices that are new, or ready to decide; the ready one is made once and copied."""

import shutil
from pathlib import Path

import pytest

from app.casework import identity, keep, receive, season
from app.casework.press import Press
from tests.flows.cli.office import KARI, PASSPHRASE, Office, school, teacher

SETTINGS = {
    "organisation.country": "NO",
    "organisation.name.en": "Norwegian Directorate",
    "organisation.name.nb": "Direktoratet",
    "organisation.place": "Trondheim",
    "signatory.name": KARI,
    "signatory.role.en": "Adviser",
    "rules.languages": "nb,en",
    "schemes.esl-2022.deadline": "2099-03-10T23:59:00+01:00",
    "schemes.esl-2022.label_years": "2026-2027",
    "schemes.esl-2022.registered_by": "2024-01-01",
    "schemes.esl-2022.active_since": "2024-01-01",
    "schemes.esl-2022.nql_from": "2024-01-01",
    "schemes.esl-2022.nql_to": "2026-03-10",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Office:
    """A new office with nothing."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "nøkler"))
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("LC_ALL", "C")
    folder = tmp_path / "kontoret 日本"
    folder.mkdir()
    return Office(folder, capsys)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one application of each label, a confirmed season and an identity."""
    folder = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch, Press() as press:
        patch.setenv("LABEL_DESK_KEYS", str(folder / "nøkler"))
        with keep.begin(folder / "casebook") as casebook:
            writer = Office(folder, None)
            for form in (teacher(), school()):
                receive.receive(casebook, writer.application(form))
            for key, value in SETTINGS.items():
                season.set_value(casebook, key, value)
            season.confirm(casebook, KARI)
            identity.create(casebook, press, passphrase=PASSPHRASE)
    return folder


@pytest.fixture
def ready(office: Office, model: Path, tmp_path: Path) -> Office:
    """A copy of the model office."""
    shutil.copytree(model / "casebook", office.casebook)
    shutil.copytree(model / "nøkler", tmp_path / "nøkler")
    return office
