"""A meeting of members: what for, when, where."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.forms import CommuneForm

MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
AHEAD = timedelta(days=730)
SHORTEST, LONGEST = 15, 720  # minutes


class GatheringForm(CommuneForm):
    title = forms.CharField(
        label=_("What is the meeting for?"),
        max_length=120,
        error_messages={"required": _("Say in a few words what the meeting is for.")},
    )
    starts_at = forms.DateTimeField(
        label=_("Day and hour"), widget=MOMENT, error_messages={"required": _("Give the day and the hour.")}
    )
    minutes = forms.IntegerField(
        label=_("How long, in minutes"),
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=90,
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
    )
    place = forms.CharField(
        label=pgettext_lazy("meeting", "Place"),
        max_length=200,
        error_messages={"required": _("Say where: an address, a café, at someone’s.")},
    )
    details = forms.CharField(
        label=_("A few words for those who would come"),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["title", "starts_at", "minutes", "place", "postal_code", "commune_text", "details"]

    def __init__(self, data=None, *, gathering=None):
        initial = {}
        if gathering:
            town = gathering.commune
            initial = {name: getattr(gathering, name) for name in ("title", "starts_at", "place", "details")} | {
                "minutes": int((gathering.ends_at - gathering.starts_at).total_seconds() // 60),
                "postal_code": town.postal_codes.split()[0] if town else "",
                "commune": gathering.commune_id or "",
                "commune_text": town.name if town else "",
            }
        super().__init__(data, initial=initial)

    def clean(self):
        cleaned = super().clean()
        starts_at = cleaned.get("starts_at")
        if starts_at and starts_at > timezone.now() + AHEAD:
            self.add_error("starts_at", _("This date is past, or more than two years away."))
        if cleaned.get("commune_text"):  # not recognised: kept with the place rather than lost
            parts = [cleaned.get("place", ""), cleaned["commune_text"]]
            cleaned["place"] = ", ".join(filter(None, parts))[:200]
        return cleaned

    def values(self):
        """Return what `Gathering.plan` and `change` take."""
        typed = self.cleaned_data
        ends_at = typed["starts_at"] + timedelta(minutes=typed["minutes"])
        return {name: typed[name] for name in ("title", "starts_at", "place", "commune", "details")} | {
            "ends_at": ends_at
        }
