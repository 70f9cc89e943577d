"""What is wrong with a form: one check for a file that is opened and a form that is typed."""

from collections.abc import Mapping

from app.models.application import Application
from app.models.identifiers import SchemeId
from app.models.plain import Plain
from app.models.problem import Problem
from app.models.scheme import Scheme
from app.packages.findings import Findings
from app.packages.form import application_of
from app.packages.rubric import check_known, check_scheme
from app.packages.schema import check_form

Schemes = Mapping[SchemeId, Scheme] | None


def problems_of(form: Plain, schemes: Schemes) -> tuple[Problem, ...]:
    """Return every problem that a file with this form would have because of it."""
    findings = Findings()
    checked_form(form, schemes, findings)
    return findings.all()


def checked_form(form: Plain, schemes: Schemes, findings: Findings) -> Application | None:
    """Report on the form; return the record where the form is as the schema wants it.

    Without ``schemes`` nothing is compared with the scheme.
    """
    scheme = _scheme(form, schemes)
    check_form(form, findings, for_school=_for_school(scheme))
    identifier = form.get("scheme") if isinstance(form, dict) else None
    check_known(identifier, schemes, findings)
    if findings.has_errors("application.schema"):
        return None
    application = application_of(form)
    check_scheme(application, scheme, findings)
    return application


def _scheme(form: Plain, schemes: Schemes) -> Scheme | None:
    identifier = form.get("scheme") if isinstance(form, dict) else None
    if schemes is None or not isinstance(identifier, str):
        return None
    return schemes.get(SchemeId(identifier))


def _for_school(scheme: Scheme | None) -> bool | None:
    """Tell which of the two forms a scheme wants; None for units that have neither."""
    if scheme is None or scheme.unit not in {"school", "teacher-in-project"}:
        return None
    return scheme.is_for_school()
