"""Child processes of our own: the reader (hostile bytes) and the press (drawing, signing)."""

from app.models.frames import BrokenFrame, Frame, read_frame, serve, write_frame
from app.processes.worker import DeadlinePassed, Worker, WorkerDied

__all__ = [
    "BrokenFrame", "DeadlinePassed", "Frame", "Worker", "WorkerDied", "read_frame", "serve",
    "write_frame",
]  # fmt: skip
