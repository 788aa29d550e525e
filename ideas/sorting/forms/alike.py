"""Where to look for ideas that look alike, and what the team says of a group."""

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models import Event
from foundation.typography import long_date
from ideas.models import Idea
from ideas.sorting.models import AlikeRun
from members.models import Territory

MOST_EVENINGS = 30


class SearchForm(forms.Form):
    """Over a whole territory, or over one of its evenings, of those that `person` organises."""

    scope = forms.ChoiceField(label=_("Among which ideas?"), widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        territories = list(Territory.objects.managed_by(person).values_list("pk", "name"))
        written = Exists(Idea.objects.standing().filter(event=OuterRef("pk")))
        events = Event.objects.managed_by(person).filter(written).order_by("-pk")[:MOST_EVENINGS]
        whole = [(f"t{pk}", _("All the ideas of %(name)s") % {"name": name}) for pk, name in territories]
        evenings = [(f"e{event.pk}", _named(event)) for event in events]
        self.fields["scope"].choices = [*whole, *([(_("One evening"), evenings)] if evenings else [])]

    def begin(self):
        """Start the search that was chosen and return its `AlikeRun`."""
        kind, key = self.cleaned_data["scope"][0], int(self.cleaned_data["scope"][1:])
        if kind == "t":
            return AlikeRun.begin(Territory.objects.managed_by(self.person).get(pk=key), by=self.person)
        event = Event.objects.managed_by(self.person).select_related("territory").get(pk=key)
        return AlikeRun.begin(event.territory, event=event, by=self.person)


def _named(event):
    """Evenings of one name are told apart by their day."""
    if not event.starts_at:
        return str(event)
    return f"{event} · {long_date(timezone.localdate(event.starts_at), language=get_language())}"
