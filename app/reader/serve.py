"""Main function of the reader process: load, draw once, close the limits, answer."""

from app.models.frames import Frame, serve
from app.reader import pdf
from app.reader.confine import confine, renew_time
from app.reader.open_file import OpenFile


def main() -> int:
    """Answer the program's requests until it closes the pipe."""
    pdf.begin()
    active = confine()
    file = OpenFile()

    def answer(request: Frame) -> Frame:
        if request.header.get("do") == "confinement":
            return Frame({"active": list(active)})
        renew_time()
        return file.answer(request)

    return serve(answer)
