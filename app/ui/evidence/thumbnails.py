"""Small pictures for the strip, made in the background: what can be seen first, kept by hash."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.documents import PLAYED, Film, Kind, Reader, declared_kind
from app.models.application import Evidence
from app.models.case import Submission
from app.models.errors import LabelDeskError
from app.models.identifiers import EvidenceId
from app.models.thumbnail import Thumbnail
from app.ui.evidence.fetching import Fetch, Fetching
from app.ui.evidence.reading import Reading
from app.ui.evidence.thumbnail_making import LARGEST, thumbnail, unopened

REMEMBERED = 1_000

Measure: TypeAlias = Callable[[Submission], Mapping[EvidenceId, int]]
"""Tells how many bytes each piece of evidence has, without reading them."""


class Kept(Protocol):
    """Where thumbnails are from one sitting to the next; any thread may ask."""

    def find(self, key: str) -> Thumbnail | None:
        """Return what was kept under a key."""

    def keep(self, key: str, made: Thumbnail) -> bool:
        """Keep one."""


class Thumbnails(QObject):
    """Tells ``came(evidence id)``; ``of`` has what is known. ``sized`` tells bytes by id."""

    came = Signal(str)
    sized = Signal(object)

    def __init__(
        self,
        fetch: Fetch,
        reader: Reader,
        parent: QObject | None = None,
        *,
        measure: Measure | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = Reading(reader, self)
        self._fetching = Fetching(fetch, self)
        self._known: OrderedDict[str, Thumbnail] = OrderedDict()
        self._keys: dict[str, str] = {}
        self._left: dict[str, Evidence] = {}
        self._wanted: tuple[str, ...] = ()
        self._submission: Submission | None = None
        self._kept: Kept | None = None
        self._measure = measure
        self._sizes: Mapping[EvidenceId, int] = {}
        self._film = Film()
        self._is_working = self._may_work = False

    @property
    def is_working(self) -> bool:
        """Tell whether one is being made."""
        return self._is_working

    def use(self, kept: Kept | None) -> None:
        """Look for thumbnails here before making them, and keep what is made."""
        self._kept = kept

    def show(self, submission: Submission) -> None:
        """Make thumbnails for a submission's evidence, once ``start`` is called."""
        self._reading.abandon()
        self._fetching.forget()
        self._film.interrupt()
        self._sizes = {}
        self._submission, self._wanted = submission, ()
        self._is_working = self._may_work = False
        files = [each for each in submission.application.evidence if each.file]
        self._keys = {each.id: self._key(each) for each in files}
        self._left = {each.id: each for each in files if self._keys[each.id] not in self._known}
        self._look_up(list(self._left.values()))
        if self._measure is not None:
            measure = self._measure
            self._reading.ask(lambda _reader: measure(submission), self._measured, _nothing)

    def _measured(self, sizes: Mapping[EvidenceId, int]) -> None:
        self._sizes = sizes
        self.sized.emit(sizes)

    def prefer(self, evidence: Iterable[str]) -> None:
        """Make these first: they can be seen."""
        self._wanted = tuple(evidence)

    def start(self) -> None:
        """Go on, when nothing more urgent is on its way."""
        self._may_work = True
        if not self._is_working and self._left:
            self._make_next()

    def of(self, evidence: str) -> Thumbnail | None:
        """Return what is known of evidence of the submission shown."""
        return self._known.get(self._keys.get(evidence, ""))

    def learn(self, evidence: Evidence, made: Thumbnail) -> None:
        """Take a thumbnail that came about by opening the file, and keep it."""
        kept, key = self._kept, self._key(evidence)
        self._left.pop(evidence.id, None)
        self._remember(key, made)
        self.came.emit(evidence.id)
        if kept is not None:
            self._reading.ask(lambda _reader: kept.keep(key, made), _nothing, _nothing)

    def close(self) -> None:
        """Stop working."""
        self._left.clear()
        self._fetching.forget()
        self._film.close()
        self._reading.close()

    def _key(self, evidence: Evidence) -> str:
        """Return what the thumbnail of a file is known by: its hash, and what it is read as."""
        submission, sha256 = self._submission, str(evidence.id)
        if submission is not None:
            own = f"{submission.sha256}:{evidence.id}"
            sha256 = submission.evidence_sha256.get(evidence.id, own)
        return f"1:{sha256}:{declared_kind(evidence.file or '', evidence.media_type) or ''}"

    def _look_up(self, files: list[Evidence]) -> None:
        kept, keys = self._kept, {each.id: self._key(each) for each in files}
        if kept is None or not files:
            return

        def find(_reader: Reader) -> dict[str, Thumbnail]:
            found = {evidence: kept.find(key) for evidence, key in keys.items()}
            return {evidence: made for evidence, made in found.items() if made is not None}

        self._reading.ask(find, lambda found: self._found(keys, found), _nothing)

    def _found(self, keys: Mapping[EvidenceId, str], found: dict[str, Thumbnail]) -> None:
        for evidence, made in found.items():
            self._left.pop(evidence, None)
            self._remember(keys[EvidenceId(evidence)], made)
            self.came.emit(evidence)

    def _make_next(self) -> None:
        evidence = self._next()
        self._is_working = evidence is not None
        if evidence is not None:
            self._fetching.get(
                evidence.id,
                lambda untrusted: self._make(evidence, untrusted),
                lambda _error: self._make_next(),
            )
        else:
            self._film.interrupt()  # its process is not needed any more

    def _next(self) -> Evidence | None:
        """Return what can be seen, else the first; films come last, sounds have no picture."""
        for is_next in (_is_read, self._is_small_film):
            for key in (*self._wanted, *self._left):
                evidence = self._left.get(key)
                if evidence is not None and is_next(evidence):
                    return self._left.pop(key)
        return None

    def _is_small_film(self, evidence: Evidence) -> bool:
        """Tell whether something is a film that may be read for its picture alone."""
        return _kind(evidence) is Kind.FILM and self._sizes.get(evidence.id, 0) <= LARGEST

    def _make(self, evidence: Evidence, untrusted: bytes) -> None:
        submission, kept, key = self._submission, self._kept, self._key(evidence)
        language = submission.application.language if submission else ""
        film = self._film if _kind(evidence) is Kind.FILM else None

        def make(reader: Reader) -> Thumbnail:
            if film is not None:
                made = unopened(film, untrusted, evidence)
            else:
                made = thumbnail(reader, untrusted, evidence, language)
            if kept is not None:
                kept.keep(key, made)
            return made

        self._reading.ask(make, lambda made: self._came(evidence, key, made), self._failed)

    def _failed(self, _error: LabelDeskError) -> None:
        self._make_next()

    def _came(self, evidence: Evidence, key: str, made: Thumbnail) -> None:
        self._remember(key, made)
        self.came.emit(evidence.id)
        self._make_next()

    def _remember(self, key: str, made: Thumbnail) -> None:
        self._known[key] = made
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


def _kind(evidence: Evidence) -> Kind | None:
    return declared_kind(evidence.file or "", evidence.media_type)


def _is_read(evidence: Evidence) -> bool:
    """Tell whether the reader shows it; sounds and films are the player's."""
    return _kind(evidence) not in PLAYED


def _nothing(_answer: object) -> None:
    """What is not kept is made anew."""
