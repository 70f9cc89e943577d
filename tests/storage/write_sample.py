"""Write the sample of the current casebook version: ``python -m tests.storage.write_sample``.

A sample is kept for every version ever written and never renewed once that version is released.
"""

import shutil
import tempfile
from pathlib import Path

from app.log.export import FORMAT, VERSION
from app.models.log import Act
from app.storage import Casebook
from app.storage.schema import REVISION
from tests.storage import made

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def fill(casebook: Casebook) -> None:
    """One of the main records each; the test reads them back."""
    made.receive(casebook)
    with casebook.draft() as draft:
        draft.save(made.draft())
    with casebook.act(Act.SEAL) as act:
        act.store(made.review(act.index))
    made.certify(casebook)


def main() -> None:
    """Replace the sample of this version."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "casebook"
        with Casebook.create(folder, clock=made.clock(), keys=Path(place) / "keys") as casebook:
            fill(casebook)
            export = SAMPLES / "logs" / f"{FORMAT}-{VERSION}.jsonl"
            export.parent.mkdir(exist_ok=True)
            casebook.export_log(export, content=True, force=True)
        (SAMPLES / "casebooks").mkdir(exist_ok=True)
        target = SAMPLES / "casebooks" / f"casebook-{REVISION}.sqlite"
        shutil.copyfile(folder / "casebook.sqlite", target)


if __name__ == "__main__":
    main()
