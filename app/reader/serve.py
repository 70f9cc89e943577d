"""Main function of the reader process: load, draw once, close the limits, answer."""

from app.models.frames import Frame, serve
from app.models.slate import given
from app.reader import pdf
from app.reader.confine import confine, renew_time
from app.reader.ground import Ground
from app.reader.open_file import OpenFile


def main(words: list[str]) -> int:
    """Answer the program's requests until it closes the pipe."""
    pdf.begin()
    ground = Ground(given(words))
    active = confine()
    file = OpenFile(ground)

    def answer(request: Frame) -> Frame:
        if request.header.get("do") == "confinement":
            return Frame({"active": list(active)})
        renew_time()
        return file.answer(request)

    return serve(answer)
