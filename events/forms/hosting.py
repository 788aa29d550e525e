"""The forms of « Une soirée chez nous »: what an elected body writes, the team answers, both agree on (D66)."""

from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.forms.organising.evening import WhenForm
from events.models import Event, HostingRequest
from events.preparing import PATTERNS
from foundation.several import SeveralRowsField
from members.forms import CommuneForm
from members.models import Commune, Structure, Territory
from members.phones import clean_phone

MOST_PEOPLE = 5000
MOST_BUDGET = 10_000_000  # euros


class HostingForm(CommuneForm, forms.ModelForm):
    consent = forms.BooleanField(
        label=_("I agree that the team of this territory keeps what I write here, to answer me."),
        error_messages={"required": _("Without your agreement, we cannot keep your request.")},
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    use_required_attribute = False

    class Meta:
        model = HostingRequest
        fields = ["territory", "body", "body_name", "full_name", "function", "email", "phone", "wished", "people"]
        fields += ["need", "message"]
        widgets = {
            "message": forms.Textarea(attrs={"rows": 4}),
            "body": forms.RadioSelect,
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        help_texts = {
            "function": _("Mayor, deputy, president, head of services…"),
            "email": _("We send a link there; your request reaches the team once you have opened it."),
            "wished": _("As you imagine it: “in autumn 2027”, “before the summer”."),
            "need": _("In one sentence: what should the evening change in your place?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.fields["territory"].empty_label = _("Choose")
        self.fields["people"].max_value = MOST_PEOPLE
        self.order_fields(["territory", "body", "body_name", "postal_code", "commune_text", "full_name"])

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean_people(self):
        people = self.cleaned_data["people"]
        if people is not None and not 1 <= people <= MOST_PEOPLE:
            raise forms.ValidationError(_("Write a number from 1 to 5,000, or nothing."))
        return people

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("body") == HostingRequest.Body.INTERCOMMUNALITY and not cleaned.get("body_name", "").strip():
            self.add_error("body_name", _("Write the name of the intercommunality."))
        if not cleaned.get("commune") and not cleaned.get("commune_text"):
            self.add_error("commune_text", _("Write your postal code, then choose your commune."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        self.instance.commune = self.cleaned_data.get("commune") or None
        self.instance.commune_text = self.cleaned_data.get("commune_text", "")
        self.instance.key = self.cleaned_data.get("key")

    @property
    def is_trapped(self):
        """Whether a machine filled the field that nobody sees."""
        return bool(self.cleaned_data.get("website"))


class WordsForm(forms.Form):
    """What is written to the other side; a yes needs no words."""

    words = forms.CharField(label=_("Your message"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, needed=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].required = needed
        self.fields["words"].error_messages = {"required": _("Write why: they will read it word for word.")}


class EngagementForm(WhenForm):
    """Who orders the evening, with what money, where, and what its preparation is copied from."""

    structure = forms.ModelChoiceField(Structure.objects.none(), label=_("Who orders the evening"), required=False)
    new_structure = forms.CharField(label=_("… or a new structure"), max_length=120, required=False)
    contact_name = forms.CharField(label=_("Who speaks for it"), max_length=120)
    budget = forms.IntegerField(label=_("Budget, in euros"), min_value=0, max_value=MOST_BUDGET, required=False)
    communes = SeveralRowsField(
        Commune.objects.none(), label=_("Communes concerned"), widget=forms.CheckboxSelectMultiple, required=False
    )
    source = forms.ChoiceField(label=_("Prepare it from"))

    class Meta:
        model = Event
        fields = ["brand"]

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        territory = request.territory
        self.fields["structure"].queryset = Structure.objects.filter(territory=territory)
        self.fields["structure"].empty_label = "—"
        perimeter = territory.perimeter.on(timezone.localdate()).values("commune")
        around = Q(pk__in=perimeter) | Q(pk=request.commune_id or "")
        self.fields["communes"].queryset = Commune.objects.filter(around)
        editions = Event.objects.filter(territory=territory).with_timetable().order_by("-starts_at", "-pk")[:20]
        self.fields["source"].choices = [
            *((name, pattern.label) for name, pattern in PATTERNS.items()),
            *((f"edition-{event.pk}", _("the edition “%(event)s”") % {"event": event}) for event in editions),
        ]
        for name in ("day", "begins", "ends"):
            self.fields[name].required = False
        self.initial["brand"] = self.instance.brand or territory.brand
        initial = {"contact_name": request.full_name, "new_structure": request.body_name}
        initial |= {"source": "small", "communes": [request.commune_id] if request.commune_id else []}
        for name, value in initial.items():
            self.initial.setdefault(name, value)

    def clean(self):
        data = super().clean()
        if not data.get("structure") and not data.get("new_structure", "").strip() and not self.errors:
            self.add_error("structure", _("Choose a structure, or write the name of a new one."))
        given = [bool(data.get(name)) for name in ("day", "begins", "ends")]
        if any(given) and not all(given):
            self.add_error("day", _("Give the day and both hours, or none of them yet."))
        return data

    def the_structure(self):
        """The structure chosen, or a new one saved under the name typed; a known name is not made twice."""
        if self.cleaned_data["structure"]:
            return self.cleaned_data["structure"]
        name = self.cleaned_data["new_structure"].strip()
        known = Structure.objects.filter(territory=self.request.territory, name__iexact=name).first()
        return known or Structure.objects.create(
            territory=self.request.territory, name=name, kind=Structure.Kind.AUTHORITY
        )

    def edition(self):
        """The edition to copy, or None for one of the ready-made patterns."""
        kind, _dash, number = self.cleaned_data["source"].partition("-")
        return Event.objects.get(pk=number) if kind == "edition" else None


class TerritoryChoiceForm(forms.Form):
    """Which territory a visitor comes from, in the address."""

    territoire = forms.ModelChoiceField(Territory.objects.all(), to_field_name="slug", required=False)
