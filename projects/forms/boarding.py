"""Filters of the team's board, all in the address."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Event, Theme
from foundation.typography import long_date
from members.models import Territory

MOST_EVENINGS = 60


class BoardForm(forms.Form):
    territoire = forms.ModelChoiceField(
        Territory.objects.none(), to_field_name="slug", required=False, label=_("Territory"), empty_label=_("All")
    )
    soiree = forms.ModelChoiceField(
        Event.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Evening"),
        empty_label=pgettext_lazy("evening", "All"),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), to_field_name="slug", required=False, label=_("Theme"), empty_label=_("All")
    )

    def __init__(self, data, *, person):
        super().__init__(data)
        self.fields["territoire"].queryset = Territory.objects.managed_by(person)
        evenings = Event.objects.managed_by(person)
        self.fields["soiree"].queryset = evenings
        recent = evenings.order_by("-starts_at", "-pk")[:MOST_EVENINGS]
        self.fields["soiree"].choices = [
            ("", pgettext_lazy("evening", "All")),
            *((event.slug, _named(event)) for event in recent),
        ]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def wanted(self):
        """Return {"territory", "event", "theme"}; a value that does not exist narrows nothing."""
        self.is_valid()
        names = {"territory": "territoire", "event": "soiree", "theme": "theme"}
        return {name: self.cleaned_data.get(key) for name, key in names.items()}

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())


def _named(event):
    """Evenings of one name are told apart by their day."""
    if not event.starts_at:
        return str(event)
    return f"{event} · {long_date(timezone.localdate(event.starts_at), language=get_language())}"
