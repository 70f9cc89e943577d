"""The log is dated by a time stamp authority, played by OpenSSL, through files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.flows.cli.office import Office

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="OpenSSL's command is not installed")

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Test Authority
[root]
basicConstraints = critical,CA:true
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[other]
extendedKeyUsage = critical,emailProtection
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = {digest}
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
"""


class Authority:
    """A time stamp authority under a root of its own."""

    def __init__(self, folder: Path, *, kind: str = "ec", usage: str = "stamps") -> None:
        self.folder = folder
        folder.mkdir()
        digest = "sha512" if kind == "rsa" else "sha256"
        self.config = folder / "openssl.cnf"
        self.config.write_text(CONFIG.format(folder=folder, digest=digest))
        (folder / "serial").write_text("01\n")
        self._make("root", kind, "root")
        self._make("tsa", kind, usage, by="root")

    def _make(self, name: str, kind: str, extensions: str, by: str = "") -> None:
        key = ("rsa:2048",) if kind == "rsa" else ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
        issued = ("-CA", self.path("root.pem"), "-CAkey", self.path("root.key")) if by else ()
        run("req", "-x509", "-newkey", *key, "-nodes", "-config", self.config, "-extensions",
            extensions, "-subj", f"/CN=Test {name}", "-days", "30", *issued,
            "-keyout", self.path(f"{name}.key"), "-out", self.path(f"{name}.pem"))  # fmt: skip

    def path(self, name: str) -> Path:
        return self.folder / name

    def answers(self, request: Path, answer: Path) -> Path:
        """Answer a request file by a file."""
        signer = ("-signer", self.path("tsa.pem"), "-inkey", self.path("tsa.key"))
        run("ts", "-reply", "-queryfile", request, "-config", self.config, *signer, "-out", answer)
        return answer


def run(*words: object) -> str:
    done = subprocess.run([str(OPENSSL), *map(str, words)], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(params=["ec", "rsa"])
def authority(request: pytest.FixtureRequest, tmp_path: Path) -> Authority:
    return Authority(tmp_path / "authority", kind=request.param)


def stamped(office: Office, authority: Authority) -> Path:
    request = office.path("log.tsq")
    office.does("log", "anchor", "request", "-o", request, "--force")
    return authority.answers(request, office.path("log.tsr"))


def test_another_hand_dates_the_log(ready: Office, authority: Authority) -> None:
    answer = stamped(ready, authority)
    size = len(ready.acts())
    made = ready.does("log", "anchor", "answer", answer, "--trust", authority.path("root.pem"))
    assert (made["entries"], made["trusted"], made["authority"]) == (size, True, "Test tsa")
    assert ready.acts()[-1] == "anchor"
    assert "Test tsa states" in ready.says("log", "list").out
    assert ready.does("log", "verify")["ok"] is True
    checks = {each["id"]: each["ok"] for each in ready.asks("doctor").json["checks"]}
    assert checks["anchor"] is True
    again = ready.asks("log", "anchor", "answer", answer, "--trust", authority.path("root.pem"))
    assert (again.status, again.code) == (1, "anchor.already")


def test_others_check_it_with_openssl(ready: Office, authority: Authority) -> None:
    answer = stamped(ready, authority)
    text = ready.path("log.checkpoint.txt")
    words = ("-data", text, "-in", answer, "-CAfile", authority.path("root.pem"))
    run("ts", "-verify", *words)
    assert text.read_text("utf-8").startswith("label-desk/")


def test_an_unknown_authority_is_told_and_kept(ready: Office, authority: Authority) -> None:
    said = ready.says("log", "anchor", "answer", stamped(ready, authority)).out
    assert "was not checked" in said
    assert "nothing of later entries" in said


def test_what_is_trusted_may_be_der_and_must_be_a_certificate(
    ready: Office, tmp_path: Path
) -> None:
    authority = Authority(tmp_path / "authority")
    answer, other = stamped(ready, authority), ready.path("root.der")
    other.write_text("hello")
    refused = ready.asks("log", "anchor", "answer", answer, "--trust", other)
    assert (refused.status, refused.code) == (2, "verify.trust")
    run("x509", "-in", authority.path("root.pem"), "-outform", "DER", "-out", other)
    assert ready.does("log", "anchor", "answer", answer, "--trust", other)["trusted"] is True


def changed(answer: bytes) -> bytes:
    place = answer.rindex(b"Test tsa") - 300
    return answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]


@pytest.mark.parametrize(
    "change",
    [changed, lambda each: each[:-1], lambda each: each + b"x", lambda _: b"", lambda _: b"no"],
)
def test_what_does_not_hold_is_refused_and_not_logged(
    ready: Office, tmp_path: Path, change
) -> None:
    answer = stamped(ready, Authority(tmp_path / "authority"))
    answer.write_bytes(change(answer.read_bytes()))
    acts = ready.acts()
    refused = ready.asks("log", "anchor", "answer", answer)
    assert (refused.status, refused.code) == (1, "stamp.answer")
    assert ready.acts() == acts


def test_a_signer_that_is_no_authority_is_refused(ready: Office, tmp_path: Path) -> None:
    good = Authority(tmp_path / "authority")
    mail = Authority(tmp_path / "mail", usage="other")
    with pytest.raises(subprocess.CalledProcessError):
        stamped(ready, mail)  # OpenSSL too wants the right use in the signer's certificate
    request, asked = ready.path("else.tsq"), ready.path("else.tsr")
    ready.path("text").write_bytes(b"something else")
    run("ts", "-query", "-data", ready.path("text"), "-cert", "-sha256", "-out", request)
    refused = ready.asks("log", "anchor", "answer", good.answers(request, asked))
    assert (refused.status, refused.code) == (1, "anchor.other-log")
    run("ts", "-query", "-data", ready.path("text"), "-sha256", "-out", request)
    refused = ready.asks("log", "anchor", "answer", good.answers(request, asked))
    assert refused.code == "stamp.answer"


def test_a_refusal_of_the_authority_is_told(ready: Office, tmp_path: Path) -> None:
    authority, request = Authority(tmp_path / "authority"), ready.path("log.tsq")
    ready.path("text").write_bytes(b"x")
    run("ts", "-query", "-data", ready.path("text"), "-cert", "-sha512", "-out", request)
    refused = ready.asks("log", "anchor", "answer",
                         authority.answers(request, ready.path("log.tsr")))  # fmt: skip
    assert refused.code == "stamp.answer"
    assert "refused" in refused.json["error"]["message"]


@pytest.mark.parametrize("words", [("request",), ("answer",), ("other",)])
def test_what_is_missing_is_asked_for(ready: Office, words: tuple[str, ...]) -> None:
    assert ready.asks("log", "anchor", *words).code == "arguments.wrong"


def test_a_rewritten_log_does_not_fit_its_anchor(ready: Office, tmp_path: Path) -> None:
    """Who has the key can rewrite everything; a stamp that others hold shows it (L3)."""
    from app.casework import anchoring, keep
    from app.log import parse_checkpoint
    from app.log.checker import Checker

    stamped(ready, Authority(tmp_path / "authority"))
    text = ready.path("log.checkpoint.txt").read_bytes()
    with keep.open_casebook(ready.casebook) as casebook:
        known = parse_checkpoint(casebook.checkpoint)
        other = type(known)(known.origin, known.size, bytes(32))
        checker = Checker(casebook.public_key, (other,))
        assert anchoring.signed_text(casebook.checkpoint) == text
        for entry in casebook.entries():
            checker.entry(entry.index, entry.leaf, entry.checkpoint.encode())
    assert "log.other-history" in {each.id for each in checker.finish().findings}
