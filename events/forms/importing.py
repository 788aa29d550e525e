from django import forms
from django.utils.translation import gettext_lazy as _

from events.importing import sources
from events.models import ImportRow
from foundation.importing.forms import ColumnsForm
from foundation.several import SeveralRowsField


class RegistrationColumnsForm(ColumnsForm):
    tellable = sources.TELLABLE
    wanted = ((sources.NAMED_BY, _("Say which column holds the name: without it, nobody can be registered.")),)

    def asks_about(self, name, seen):
        return bool(name) and sources.key(name) not in sources.NEVER_KEPT


class ReviewForm(forms.Form):
    """Which doubtful lines, among those shown, are to be imported, and whether tickets leave by mail."""

    shown = SeveralRowsField(ImportRow.objects.none(), required=False)
    chosen = SeveralRowsField(ImportRow.objects.none(), required=False)
    tell = forms.BooleanField(required=False)

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("shown", "chosen"):
            self.fields[name].queryset = batch.rows.doubtful()

    def save_choices(self, batch):
        batch.choose(
            [row.pk for row in self.cleaned_data["shown"]],
            [row.pk for row in self.cleaned_data["chosen"]],
        )


class LinesForm(forms.Form):
    """The lines to look at: one outcome, and words to search."""

    lines = forms.ChoiceField(choices=ImportRow.Outcome.choices, required=False)
    q = forms.CharField(required=False, max_length=80, label=_("Search a name, an address"))

    def __init__(self, data, *, default):
        super().__init__(data)
        self.is_valid()
        self.outcome = self.cleaned_data.get("lines") or default

    def filter(self, rows):
        return rows.of_outcome(self.outcome).matching(self.cleaned_data.get("q", ""))
