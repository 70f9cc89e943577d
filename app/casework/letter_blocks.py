"""The sentences of a letter: a block for each part and its points, edited freely, never lost.

What a person writes in the place of a block is a draft, kept with the block as it was. An office
keeps a sentence as its own block for later letters; the shipped ones stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.casework import cases
from app.casework.decide import in_force
from app.casework.grounds import rules_of, scores_of
from app.casework.judge import judge
from app.certificates.letter_blocks import shipped_block
from app.models.case import CaseRef, Submission
from app.models.errors import Misused
from app.models.identifiers import LeafId
from app.models.letter import OWN_WORDS, BlockEdit, LetterBlock, LetterDraft
from app.models.message import message
from app.models.review import Score, Scores
from app.models.scheme import Leaf, Scheme
from app.wording import pick, points_text

if TYPE_CHECKING:
    from app.storage import Casebook

OWN_BLOCKS = "letter-blocks"
"""The setting with the office's own blocks: scheme, leaf, points and language to a sentence."""

TEXT_LIMIT = 4000
"""Most characters of one edited block."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a letter is about: decided, or as it stands for one evaluator."""

    submission: Submission
    scheme: Scheme
    scores: Scores


def basis(casebook: "Casebook", ref: CaseRef, evaluator: str | None = None) -> Basis:
    """Return the decision's points; before there is one, those of the evaluator."""
    submission = cases.submission(casebook, ref)
    decision = in_force(casebook, submission)
    if decision is None:
        judgement = judge(casebook, ref, evaluator)
        return Basis(submission, judgement.scheme, judgement.scores)
    decided = cases.submission(casebook, CaseRef(decision.case, decision.submission))
    return Basis(decided, rules_of(casebook, decision)[0], scores_of(casebook, decision))


def blocks(casebook: "Casebook", about: Basis, language: str) -> tuple[LetterBlock, ...]:
    """Return the own words and then the block of every scored part, as they will be printed."""
    case, number = about.submission.case, about.submission.number
    return tuple(_blocks(casebook, about, language, casebook.letter_draft(case, number, language)))


def _blocks(
    casebook: "Casebook", about: Basis, language: str, edited: LetterDraft
) -> Iterator[LetterBlock]:
    own = edited.get(OWN_WORDS)
    yield LetterBlock(OWN_WORDS, "", "", "", own.text if own else "")
    for leaf in about.scheme.leaves:
        points = about.scores.get(leaf.id, Score()).points
        if isinstance(points, Fraction):
            block = block_for(casebook, about.scheme, leaf, points, language)
            yield _edited(leaf, points, block, edited.get(leaf.id), language)


def _edited(
    leaf: Leaf, points: Fraction, block: str, edit: BlockEdit | None, language: str
) -> LetterBlock:
    name = pick(leaf.names, language)
    named = f"{leaf.id} {name}" if leaf.id[:1].isdigit() else name
    shown = points_text(points, "en")
    if edit is None:
        return LetterBlock(leaf.id, named, shown, block, block)
    if edit.points != shown:
        return LetterBlock(leaf.id, named, shown, block, block, outdated=edit.text)
    return LetterBlock(leaf.id, named, shown, block, edit.text)


def block_for(
    casebook: "Casebook", scheme: Scheme, leaf: Leaf, points: Fraction, language: str
) -> str:
    """Return the office's own block for these points, else the shipped one."""
    own = _own(casebook).get(scheme.id, {}).get(leaf.id, {}).get(points_text(points, "en"), {})
    return str(own.get(language) or shipped_block(scheme, leaf, points, language))


def edit(
    casebook: "Casebook", ref: CaseRef, language: str, leaf: LeafId, text: str,
    evaluator: str | None = None,
) -> None:  # fmt: skip
    """Write ``text`` in the place of a block; the block's own words take an edit back."""
    if len(text) > TEXT_LIMIT:
        raise Misused(
            "letter.too-long",
            message("A sentence of a letter has at most {count} characters.", count=TEXT_LIMIT),
        )
    about = basis(casebook, ref, evaluator)
    case, number = about.submission.case, about.submission.number
    found = next((each for each in blocks(casebook, about, language) if each.leaf == leaf), None)
    if found is None:
        raise Misused("letter.no-block", message("There is no sentence for “{id}”.", id=leaf))
    edited = dict(casebook.letter_draft(case, number, language))
    if text.strip() == found.block.strip():
        edited.pop(leaf, None)
    else:
        edited[leaf] = BlockEdit(found.points, found.block, text)
    with casebook.draft() as draft:
        draft.save_letter(case, number, language, edited)


def keep_block(
    casebook: "Casebook", scheme: Scheme, leaf: LeafId, points: str, language: str, text: str
) -> None:
    """Make a sentence the office's own block; an empty one brings the shipped one back."""
    own = _own(casebook)
    sentences = own.setdefault(scheme.id, {}).setdefault(leaf, {}).setdefault(points, {})
    if text.strip():
        sentences[language] = text.strip()
    else:
        sentences.pop(language, None)
    with casebook.draft() as draft:
        draft.set(OWN_BLOCKS, own)


def _own(casebook: "Casebook") -> dict[str, Any]:
    kept = casebook.setting(OWN_BLOCKS)
    return kept if isinstance(kept, dict) else {}
