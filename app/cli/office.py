"""``season show``, ``season set`` and ``season confirm``."""

import argparse
from fractions import Fraction

from app.casework import rubrics, season
from app.cli.command import Answer, Command, no_arguments
from app.cli.sitting import Sitting
from app.cli.table import table
from app.models.message import message
from app.models.plain import Plain
from app.models.scheme import Scheme
from app.models.season import Season
from app.scoring import assess, json_number
from app.storage import Casebook
from app.wording import _, pick, points_text


def run_show(sitting: Sitting, _options: argparse.Namespace) -> Answer:
    """Show the settings that count now; without a casebook, those a new one starts with."""
    if sitting.exists():
        casebook: Casebook | None = sitting.casebook()
        current = season.current(sitting.casebook())
    else:
        casebook, current = None, season.loaded(season.text_for(sitting.clock()))
    return shown(casebook, current)


def shown(casebook: Casebook | None, current: Season) -> Answer:
    """Return the settings, the minimums in force and whether a person confirmed them."""
    schemes = rubrics.in_season(casebook, current).values()
    confirmed = {each.id: casebook is not None and season.is_confirmed(casebook, each)
                 for each in schemes}  # fmt: skip
    document = {
        "name": current.name,
        "sha256": current.sha256,
        "organisation": {"name": current.organisation.name,
                         "country": current.organisation.country,
                         "place": current.organisation.place},
        "signatory": {"name": current.signatory.name, "role": current.signatory.role},
        "rules": {"evaluators_per_case": current.rules.evaluators_per_case,
                  "school_year_start": current.rules.school_year_start,
                  "languages": list(current.rules.languages)},
        "schemes": {each.id: {"confirmed": confirmed[each.id], **round_of(current, each)}
                    for each in schemes},
        "text": current.text,
    }  # fmt: skip
    rows = [
        (each.id, name, points_text(points), _("yes") if confirmed[each.id] else _("not yet"))
        for each in schemes for name, points in minimums(each).items()
    ]  # fmt: skip
    head = (_("Rubric"), _("Minimum of"), _("Points"), _("Confirmed"))
    return Answer(document, "\n".join([current.text.rstrip(), "", table(head, rows)]))


def round_of(current: Season, scheme: Scheme) -> dict[str, Plain]:
    """Return one rubric's dates and minimums."""
    own = current.schemes.get(scheme.id)
    return {
        "names": pick(scheme.names),
        "deadline": own.deadline.isoformat() if own and own.deadline else None,
        "opens": own.opens.isoformat() if own and own.opens else None,
        "label_years": own.label_years if own else None,
        "minimums": {name: json_number(points) for name, points in minimums(scheme).items()},
    }  # fmt: skip


def minimums(scheme: Scheme) -> dict[str, Fraction]:
    """Return every minimum in force by id, in the scheme's order, ``total`` last."""
    found = assess(scheme, {})
    named: dict[str, Fraction | None] = {each.id: each.minimum for each in found.gates}
    named |= {each.id: each.minimum for each in found.criteria}
    named["total"] = found.minimum_total
    return {name: points for name, points in named.items() if points is not None}


def set_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``season set``."""
    parser.add_argument("key", metavar=_("KEY"),
                        help=_("dotted path, as in organisation.name.nb"))  # fmt: skip
    parser.add_argument("value", metavar=_("VALUE"), help=_("the value; empty takes it away"))


def run_set(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Change one setting."""
    casebook = sitting.casebook()
    changed = season.set_value(casebook, options.key, options.value)
    document = {"key": options.key, "value": options.value, "sha256": changed.sha256}
    return Answer(document, _("{key} is set.").format(key=options.key))


def confirm_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``season confirm``."""
    parser.add_argument("--by", metavar=_("NAME"), required=True, help=_("who confirms"))


def run_confirm(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Write down that a person confirms the minimums of the season."""
    casebook = sitting.casebook()
    current = season.confirm(casebook, options.by)
    names = sorted(rubrics.schemes(casebook))
    document = {"confirmed": names, "season": current.name, "log_entry": casebook.size - 1}
    text = _("The minimums of season {name} are confirmed for {schemes}.")
    return Answer(document, text.format(name=current.name, schemes=", ".join(names)))


COMMANDS = (
    Command("season show", message("Show the office's settings and the minimums in force"),
            "season show", no_arguments, run_show),
    Command("season set", message("Change one setting of the season"),
            'season set organisation.name.nb "Nasjonal støtteorganisasjon"',
            set_arguments, run_set),
    Command("season confirm", message("Confirm the season's minimums, once before deciding"),
            'season confirm --by "Kari Nord"', confirm_arguments, run_confirm),
)  # fmt: skip
