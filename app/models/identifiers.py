"""Identifiers as types of their own, so that one cannot stand where another belongs."""

from typing import NewType

CaseId = NewType("CaseId", str)
"""1–64 of ``A–Z a–z 0–9 . _ -``; case kept, compared without case."""

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""

NO_FILE = Sha256("")
"""The hash of a record that was made in memory and read from no file."""

SchemeId = NewType("SchemeId", str)
LeafId = NewType("LeafId", str)
"""Id of a criterion, sub-criterion, statement or gate, as in ``"1b"`` or ``"leadership-2"``."""

EvidenceId = NewType("EvidenceId", str)
RuleId = NewType("RuleId", str)
DecisionId = NewType("DecisionId", str)
CertificateNumber = NewType("CertificateNumber", str)
OrderId = NewType("OrderId", str)

Names = dict[str, str]
"""A text in several languages by BCP 47 tag; English (``en``) is always there."""
