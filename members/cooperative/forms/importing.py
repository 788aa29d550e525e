"""A register brought as a file: what its columns are, what its words mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.importing.forms import ColumnsForm
from members.cooperative.importing import columns


class RegisterColumnsForm(ColumnsForm):
    tellable = columns.TELLABLE
    wanted = (
        (columns.NAMED_BY, _("Say which column holds the names.")),
        (columns.HELD_BY, _("Say which column holds the number of shares, or their amount.")),
        (({"joined_on"},), _("Say which column holds the day of entry.")),
    )

    def telling_rows(self):
        """Titles and headers said again tell nothing of a column."""
        return [row for row in self.sheet.rows if sum(map(bool, row.cells)) > 1 and row.cells != self.sheet.header]

    def asks_about(self, name, seen):
        return bool(name or seen)


class MeaningsForm(forms.Form):
    """Which college or category the words of a file mean; `unknown` are those of a `Plan`."""

    def __init__(self, *args, cooperative, unknown, **kwargs):
        super().__init__(*args, **kwargs)
        ours = {"college": cooperative.colleges.all(), "category": cooperative.categories.all()}
        self.keys = {}
        for place, one in enumerate(unknown):
            self.keys[f"word_{place}"] = one.key
            self.fields[f"word_{place}"] = forms.ModelChoiceField(
                queryset=ours[one.kind], required=False, empty_label=_("to be told"), label=one.word
            )
            self.fields[f"word_{place}"].unknown = one

    def meanings(self):
        """Return {"college:word": pk} of what was told."""
        return {key: self.cleaned_data[name].pk for name, key in self.keys.items() if self.cleaned_data[name]}
