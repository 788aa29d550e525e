"""The table that the team gives by hand (D3)."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Table


class ReseatForm(forms.Form):
    """A table by its number: the menu shows those with room, one that filled up is refused by the verb."""

    table = forms.TypedChoiceField(label=_("Table"), coerce=int)
    together = forms.BooleanField(label=_("Those who come together too"), required=False)

    def __init__(self, *args, registration, party, tables, **kwargs):
        """`party` are all who come together, `tables` those with room for `registration`, with their workshops."""
        super().__init__(*args, **kwargs)
        self.event, self.registration, self.party = registration.event, registration, party
        wished = {wish.workshop_id: wish.rank for wish in registration.wishes.all()}
        tables = [table for table in tables if table.pk != registration.table_id]
        tables.sort(key=lambda table: (wished.get(table.workshop_id, 9), table.workshop.number, table.number))
        self.fields["table"].choices = [
            ("", _("Choose a table")),
            *(
                (_group(workshop, wished), [(table.number, _label(table)) for table in its_tables])
                for workshop, its_tables in groupby(tables, key=lambda table: table.workshop)
            ),
        ]
        self.fields["table"].valid_value = lambda value: True  # `clean_table` says what is wrong
        if len(party) < 2:
            del self.fields["together"]
        else:
            others = ", ".join(one.given_name for one in party if one.pk != registration.pk)
            self.fields["together"].label = _("With those who come together: %(names)s") % {"names": others}
            self.initial.setdefault("together", True)

    def clean_table(self):
        tables = Table.objects.filter(event=self.event, workshop__in=self.event.workshops.published()).open()
        found = tables.filter(number=min(self.cleaned_data["table"], 32767)).select_related("workshop", "event").first()
        if found is None:
            raise forms.ValidationError(_("This table is not there any more: choose another one of the list."))
        return found

    def people(self):
        return self.party if self.cleaned_data.get("together") else [self.registration]


def _group(workshop, wished):
    rank = wished.get(workshop.pk)
    if rank is None:
        return f"{workshop.number}. {workshop}"
    return _("%(number)s. %(workshop)s (wish %(rank)s)") % {
        "number": workshop.number, "workshop": workshop, "rank": rank,
    }  # fmt: skip


def _label(table):
    left = ngettext("%(left)s seat left", "%(left)s seats left", table.seats_left) % {"left": table.seats_left}
    return _("Table %(number)s: %(left)s") % {"number": table.number, "left": left}
