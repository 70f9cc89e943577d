"""The organisation's electronic seal: PAdES B-B, no changes allowed afterwards (DocMDP P=1)."""

import hashlib
import io
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

from asn1crypto import cms as asn1_cms
from asn1crypto import tsp as asn1_tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.certificates.identity import OpenIdentity, check_identity, shown_name
from app.certificates.reading import read_seal
from app.certificates.statement import certified_keys, pem
from app.models.errors import Unavailable
from app.models.message import message

FIELD = "Seal"
HASH = "sha256"
RESERVED_BESIDE = 640
"""Bytes for all around the signature, besides the certificates inside."""
LEAST_SIGNATURE = 160
RESERVED_EACH = 128
"""Bytes for the name of a certificate among the signed attributes, besides its issuer."""


def sign(pdf: bytes, identity: OpenIdentity, at: datetime, *, reason: str = "") -> bytes:
    """Seal a PDF of ours and read it again before it is handed out.

    Raises ``Refused`` when the identity must not sign, ``Unavailable`` when the second reading
    does not confirm the signature.
    """
    check_identity(identity, at)
    signed = _sign(pdf, identity, at, reason)
    seal = read_seal(signed)
    if not seal.is_ours or seal.certificate != identity.certificate or signed[: len(pdf)] != pdf:
        raise Unavailable(
            "certificate.not-confirmed",
            message("The signature could not be confirmed. Nothing was issued."),
        )
    return signed


def certify_key(text: str, identity: OpenIdentity, at: datetime) -> str:
    """Let the identity certify the log's key (``statement``); return the attached CMS in PEM."""
    check_identity(identity, at)
    key, content = KeptKey(identity), text.encode()
    attributes = _attributes(hashlib.sha256(content).digest(), key.certificates)
    carried = asn1_cms.ContentInfo({"content_type": "data", "content": content})
    work = key.async_sign_prescribed_attributes(
        HASH, attributes, cms_version="v1", encap_content_info=carried
    )
    made = pem(bytes(_finished(work).dump()))
    if not certified_keys(made, identity.certificate):
        raise Unavailable(
            "certificate.not-confirmed",
            message("The signature could not be confirmed. Nothing was issued."),
        )
    return made


def _sign(pdf: bytes, identity: OpenIdentity, at: datetime, reason: str) -> bytes:
    output = io.BytesIO()
    place = SigFieldSpec(
        FIELD,
        invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True),
        readable_field_name="Electronic seal",
    )
    writer = _QuietWriter(io.BytesIO(pdf))
    steps = PdfCMSEmbedder(new_field_spec=place).write_cms(FIELD, writer)
    next(steps)
    key = KeptKey(identity)
    signature = SignatureObject(
        subfilter=SigSeedSubFilter.PADES,
        timestamp=at,
        name=shown_name(identity.certificate.subject),
        reason=reason or None,
        bytes_reserved=2 * _reserved(key.certificates),
    )
    lock = SigMDPSetup(HASH, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(signature, lock))
    prepared, _ = steps.send(SigIOSetup(HASH, output=output))
    attributes = _attributes(prepared.document_digest, key.certificates)
    steps.send(_finished(key.async_sign_prescribed_attributes(HASH, attributes, cms_version="v1")))
    return output.getvalue()


def _reserved(certificates: list[asn1_x509.Certificate]) -> int:
    """Return the bytes kept free for the value: every certificate, its name, and the rest."""
    issuers = [len(each.issuer.dump()) for each in certificates]
    bodies = sum(len(each.dump()) for each in certificates)
    signature = max(LEAST_SIGNATURE, int(certificates[0].public_key.bit_size) // 8)
    named = sum(each + RESERVED_EACH for each in issuers)
    return RESERVED_BESIDE + signature + issuers[0] + bodies + named


def _attributes(digest: bytes, certificates: list[asn1_x509.Certificate]) -> asn1_cms.CMSAttributes:
    """Return the signed attributes of PAdES B-B in DER order; they name every certificate."""
    entries = [as_signing_certificate_v2(each, hash_algo=HASH)["certs"][0] for each in certificates]
    named = asn1_tsp.SigningCertificateV2({"certs": entries})
    attributes = [
        asn1_cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
        asn1_cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
        asn1_cms.CMSAttribute({"type": "signing_certificate_v2", "values": [named]}),
    ]
    return asn1_cms.CMSAttributes(sorted(attributes, key=lambda each: bytes(each.dump())))


class _QuietWriter(IncrementalPdfFileWriter):  # type: ignore[misc]
    """Adds the seal and nothing else: the metadata stay as they were drawn and checked."""

    def _update_meta(self) -> None:
        return


class KeptKey(Signer):  # type: ignore[misc]
    """Signs with a key that was parsed once (pyHanko's own parses it at every signature)."""

    def __init__(self, identity: OpenIdentity) -> None:
        self.certificates = [
            asn1_x509.Certificate.load(each.public_bytes(Encoding.DER))
            for each in (identity.certificate, *identity.chain)
        ]
        chain = SimpleCertificateStore()
        chain.register_multiple(self.certificates[1:])
        super().__init__(signing_cert=self.certificates[0], cert_registry=chain)
        self._identity = identity

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the signature over the signed attributes."""
        del digest_algorithm, dry_run
        return self._identity.sign(data)


def _finished(work: Coroutine[Any, Any, asn1_cms.ContentInfo]) -> asn1_cms.ContentInfo:
    """Run a coroutine that waits for nothing, without an event loop and its sockets."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    work.close()
    raise Unavailable("certificate.not-signed", message("The certificate could not be signed."))
