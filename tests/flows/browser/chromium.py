"""Headless Chromium over its debugging pipe: no port, no driver, no library."""

import json
import os
import subprocess
from base64 import b64decode
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream", "--remote-debugging-pipe",
)  # fmt: skip


class Chromium:
    """A browser with one page. ``requests`` are the addresses the page asked for."""

    def __init__(self, program: str, profile: Path) -> None:
        down, self._write = os.pipe()
        self._read, up = os.pipe()
        command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{down} 4>&{up}', "bash", *command],
            pass_fds=(down, up), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(down)
        os.close(up)
        self._numbers, self._pending, self._session = count(1), b"", ""
        self.requests: list[str] = []
        self.said: list[str] = []
        target = self._targets()[0]
        found = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = found["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def _targets(self) -> list[str]:
        while True:
            found = self.call("Target.getTargets")["targetInfos"]
            pages = [each["targetId"] for each in found if each["type"] == "page"]
            if pages:
                return pages

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come meanwhile are noted."""
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        while True:
            reply = self._message()
            if reply.get("id") == number:
                assert "error" not in reply, reply["error"]
                return reply["result"]

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            more = os.read(self._read, 1 << 20)
            assert more, "the browser ended"
            self._pending += more
        first, _, self._pending = self._pending.partition(b"\0")
        message = json.loads(first)
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            case "Log.entryAdded":
                self.said.append(message["params"]["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.said.append(str(message["params"]["exceptionDetails"]))
        return message

    def open(self, path: Path) -> None:
        """Open a file from disk and wait until it is there."""
        self.call("Page.navigate", url=path.as_uri())
        while self.run("document.readyState + location.protocol") != "completefile:":
            pass

    def run(self, script: str) -> Any:
        """Return the value of an expression on the page; a promise is waited for."""
        found = self.call("Runtime.evaluate", expression=script, awaitPromise=True,
                          returnByValue=True)  # fmt: skip
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def waits_for(self, condition: str) -> None:
        """Wait, at most ten seconds, until an expression is true."""
        script = f"""new Promise((resolve) => {{
            const end = Date.now() + 10000;
            const look = () => {condition} || Date.now() > end
              ? resolve({condition}) : setTimeout(look, 20);
            look();
        }})"""
        assert self.run(script), condition

    def types(self, selector: str, text: str) -> None:
        """Click into a field, empty it and type, as the keyboard does."""
        self.run(f"(e => {{ e.focus(); e.select() }})(document.querySelector('{selector}'))")
        self.call("Input.insertText", text=text)

    def clicks(self, selector: str) -> None:
        """Click an element."""
        self.run(f"document.querySelector('{selector}').click()")

    def reads(self, selector: str) -> str:
        """Return what a person sees in an element; nothing where it is hidden."""
        return str(self.run(f"document.querySelector('{selector}').innerText"))

    def picture(self, path: Path, width: int, height: int) -> None:
        """Keep a picture of the page."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)  # fmt: skip
        path.write_bytes(b64decode(self.call("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """End the browser."""
        with suppress(AssertionError, OSError):
            self._session = ""
            self.call("Browser.close")
        self._process.wait(20)
        os.close(self._read)
        os.close(self._write)
