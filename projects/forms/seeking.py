"""Putting a project on the list, looking through it, writing to a project, being answered (D22)."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Theme
from ideas.forms import Words
from ideas.forms.guarded import GuardedForm
from members.forms import CommuneForm
from members.models import Commune, Territory
from members.phones import clean_phone
from projects.consents import SHARE_PHONE, TEXT
from projects.models import Listing, SeekingRules

ADDRESS_WRONG = _("This address is not complete: it looks like nadia@exemple.fr.")
NAME_MISSING = {"required": _("Write your given name: the project wants to know whom it meets.")}
CONSENT_MISSING = {"required": _("Without your agreement we keep nothing: tick the box, please.")}
WHY_MISSING = {"required": _("Two lines are enough: what draws you to this project?")}


class ListingForm(CommuneForm):
    what_exists = Words(
        label=_("What exists already"),
        max_length=1200,
        rows=4,
        help_text=_("The group, the place, the first trials, the partners, the money found."),
        error_messages={"required": _("Say what is there already: nobody takes up an empty page.")},
    )
    bearer_does = Words(
        label=_("What the person would do"),
        max_length=1200,
        rows=4,
        help_text=_("The first three months, then an ordinary week."),
        error_messages={"required": _("Say what you expect of this person.")},
    )
    time_per_week = Words(
        label=_("How much time"),
        max_length=120,
        help_text=_("Half a day a week at first, then a job of one’s own, for instance."),
        error_messages={"required": _("Say how much time it takes, even roughly.")},
    )
    skills = Words(label=_("What helps to know or to like"), max_length=300, rows=2, required=False)
    place = Words(label=_("Where"), max_length=120, required=False, help_text=_("A street, a valley, from home…"))

    def __init__(self, data=None, *, project, listing=None):
        kept = {name: getattr(listing, name) for name in Listing.TEXTS} if listing else {}
        town = listing.commune if listing else project.commune
        codes = {
            "postal_code": town.postal_codes.split()[0] if town else "",
            "commune": town.pk if town else "",
            "commune_text": town.name if town else "",
        }
        super().__init__(data, initial={**kept, **codes})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("commune_text"):
            self.add_error("commune_text", _("We do not know this commune: check its postal code and its name."))
        return cleaned

    def values(self):
        """Return what `Listing.open` and `describe` take."""
        return {name: self.cleaned_data[name] for name in Listing.TEXTS}


class SeekingFilterForm(forms.Form):
    """Filters of the public list, all in the address; a value that does not exist narrows nothing."""

    territoire = forms.ModelChoiceField(
        Territory.objects.none(), to_field_name="slug", required=False, label=_("Territory"), empty_label=_("All")
    )
    commune = forms.ModelChoiceField(
        Commune.objects.none(),
        to_field_name="insee",
        required=False,
        label=_("Commune"),
        empty_label=pgettext_lazy("commune", "All"),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), to_field_name="slug", required=False, label=_("Theme"), empty_label=_("All")
    )

    def __init__(self, data, *, listings):
        super().__init__(data)
        self.listings = listings
        self.fields["territoire"].queryset = Territory.objects.filter(pk__in=listings.values("project__territory"))
        self.fields["commune"].queryset = Commune.objects.filter(pk__in=listings.values("commune"))
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def found(self):
        """Return the listings that match."""
        self.is_valid()
        exact = {"project__territory": "territoire", "commune": "commune", "project__theme": "theme"}
        wanted = {name: self.cleaned_data.get(key) for name, key in exact.items()}
        return self.listings.filter(**{name: value for name, value in wanted.items() if value})

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())


class WriteForm(GuardedForm):
    """« Je voudrais en savoir plus »."""

    given_name = Words(max_length=80, label=_("Your given name"), error_messages=NAME_MISSING)
    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail"),
        help_text=_("We write to it to confirm. The project does not see it before you both said yes."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": ADDRESS_WRONG, "invalid": ADDRESS_WRONG},
    )
    why_me = Words(max_length=1200, rows=5, label=_("Why this project, and why you"), error_messages=WHY_MISSING)
    availability = Words(max_length=200, label=_("When are you free?"), required=False)
    phone = forms.CharField(
        label=_("Your phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    shares_phone = forms.BooleanField(label=SHARE_PHONE, required=False)
    consent = forms.BooleanField(label=TEXT, error_messages=CONSENT_MISSING)

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def values(self):
        """Return what `Introduction.ask` takes; a phone that may not be shared is not kept."""
        kept = {name: self.cleaned_data[name] for name in ("given_name", "email", "why_me", "availability")}
        shares = bool(self.cleaned_data["shares_phone"] and self.cleaned_data["phone"])
        return {**kept, "shares_phone": shares, "phone": self.cleaned_data["phone"] if shares else ""}


class ReplyForm(forms.Form):
    """Yes, with what may be given to the person; or not this time, with a word."""

    ACCEPT, REFUSE = "oui", "non"

    act = forms.ChoiceField(choices=[(ACCEPT, ""), (REFUSE, "")])
    email = forms.BooleanField(label=_("my address"), required=False)
    phone = forms.BooleanField(label=_("my phone number"), required=False)
    why = Words(max_length=300, label=_("A word to this person, if you wish"), required=False)

    @property
    def accepts(self):
        return self.cleaned_data["act"] == self.ACCEPT


class RulesForm(forms.ModelForm):
    """How long things last, for one territory [setting]."""

    class Meta:
        model = SeekingRules
        fields = ["unborne_days", "listed_days", "asked_days", "answer_days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
            field.min_value = 1
