"""Offices that are new, or ready to decide; the ready one is made once and copied."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from app.casework import decide, identity, issue, keep, receive, review, season
from app.casework.press import Press
from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.identifiers import CaseId, LeafId
from app.models.review import Score
from tests.flows.cli.office import KARI, LEAVES, NQL, PASSPHRASE, Office, school, teacher

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


@pytest.fixture(scope="session")
def certified_model(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model office after it granted and certified the quality label, as ``c.pdf``."""
    folder = tmp_path_factory.mktemp("certified") / "model"
    shutil.copytree(model, folder)
    ref, scores = CaseRef(CaseId(NQL)), {LeafId(leaf): Score(Fraction(4)) for leaf in LEAVES}
    with pytest.MonkeyPatch.context() as patch, Press() as press:
        patch.setenv("LABEL_DESK_KEYS", str(folder / "nøkler"))
        with keep.open_casebook(folder / "casebook") as casebook:
            review.save_scores(casebook, ref, KARI, scores)
            decide.decide(casebook, ref, outcome=Outcome.GRANT, by=KARI)
            made = issue.certify(casebook, press, ref, passphrase=PASSPHRASE)
            issue.write_copy(made, folder / "c.pdf")
    return folder


def copied(model: Path, office: Office, keys: Path) -> Office:
    """Give an office a copy of what a model has."""
    shutil.copytree(model / "casebook", office.casebook)
    shutil.copytree(model / "nøkler", keys)
    return office


@pytest.fixture
def ready(office: Office, model: Path, tmp_path: Path) -> Office:
    """A copy of the model office."""
    return copied(model, office, tmp_path / "nøkler")


@pytest.fixture
def certified(office: Office, certified_model: Path, tmp_path: Path) -> Office:
    """A copy of the office that issued a certificate."""
    shutil.copy(certified_model / "c.pdf", office.path("c.pdf"))
    return copied(certified_model, office, tmp_path / "nøkler")
