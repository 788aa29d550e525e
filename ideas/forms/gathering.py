"""Opens a gathering of ideas in under a minute: what, where, when."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event, Theme
from ideas.models import Gathering
from members.forms import CommuneForm

MOST_EVENINGS = 40
LONG_AGO = timedelta(days=400)  # an evening over a year ago gathers nothing more


class GatheringForm(CommuneForm):
    """`event` is the evening that the ideas are for; drafts without a date are among them."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Gathering.Kind, initial=Gathering.Kind.STALL)
    name = forms.CharField(
        label=_("Name of the gathering"),
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": _("Thursday market, October"), "autocomplete": "off"}),
        error_messages={"required": _("Give it a name: it is written on the sign.")},
    )
    event = forms.ModelChoiceField(
        Event.objects.none(),
        label=_("For which evening?"),
        empty_label=None,
        help_text=_("The ideas are read with those of this evening. It may still be a draft without a date."),
    )
    place = forms.CharField(
        label=_("Where is it?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Under the arcades"), "autocomplete": "off"}),
    )
    starts_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=timezone.localdate
    )
    ends_on = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Left empty: until you close it, all year if need be."),
    )
    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Theme"), required=False, empty_label=_("All themes"))

    OWN = ("kind", "name", "event", "place", "starts_on", "ends_on", "theme", "commune")

    field_order = ["kind", "name", "event", "place", "postal_code", "commune_text", "starts_on", "ends_on", "theme"]

    def __init__(self, data=None, *, gathering, person):
        town = gathering.commune
        initial = {name: getattr(gathering, name) for name in ("kind", "name", "place", "starts_on", "ends_on")}
        initial = {name: value for name, value in initial.items() if value}
        initial |= {
            "event": gathering.event_id,
            "theme": gathering.theme_id,
            "postal_code": town.postal_codes.split()[0] if town else "",
            "commune": gathering.commune_id or "",
            "commune_text": town.name if town else "",
        }
        super().__init__(data, initial=initial)
        self.gathering = gathering
        choice = self.fields["event"]
        choice.queryset = evenings_of(person, kept=gathering.event_id)
        choice.label_from_instance = _label
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        if cleaned.get("commune_text"):  # not recognised: kept with the place rather than lost
            parts = [cleaned.get("place", ""), cleaned["commune_text"]]
            cleaned["place"] = ", ".join(part for part in parts if part)[:120]
        return cleaned

    def settled(self):
        """Return the gathering with what was typed, not saved yet."""
        for name in self.OWN:
            setattr(self.gathering, name, self.cleaned_data[name])
        return self.gathering


def evenings_of(person, *, kept=None):
    """Evenings that ideas may still be gathered for: those to come first, and the one chosen before."""
    since = timezone.now() - LONG_AGO
    useful = Event.objects.managed_by(person).living() | Event.objects.managed_by(person).drafts()
    useful = useful.filter(Q(starts_at=None) | Q(starts_at__gte=since))
    found = Event.objects.filter(Q(pk__in=useful.values("pk")) | Q(pk=kept)).select_related("territory")
    return found.order_by("-starts_at", "-pk")


def _label(event):
    when = timezone.localtime(event.starts_at).strftime("%Y") if event.starts_at else _("date to come")
    return f"{event.brand} · {event.territory} · {when}"
