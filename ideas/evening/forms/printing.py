"""What one may choose before printing signs and idea sheets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.organising.printing import PrintForm, table_choices
from ideas.models import Gathering

MOST_PLACES = 100  # gatherings offered in one list


class SignForm(PrintForm):
    TENT, FLAT = "chevalet", "a5"

    format = forms.ChoiceField(
        label=_("Format"),
        initial=TENT,
        choices=[(TENT, _("A4 folded in two, read from both sides")), (FLAT, _("A5, for a stand"))],
    )
    table = forms.ChoiceField(label=_("Table"))

    def prepare(self):
        self.fields["table"].choices = table_choices(self.event)


class SheetForm(PrintForm):
    """Which sheets: a place, and the numbers they bear there."""

    TABLES, EVENING = "tables", "soiree"

    lieu = forms.ChoiceField(label=_("For"), initial=TABLES)
    combien = forms.IntegerField(label=_("Sheets per table"), min_value=1, max_value=60, initial=6)
    de = forms.IntegerField(label=_("From number"), min_value=1, max_value=900, initial=1)

    def prepare(self):
        tables = [(f"t{number}", _("table %(number)s") % {"number": number}) for number, _label in self._numbers()]
        gatherings = Gathering.objects.filter(event=self.event).order_by("-pk")[:MOST_PLACES]
        self.fields["lieu"].choices = [
            (self.TABLES, _("every table")),
            (self.EVENING, _("the evening, without a table: the spare pile")),
            *tables,
            *((f"g{gathering.pk}", str(gathering)) for gathering in gatherings),
        ]

    def _numbers(self):
        return table_choices(self.event)[1:]
