"""Every version of the casebook and of the exported log that was ever written can be read."""

import shutil

import pytest

from app.log.export import check_export
from app.models.identifiers import CaseId
from app.storage import Casebook
from app.storage.schema import REVISIONS
from tests.storage import made
from tests.storage.write_sample import SAMPLES

CASE = CaseId("NO-NQL-2026-0412")
CASEBOOKS = sorted((SAMPLES / "casebooks").glob("casebook-*.sqlite"))
LOGS = sorted((SAMPLES / "logs").glob("label-log-*.jsonl"))


def test_there_is_a_sample_of_this_version():
    assert [path.stem.removeprefix("casebook-") for path in CASEBOOKS] == list(REVISIONS)
    assert [path.name for path in LOGS] == ["label-log-1.jsonl"]


@pytest.mark.parametrize("sample", CASEBOOKS, ids=lambda path: path.stem)
def test_an_old_casebook_is_read(sample, folder, tmp_path):
    folder.mkdir(parents=True)
    shutil.copyfile(sample, folder / "casebook.sqlite")
    with Casebook.open(folder, clock=made.clock(), keys=tmp_path / "none") as casebook:
        assert casebook.check().ok
        assert casebook.submissions(CASE) == (made.submission(1),)
        assert casebook.drafts(CASE, 1) == (made.draft(),)
        assert casebook.reviews(CASE) == (made.review(2),)
        assert casebook.decisions(CASE) == (made.decision(3),)
        assert casebook.certificates(CASE)[0].pdf == b"%PDF-1.7 \xff"


@pytest.mark.parametrize("sample", LOGS, ids=lambda path: path.stem)
def test_an_old_log_is_checked(sample):
    with sample.open(encoding="utf-8") as lines:
        answer = check_export(lines)
    assert (answer.ok, answer.entries) == (True, 5)
