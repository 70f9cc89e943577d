"""The one entry: chooses between the window, the command line and the child processes."""

import signal
import sys
from contextlib import suppress

INTERRUPTED = 130


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    with suppress(KeyboardInterrupt):
        return chosen(sys.argv[1:])
    return INTERRUPTED


def chosen(arguments: list[str]) -> int:
    """Run the child process, the command line or the window; return the exit status."""
    if arguments[:1] == ["--process=reader"]:
        from app.reader import serve as reader  # noqa: PLC0415  child processes load only their own

        return reader.main(arguments[1:])
    if arguments[:1] == ["--process=press"]:
        from app.press import serve as press  # noqa: PLC0415

        return press.main()
    if arguments[:1] == ["--process=player"]:
        from app.player import serve as player  # noqa: PLC0415

        return player.main()
    from app.cli import main as cli  # noqa: PLC0415

    result = cli.run(arguments)
    if result.window is None:
        # What was asked for is done and said; a late Ctrl-C cannot undo it any more.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return result.status
    from app.ui import start  # noqa: PLC0415

    return start.run(result.window)


if __name__ == "__main__":
    sys.exit(main())
