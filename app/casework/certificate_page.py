"""What is printed on a certificate, as form, rubric, season and layout give it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.casework import cases, identity, keep, layout, rubrics, season
from app.casework.press import PageSource
from app.casework.rubrics import read_small
from app.models.application import Application
from app.models.case import CaseRef
from app.models.certificate import PrintedWords
from app.models.decision import Decision
from app.models.errors import Refused, Unavailable
from app.models.identifiers import CertificateNumber
from app.models.message import message
from app.models.scheme import Scheme
from app.models.season import Season

if TYPE_CHECKING:
    from app.storage import Casebook


def page_of(
    casebook: "Casebook", decision: Decision, number: CertificateNumber,
    languages: tuple[str, ...], name: str | None, replaces: CertificateNumber | None,
) -> PageSource:  # fmt: skip
    """Return everything that is printed and carried, but for the code."""
    _check_name(name or "")
    current = season.current(casebook)
    ref = CaseRef(decision.case, decision.submission)
    form = cases.submission(casebook, ref).application
    scheme = rubrics.schemes(casebook)[decision.scheme]
    words = words_of(scheme, current, form, decision, casebook.clock())
    words = replace(
        words, number=number, languages=languages or current.rules.languages,
        recipient=name or words.recipient, sample=keep.is_sample(casebook),
        replaces=replaces,
    )  # fmt: skip
    if not words.organisation:
        words = replace(words, organisation={"en": office_name(casebook)})
    leaf = casebook.entry(decision.entry).leaf
    logo, own = logo_of(casebook, current), layout.current(casebook)
    return PageSource(words, casebook.proof(decision.entry), leaf, logo, layout=own.text)


def _check_name(name: str) -> None:
    """Refuse what is no text at all, as a command line in another encoding may bring it."""
    if not name.isprintable() and not name.encode("utf-8", "ignore").decode() == name:
        raise Refused(
            "certificate.character",
            message("The name holds characters that are no text."),
            message("Type it anew."),
        )


def words_of(
    scheme: Scheme, current: Season, form: Application, decision: Decision, now: datetime
) -> PrintedWords:
    """Return the words of a certificate as form, rubric and season give them."""
    school, own = form.school, current.schemes.get(scheme.id)
    official = school.official_name or school.name
    for_school = scheme.is_for_school()
    return PrintedWords(
        number=CertificateNumber(""), languages=(), label=scheme.names,
        recipient=official if for_school else form.applicant.name, school=official,
        city=school.city, country=school.country, season=current.name,
        organisation=current.organisation.name, place=current.organisation.place,
        signatory=current.signatory.name, role=current.signatory.role,
        decided_on=decision.at.date(), issued_on=now.date(), for_school=for_school,
        project=None if for_school or form.project is None else form.project.title,
        partner_countries=partner_countries(form),
        label_years=own.label_years if own and for_school else None,
    )  # fmt: skip


def partner_countries(form: Application) -> tuple[str, ...]:
    """Return the countries of the project's other schools, each once, founders first."""
    project = form.project
    if project is None:
        return ()
    schools = (*project.founders, *project.partners)
    countries = (each.country for each in schools if each.country != form.school.country)
    return tuple(dict.fromkeys(countries))


def office_name(casebook: "Casebook") -> str:
    """Return what an office that has no name yet is called: what its identity says."""
    known = identity.show(casebook)
    return known.subject.split(",")[0] if known else identity.UNNAMED


def logo_of(casebook: "Casebook", current: Season) -> bytes:
    """Return the office's logo: the layout's, else the season's; raises ``Unavailable``."""
    own = layout.current(casebook).logo
    if own:
        return own
    name = current.organisation.logo
    if not name:
        return b""
    path = casebook.folder / name
    if path.parent != casebook.folder or not path.is_file():
        raise Unavailable(
            "season.logo",
            message("The logo {name} is not in the casebook's folder.", name=name),
            message("Copy it there, or take it away with “season set organisation.logo ''”."),
        )
    return read_small(path)
