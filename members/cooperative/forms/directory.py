"""The directory of members: searching it, writing one's own entry, asking to be put in touch."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative.consents import TEXT
from members.cooperative.models import Entry
from members.forms import CommuneForm
from members.models import Commune

CONSENT_MISSING = _("Without your agreement nobody sees your words: tick the box, please.")


class DirectoryForm(forms.Form):
    """Words and commune, all in the address; what does not exist narrows nothing."""

    mots = forms.CharField(
        label=_("What are you looking for?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    commune = forms.ModelChoiceField(
        Commune.objects.none(),
        to_field_name="insee",
        required=False,
        label=_("Commune"),
        empty_label=pgettext_lazy("commune", "All"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data, *, entries):
        super().__init__(data)
        self.entries = entries
        self.fields["commune"].queryset = Commune.objects.filter(pk__in=entries.values("commune"))

    def found(self):
        """Return the entries that match."""
        self.is_valid()
        found = self.entries.matching(self.cleaned_data.get("mots", ""))
        commune = self.cleaned_data.get("commune")
        return found.filter(commune=commune) if commune else found

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())


class EntryForm(CommuneForm):
    offers = forms.CharField(
        label=_("What I offer"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Know-how, a van, a room, a morning a month… Say it as to a neighbour."),
    )
    seeks = forms.CharField(
        label=_("What I seek"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Advice, a partner, a place, someone who knows about it."),
    )
    place = forms.CharField(
        label=_("More exactly, if you like"), max_length=120, required=False, help_text=_("A valley, from home…")
    )
    consent = forms.BooleanField(label=TEXT, error_messages={"required": CONSENT_MISSING})

    def __init__(self, data=None, *, entry):
        kept = {name: getattr(entry, name) for name in Entry.TEXTS} if entry else {}
        town = entry.commune if entry else None
        codes = {
            "postal_code": town.postal_codes.split()[0] if town else "",
            "commune": town.pk if town else "",
            "commune_text": town.name if town else "",
            "consent": bool(entry and entry.is_shown),
        }
        super().__init__(data, initial={**kept, **codes})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("commune_text"):
            self.add_error("commune_text", _("We do not know this commune: check its postal code and its name."))
        said = cleaned.get("offers", "").strip() or cleaned.get("seeks", "").strip()
        if not said and not {"offers", "seeks"} & self.errors.keys():
            self.add_error("offers", _("Say what you offer, or what you seek: a few words are enough."))
        return cleaned

    def values(self):
        """Return what `Entry.show` takes."""
        return {name: self.cleaned_data[name] for name in (*Entry.TEXTS, "commune")}


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("Your word"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who you are, what it is about, what you expect. Your address leaves only on a yes."),
        error_messages={"required": _("Write a word: nobody answers an empty request.")},
    )
