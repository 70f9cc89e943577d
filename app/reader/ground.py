"""Where drawn pixels are put: memory shared with the caller, as far as there is room on it."""

import ctypes

from app.models.frames import Frame

Room = ctypes.Array[ctypes.c_char]


class Ground:
    """``slate`` is shared with the caller, who reads it before asking for anything else."""

    def __init__(self, slate: memoryview | None = None) -> None:
        self._slate = slate

    def room(self, size: int) -> Room:
        """Return memory for ``size`` bytes to draw into; it may hold what was drawn before."""
        kind = ctypes.c_char * size
        if self._slate is None or size > self._slate.nbytes:
            return kind()
        return kind.from_buffer(self._slate)

    def drawn(self, width: int, height: int, pixels: Room | bytes) -> Frame:
        """Return the answer for pixels of four bytes: those of ``room``, or others."""
        size = width * height * 4
        header = {"width": width, "height": height, "stride": width * 4}
        if self._slate is None or size > self._slate.nbytes:
            return Frame(header, (bytes(pixels),))
        if isinstance(pixels, bytes):
            self._slate[:size] = pixels
        return Frame(header, lent=self._slate[:size])
