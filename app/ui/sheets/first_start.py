"""The first start: organisation, evaluator, language, signing identity; advice about keys."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.sheets.form import Field, TextField
from app.ui.widgets import PlainLabel, Sheet, line
from app.wording import LANGUAGES, _, country_name

_CODES = (
    "AL AM AT AZ BE BA BG HR CY CZ DK EE FI FR GE DE GR HU IS IE IT JO XK LV LB LI LT LU MT MD ME "
    "NL MK NO PL PT RO RS SK SI ES SE TN TR UA"
)
COUNTRIES = tuple(_CODES.split())
"""Countries that take part in eTwinning, as ISO 3166-1 codes."""

SHORTEST = 8
"""Characters of a passphrase that protects the signing identity."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What was answered. ``passphrase`` is empty where the identity is made later."""

    organisation: str
    country: str
    place: str
    evaluator: str
    language: str
    passphrase: str


class FirstStartSheet(Sheet):
    """Tells ``answered(Beginnings)`` and ``language_chosen(tag)``."""

    answered = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, host: QWidget, language: str, *, with_identity: bool = True) -> None:
        super().__init__(host, _("Welcome to Label Desk"), width=560, name="first-start")
        self._with_identity = with_identity
        self.body.addWidget(PlainLabel(
            _("Four answers, and the desk is ready. Everything can be changed later."), self,
            tone="muted", wrap=True))  # fmt: skip
        self.language = _combo([(tag, name) for tag, name in LANGUAGES.items()], language)
        self.evaluator = TextField(_("Your name"), "first-evaluator",
                                   _("Stands on your evaluations and decisions."))  # fmt: skip
        self.organisation = TextField(_("Your organisation"), "first-organisation",
                                      _("As it shall stand on certificates."))  # fmt: skip
        countries = sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda c: c[1])
        self.country = _combo([("", _("Choose…")), *countries], "")
        self.place = TextField(_("Town"), "first-place",
                               _("Certificates are dated there."))  # fmt: skip
        self.country_field = Field(_("Country"), self.country, "first-country")
        self.passphrase = TextField(
            _("Passphrase for the signing identity"), "first-passphrase",
            _("At least {count} characters. Certificates are signed with an identity that is made "
              "now and kept under this passphrase. Leave empty to do it later, or to bring your "
              "own (.p12).").format(count=SHORTEST), secret=True,
        )  # fmt: skip
        self.again = TextField(_("The passphrase again"), "first-passphrase-again", secret=True)
        self._fill()
        self.set_act(_("Begin"))
        self.acted.connect(self._answer)
        self.language.currentIndexChanged.connect(
            lambda: self.language_chosen.emit(self.language.currentData())
        )

    def _fill(self) -> None:
        fields: list[QWidget] = [
            Field(_("Language"), self.language, "first-language"),
            self.evaluator, self.organisation, self.country_field, self.place,
        ]  # fmt: skip
        if self._with_identity:
            fields += [line(), self.passphrase, self.again]
        for field in fields:
            self.body.addWidget(field)
        advice = _(
            "The casebook holds personal data of teachers. Switch on the disk encryption of this "
            "machine (BitLocker, FileVault or LUKS), and keep a backup of casebook and keys on "
            "another disk: Menu → Casebook → Backup and health."
        )
        self.body.addWidget(PlainLabel(advice, self, tone="muted", size="small", wrap=True))
        self.body.addStretch(1)

    def _answer(self) -> None:
        wrong = self._check()
        if wrong is not None:
            wrong.field.setFocus()
            self.content.ensureWidgetVisible(wrong)
            return
        self.answered.emit(Beginnings(
            self.organisation.text, self.country.currentData(), self.place.text,
            self.evaluator.text, self.language.currentData(), self.passphrase.text,
        ))  # fmt: skip

    def _check(self) -> Field | None:
        """Mark what is missing and return the first of it."""
        secret, again = self.passphrase.text, self.again.text
        checks: list[tuple[Field, bool, str]] = [
            (self.evaluator, bool(self.evaluator.text), _("Please write your name.")),
            (self.organisation, bool(self.organisation.text),
             _("Please write the name of your organisation.")),
            (self.country_field, bool(self.country.currentData()), _("Please choose a country.")),
            (self.place, bool(self.place.text), _("Please write the town.")),
            (self.passphrase, not secret or len(secret) >= SHORTEST,
             _("A longer passphrase, please: at least {count} characters.").format(count=SHORTEST)),
            (self.again, secret == again, _("The two passphrases differ.")),
        ]  # fmt: skip
        for field, is_good, sentence in checks:
            field.complain("" if is_good else sentence)
        return next((field for field, is_good, _sentence in checks if not is_good), None)


def _combo(choices: list[tuple[str, str]], chosen: str) -> QComboBox:
    combo = QComboBox()
    for value, words in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo
