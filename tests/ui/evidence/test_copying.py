"""What is copied is plain text, and leaving with something copied ends well."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from app.models.blocks import Block, BlockDocument, Run, Shape
from app.ui.evidence.blocks_text import BlocksText
from app.ui.review.answer_page import AnswerPage
from app.ui.start import make_application

def main():
    application = make_application()
    view = {make}
    view.show()
    view.selectAll()
    view.copy()
    copied = QGuiApplication.clipboard().mimeData()
    print(copied.formats(), copied.text())
    QTimer.singleShot(0, application.quit)
    return application.exec()

sys.exit(main())
"""
DOCUMENT = """BlocksText()
    view.show_document(BlockDocument((Block(Shape.PARAGRAPH, (Run("Elva", bold=True),)),)))"""
ANSWERS = """AnswerPage()
    view.setPlainText("Elva")"""


@pytest.mark.parametrize("make", [DOCUMENT, ANSWERS], ids=["document", "answers"])
def test_copying_words_and_leaving(make: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(make=make)], check=False, capture_output=True,
        text=True, timeout=60, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "['text/plain'] Elva\n")
