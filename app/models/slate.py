"""Memory that a parent and one child share: what the child draws on it need not be sent.

It is used again and again, so that the system hands out its memory once. It has no name that
could outlive the two: on Linux it is a file without a name, sealed so that the child cannot make
it shorter while the parent reads it (the parent would die of that); on macOS its name is gone
before the child starts, and the system lets nobody change its size again; on Windows it is a
section under a name nobody can guess, which ends with the last of the two. Where none can be had,
everything is sent through the pipe.
"""

import contextlib
import mmap
import os
import sys
from typing import Self

OPTION = "--slate="


class Slate:
    """The parent's end. ``word`` tells a child where it is; ``handles`` go down to it."""

    def __init__(self, memory: mmap.mmap, word: str, handles: tuple[int, ...] = ()) -> None:
        self.memory = memoryview(memory)
        self.word = word
        self.handles = handles

    @classmethod
    def make(cls, size: int) -> Self | None:
        """Return a slate of ``size`` bytes; None where this system has none to give."""
        with contextlib.suppress(OSError, ValueError, ImportError, AttributeError):
            if sys.platform == "win32":
                name = f"label-desk-{os.urandom(16).hex()}"
                return cls(mmap.mmap(-1, size, tagname=name), f"{OPTION}name:{name}:{size}")
            handle = _anonymous(size)
            try:
                return cls(mmap.mmap(handle, size), f"{OPTION}handle:{handle}:{size}", (handle,))
            except BaseException:
                os.close(handle)
                raise
        return None

    def handed_down(self) -> None:
        """Close what a child that has started has its own copy of."""
        for handle in self.handles:
            os.close(handle)
        self.handles = ()


def given(words: list[str]) -> memoryview | None:
    """Return the child's end of the slate that the words of its command name, if they do."""
    word = next((each for each in words if each.startswith(OPTION)), "")
    with contextlib.suppress(OSError, ValueError):
        match word.removeprefix(OPTION).split(":"):
            case ["name", name, size] if sys.platform == "win32":
                return memoryview(mmap.mmap(-1, int(size), tagname=name))
            case ["handle", handle, size]:
                memory = mmap.mmap(int(handle), int(size))
                os.close(int(handle))
                return memoryview(memory)
    return None


if sys.platform == "linux":

    def _anonymous(size: int) -> int:
        """Return a file without a name, of a size that nobody can change any more."""
        import fcntl  # noqa: PLC0415  absent on Windows

        handle = os.memfd_create("slate", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(handle, size)
            seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
            fcntl.fcntl(handle, fcntl.F_ADD_SEALS, seals)
        except BaseException:
            os.close(handle)
            raise
        return handle

elif sys.platform == "darwin":

    def _anonymous(size: int) -> int:
        """Return a shared object without a name; its size can be set only once."""
        import _posixshmem  # noqa: PLC0415  what multiprocessing.shared_memory stands on

        name = f"/{os.urandom(8).hex()}"
        handle: int = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
        try:
            _posixshmem.shm_unlink(name)
            os.ftruncate(handle, size)
        except BaseException:
            os.close(handle)
            raise
        return handle

else:

    def _anonymous(size: int) -> int:
        """Elsewhere nobody promises that the size stays as it is."""
        raise OSError(size)
