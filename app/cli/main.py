"""Running the command line: one command, one answer, one exit status, never a traceback."""

import os
import sys
from dataclasses import dataclass

from app.cli import show
from app.cli.catalogue import command
from app.cli.command import Answer
from app.cli.parser import HelpAsked, argparse_speaks, parser_of
from app.cli.sitting import Sitting
from app.cli.words import typed
from app.models.errors import Cancelled, LabelDeskError
from app.models.message import message
from app.models.window import WindowRequest
from app.wording import LANGUAGES, use


@dataclass(frozen=True, slots=True)
class End:
    """How the command line ended: an exit status, or a window to open."""

    status: int
    window: WindowRequest | None = None


def run(arguments: list[str]) -> End:
    """Do what the arguments say and show it; every error becomes a sentence and a status."""
    show.prepare()
    words = tuple(arguments)
    as_json = "--json" in words
    use(language(words))
    try:
        answer = answered(words)
        show.answer(answer, as_json)
    except HelpAsked as asked:
        answer = Answer({"help": asked.text}, asked.text)
        show.answer(answer, as_json)
    except LabelDeskError as error:
        return End(show.failure(error, as_json))
    except KeyboardInterrupt:
        return End(show.failure(interrupted(), as_json))
    except OSError as error:
        return End(show.system_failure(error, as_json))
    except Exception as error:  # noqa: BLE001  the last line of defence: a report, no traceback
        return End(show.fault(error, as_json))
    return End(answer.status, answer.window)


def answered(words: tuple[str, ...]) -> Answer:
    """Parse and run one command."""
    meant = typed(words)
    chosen = command(meant.name)
    with argparse_speaks():
        options = parser_of(chosen).parse_args(list(meant.rest))
    use(options.lang or language(words))
    with Sitting.of(options) as sitting:
        return chosen.run(sitting, options)


def interrupted() -> Cancelled:
    """Return the error of Ctrl-C."""
    return Cancelled("cancelled", message("Stopped. What was confirmed before is kept."))


def language(words: tuple[str, ...]) -> str:
    """Return the language asked for by ``--lang``, else the user's own, else English."""
    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            return words[index + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return own_language()


def own_language() -> str:
    """Return the language of the user's session, where it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name, "")
        if tag:
            base = tag.split("_")[0].split(".")[0]
            base = "nb" if base in {"no", "nn"} else base
            return base if base in LANGUAGES else "en"
    return "en"


def main() -> int:
    """Run with the process's own arguments; for tests of the command line as a process."""
    return run(sys.argv[1:]).status
