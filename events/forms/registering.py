"""What one person types to come to an evening, alone or with others; strings become `Newcomer` and `Companion`."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import Profile, Registration
from events.registering import Companion, Newcomer
from members.consents import TEXTS, Purpose
from members.forms import recognised
from members.phones import clean_phone

ONLY_WAIT = "attente"  # instead of a workshop's number: no seat is taken meanwhile
AGES = [("", _("Choose")), *Registration.AgeBand.choices]


def is_minor(age_band):
    return age_band in Registration.MINOR


class KeptForm(forms.Form):
    """A form that can be shown again with what was typed, without a word about errors."""

    use_required_attribute = False  # our own sentences are clearer, and say everything at once

    @classmethod
    def kept(cls, data, *, prefix=None, **options):
        """Return an unbound form that shows what `data` holds."""
        form = cls(prefix=prefix, **options)
        for name, field in form.fields.items():
            form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        return form


class RegistrationForm(KeptForm):
    given_name = forms.CharField(
        label=_("Given name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Write your given name.")},
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Write your family name.")},
    )
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail"),
        help_text=_("Your ticket arrives there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail: your ticket arrives there."),
            "invalid": _("This address is not complete. Write it as nadia@example.org."),
        },
    )
    workshop = forms.TypedChoiceField(
        label=_("Your workshop"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the workshop where you will sit."),
            "invalid_choice": _("This workshop is not one of this evening. Choose one of the list."),
        },
    )
    waits = forms.TypedMultipleChoiceField(
        label=_("Wait for a seat"), required=False, widget=forms.CheckboxSelectMultiple
    )
    age_band = forms.ChoiceField(label=_("Age"), choices=AGES, error_messages={"required": _("Choose your age.")})
    minor_told = forms.BooleanField(
        label=_("I have understood: a parent’s signed authorisation is needed"), required=False
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    commune = forms.CharField(max_length=5, required=False, widget=forms.HiddenInput)
    commune_text = forms.CharField(
        label=_("Commune"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("Only if the evening changes at the last moment."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    profiles = forms.MultipleChoiceField(
        label=_("You are"), choices=Profile.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    newsletter = forms.BooleanField(label=TEXTS[Purpose.NEWSLETTER], required=False)
    image = forms.BooleanField(label=TEXTS[Purpose.IMAGE], required=False)
    website = forms.CharField(label=_("Leave this field empty"), required=False)

    def __init__(self, *args, workshops=(), seats_wanted=1, takes_wishes=False, **options):
        super().__init__(*args, **options)
        self.workshops = workshops
        self.seats_wanted = seats_wanted
        self.takes_wishes = takes_wishes
        if takes_wishes:
            del self.fields["workshop"], self.fields["waits"]
            return
        numbered = [(str(workshop.number), workshop.title) for workshop in workshops]
        self.fields["workshop"].choices = [*numbered, (ONLY_WAIT, _("None for now: I only wait"))]
        self.fields["workshop"].coerce = lambda typed: typed if typed == ONLY_WAIT else self._workshop(typed)
        self.fields["waits"].choices = numbered
        self.fields["waits"].coerce = self._workshop

    def _workshop(self, typed):
        return next(workshop for workshop in self.workshops if str(workshop.number) == typed)

    @property
    def waitable(self):
        """The workshops one may wait for, each with whether it is ticked: too few seats are left there."""
        ticked = [str(value) for value in self["waits"].value() or []]
        lacking = [w for w in self.workshops if w.seats_left < self.seats_wanted or str(w.number) in ticked]
        return [(workshop, str(workshop.number) in ticked) for workshop in lacking]

    @property
    def has_free(self):
        """Whether a seat is left at some workshop."""
        return any(workshop.seats_left > 0 for workshop in self.workshops)

    @property
    def only_waits(self):
        """Whether the page shows « I only wait » as chosen."""
        return not self.takes_wishes and (self["workshop"].value() == ONLY_WAIT or not self.has_free)

    @property
    def chosen(self):
        """The workshop shown as chosen: typed, or asked for in the address."""
        return next((w for w in self.workshops if str(w.number) == str(self["workshop"].value())), None)

    def clean_website(self):
        if self.cleaned_data["website"]:
            self.data = self.data.copy()
            self.data[self.add_prefix("website")] = ""
            raise ValidationError(
                _("A field that stays empty was filled, as machines do. It is empty again: send once more.")
            )
        return ""

    def clean_workshop(self):
        workshop = self.cleaned_data["workshop"]
        if workshop == ONLY_WAIT:
            return None
        if workshop.seats_left >= self.seats_wanted:
            return workshop
        if workshop.seats_left <= 0:
            raise ValidationError(
                _("« %(workshop)s » has just filled up. What you typed is kept: choose another workshop below."),
                code="full",
                params={"workshop": workshop},
            )
        raise ValidationError(
            _(
                "Seats left at « %(workshop)s »: %(left)s, and you are %(wanted)s. "
                "Choose another workshop, or register apart."
            ),
            code="full",
            params={"workshop": workshop, "left": workshop.seats_left, "wanted": self.seats_wanted},
        )

    def clean(self):
        data = super().clean()
        if not self.takes_wishes and "workshop" not in self.errors and "waits" not in self.errors:
            data["waits"] = [workshop for workshop in data["waits"] if workshop != data["workshop"]]
            if data["workshop"] is None and not data["waits"]:
                self.add_error(
                    "waits", _("Tick at least one workshop to wait for, or choose one where seats are left.")
                )
        return data

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean_postal_code(self):
        code = self.cleaned_data["postal_code"].replace(" ", "").replace("\u00a0", "")
        if code and not (len(code) == 5 and code.isdecimal()) and not self.data.get(self.add_prefix("commune_text")):
            raise ValidationError(_("A postal code has 5 digits. Elsewhere: leave it empty and write your commune."))
        return code

    def newcomer(self, *, language):
        """Return what was typed as a `Newcomer`; a minor subscribes to nothing by ticking a box (D59)."""
        data = self.cleaned_data
        commune, text = self._place()
        ticked = [purpose for purpose in (Purpose.NEWSLETTER, Purpose.IMAGE) if data[purpose.value]]
        return Newcomer(
            data["given_name"],
            data["family_name"],
            email=data["email"],
            phone=data["phone"],
            commune=commune,
            commune_text=text,
            age_band=data["age_band"],
            language=language,
            profiles=tuple(data["profiles"]),
            consents=() if is_minor(data["age_band"]) else tuple(ticked),
        )

    def _place(self):
        """Return (commune, text): the commune chosen in the list, or known by its name, else the words typed."""
        data = self.cleaned_data
        text = data["commune_text"].strip()
        commune = recognised(data["postal_code"], chosen=data["commune"], named=text)
        return (commune, "") if commune else (None, text or data["postal_code"])


class CompanionForm(KeptForm):
    given_name = forms.CharField(
        label=_("Given name"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    age_band = forms.ChoiceField(label=_("Age"), choices=AGES, required=False)

    def clean(self):
        data = super().clean()
        if self.is_blank:
            return data
        if not data.get("given_name") and "given_name" not in self.errors:
            self.add_error("given_name", _("Write the given name of the person who comes with you."))
        if not data.get("age_band") and "age_band" not in self.errors:
            self.add_error("age_band", _("Choose an age."))
        return data

    @property
    def is_blank(self):
        """Nobody was written: the lines that were opened for nothing do not count."""
        return not any(str(self[name].value() or "").strip() for name in self.fields)

    def companion(self):
        data = self.cleaned_data
        return Companion(data["given_name"], data["family_name"], age_band=data["age_band"])
