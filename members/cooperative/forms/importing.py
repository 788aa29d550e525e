"""A register brought as a file: the file, what its columns are, what its words mean."""

from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation import uploads
from members.cooperative.importing import columns as recognising
from members.cooperative.importing import planning

EXTENSIONS = ("csv", "xlsx")
SEEN = 3  # cells shown beside a column


class RegisterFileForm(forms.Form):
    """An existing register; a file refused while it arrived (`refused`) says so instead of « compulsory »."""

    file = forms.FileField(
        label=_("File of the register"),
        widget=forms.FileInput(
            attrs={"accept": ".csv,.xlsx", "class": "form-control", "aria-describedby": "file_help"}
        ),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty: nothing was read. Export the list once more from its source."),
        },
    )

    def __init__(self, *args, refused=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.refused = refused

    def clean_file(self):
        upload = self.cleaned_data["file"]
        uploads.check(upload, extensions=EXTENSIONS)
        return upload

    def _clean_fields(self):
        super()._clean_fields()
        if self.refused:
            self._errors.clear()
            self.add_error("file", self.refused)

    def receive(self, cooperative, *, by):
        """Return the `RegisterImport` of the file; None, with the reason on the field, when it is no table."""
        upload = self.cleaned_data["file"]
        try:
            return planning.receive(cooperative, name=upload.name, content=upload.read(), by=by)
        except ValidationError as refusal:
            self.add_error("file", refusal)
            return None


class RegisterColumnsForm(forms.Form):
    """What each column of a register is; `sheet` gives their names and what stands in them."""

    def __init__(self, *args, sheet, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        guessed = {index: field for field, index in columns.items()}
        rows = [row for row in sheet.rows if sum(map(bool, row.cells)) > 1 and row.cells != sheet.header]  # no titles
        for index, name in enumerate(sheet.header):
            filled = (row.cells[index] for row in rows if row.cells[index])
            seen = [text if len(text) <= 40 else f"{text[:39]}…" for text in islice(filled, SEEN)]
            if name or seen:
                self.fields[f"column_{index}"] = forms.ChoiceField(
                    label=name or _("(no name)"),
                    choices=[("", _("not kept")), *recognising.TELLABLE.items()],
                    required=False,
                    initial=guessed.get(index, ""),
                    help_text=" · ".join(seen),
                )

    def clean(self):
        told = {}
        for name, field in [*self.cleaned_data.items()]:
            if not field:
                continue
            index = int(name.removeprefix("column_"))
            if field in told:
                twice = {"what": recognising.TELLABLE[field], "other": self.sheet.header[told[field]]}
                self.add_error(name, ValidationError(_("“%(other)s” is “%(what)s” already: keep one."), params=twice))
            told[field] = index
        for wanted, missing in (
            (recognising.NAMED_BY, _("Say which column holds the names.")),
            (recognising.HELD_BY, _("Say which column holds the number of shares, or their amount.")),
            (({"joined_on"},), _("Say which column holds the day of entry.")),
        ):
            if not any(fields <= told.keys() for fields in wanted):
                self.add_error(None, missing)
        self.columns = told
        return self.cleaned_data


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
