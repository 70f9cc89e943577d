"""Makes the sample application files, in the press process that holds the drawing libraries."""

import json
import tempfile
from pathlib import Path

from app.models.plain import Plain
from app.models.scheme import Scheme
from app.packages import pack
from app.samples.evidence import evidence_bytes
from app.samples.sources import SampleSource, sample_sources
from app.scoring import shipped_schemes
from app.wording import pick


def build_samples(folder: Path) -> list[Path]:
    """Write every sample as a ``.labelapp`` into ``folder``; return them as they were sent."""
    folder.mkdir(parents=True, exist_ok=True)
    schemes = shipped_schemes()
    return [
        build_sample(source, folder, schemes[source.form["scheme"]]) for source in sample_sources()
    ]


def build_sample(source: SampleSource, folder: Path, scheme: Scheme) -> Path:
    """Write one sample, replacing an older one of the same name."""
    target = folder / f"{source.name}.labelapp"
    with tempfile.TemporaryDirectory(dir=folder) as name:
        work = Path(name)
        form = json.dumps(_form(source, scheme), ensure_ascii=False, indent=1)
        (work / "application.json").write_text(form + "\n", encoding="utf-8")
        for making in source.evidence:
            if making.make:
                file = work / str(making.path or making.copy)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(evidence_bytes(making, source.form["language"]))
        pack(work, target, force=True)
    return target


def _form(source: SampleSource, scheme: Scheme) -> dict[str, Plain]:
    return {
        "format": "label-application",
        "version": 1,
        "text_format": "plain",
        **source.form,
        "answers": [
            _answer(number, answer, source.form["language"], scheme)
            for number, answer in enumerate(source.answers, 1)
        ],
        "evidence": [making.listed for making in source.evidence],
    }


def _answer(
    number: int, answer: dict[str, Plain], language: str, scheme: Scheme
) -> dict[str, Plain]:
    """Number the answer and give its statements the ids that the scheme has for them."""
    criterion = next((each for each in scheme.criteria if each.id == answer["criterion"]), None)
    written = {**answer, "id": f"a{number}", "text": answer["text"].strip()}
    if criterion and criterion.questions:
        written["question"] = pick(criterion.questions[0], language)
    if "plan" in answer:
        written["plan"] = answer["plan"].strip()
    if criterion and "statements" in answer:
        leaves = [leaf.id for leaf in criterion.sub]
        written["statements"] = dict(zip(leaves, answer["statements"], strict=False))
    return written
