"""How the seats of an evening are given, and how long a freed one is kept (D3, D4)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event, SeatingPlan

MOST_OFFER_HOURS = 240  # ten days: a list that does not move serves nobody


class SeatsForm(forms.ModelForm):
    """`seen` tells two people who write at once."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    most_wheelchairs = forms.IntegerField(
        label=_("Wheelchairs at most per table"), min_value=1, max_value=14, required=False,
        help_text=_("For wishes. Tables that a wheelchair does not reach are said on the page of their workshop."),
    )  # fmt: skip

    class Meta:
        model = Event
        fields = ["seating", "room_capacity", "offer_hours", "late_offer_hours"]
        widgets = {"seating": forms.RadioSelect}
        help_texts = {
            "seating": _(
                "You can change this while people register. Seats already given stay given, whoever has one keeps it "
                "and sees it; those who register afterwards do it the new way."
            ),
            "room_capacity": _("For wishes. Leave empty to count the seats of the published workshops."),
            "offer_hours": _("When a seat comes free, it is kept that long for the first person of the waiting list."),
            "late_offer_hours": _("The hours between 21:00 and 8:00 do not count."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.last_step()
        self.initial["most_wheelchairs"] = SeatingPlan.of(self.instance).most_wheelchairs
        self.took_wishes = self.instance.takes_wishes

    def clean(self):
        """Wishes that were said are answered before another way of giving seats begins (D3)."""
        data = super().clean()
        unanswered = self.took_wishes and self.instance.registrations.live().with_wishes().exists()
        if data.get("seating") == Event.Seating.FIRST_COME and unanswered:
            self.add_error(
                "seating", _("People said their wishes: give the seats and tell everyone first, then change this.")
            )
        for name in ("offer_hours", "late_offer_hours"):
            if name in data and not 1 <= (data[name] or 0) <= MOST_OFFER_HOURS:
                self.add_error(name, _("Between 1 and %(most)s hours.") % {"most": MOST_OFFER_HOURS})
        return data

    def clean_most_wheelchairs(self):
        return self.cleaned_data["most_wheelchairs"] or self.initial["most_wheelchairs"]

    def changed_fields(self):
        return [name for name in self.changed_data if name in self._meta.fields]
