"""A list brought as a file: the file itself, then what its columns are."""

from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation import uploads

EXTENSIONS = ("csv", "xlsx")
SEEN = 3  # cells shown beside a column


class FileForm(forms.Form):
    """A list; a file refused while it arrived (`refused`) says so instead of « compulsory »."""

    file = forms.FileField(
        widget=forms.FileInput(
            attrs={"accept": ".csv,.xlsx", "class": "form-control", "aria-describedby": "file_help"}
        ),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty: nothing was read. Export the list once more from its source."),
        },
    )

    def __init__(self, *args, label, refused=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.refused = refused
        self.fields["file"].label = label
        if self.is_bound and self.errors:
            self._say_where_the_error_is()

    def clean_file(self):
        upload = self.cleaned_data["file"]
        uploads.check(upload, extensions=EXTENSIONS)
        return upload

    def _clean_fields(self):
        super()._clean_fields()
        if self.refused:
            self._errors.clear()
            self.add_error("file", self.refused)

    @property
    def limit_in_mb(self):
        return uploads.limit_in_mb()

    def receive(self, keep):
        """Return what `keep(name=…, content=…)` makes of the file; None, with the reason on the field, when refused."""
        upload = self.cleaned_data["file"]
        try:
            return keep(name=upload.name, content=upload.read())
        except ValidationError as refusal:
            self.add_error("file", refusal)
            self._say_where_the_error_is()
            return None

    def _say_where_the_error_is(self):
        self.fields["file"].widget.attrs |= {"aria-invalid": "true", "aria-describedby": "file_error file_help"}


class ColumnsForm(forms.Form):
    """What each column of a list is; `sheet` gives their names and what stands in them.

    Each room says what can be told (`tellable`, {field: words}) and what is needed: for each of `wanted`, one of its
    sets of fields, else its sentence. Once valid, `columns` maps a field to the index of its column.
    """

    tellable = {}
    wanted = ()

    def __init__(self, *args, sheet, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.known = {field: index for field, index in columns.items() if field not in self.tellable}
        guessed = {index: field for field, index in columns.items()}
        rows = self.telling_rows()
        for index, name in enumerate(sheet.header):
            filled = (row.cells[index] for row in rows if row.cells[index])
            seen = [text if len(text) <= 40 else f"{text[:39]}…" for text in islice(filled, SEEN)]
            if index not in self.known.values() and self.asks_about(name, seen):
                self.fields[f"column_{index}"] = forms.ChoiceField(
                    label=name or _("(no name)"),
                    choices=[("", _("not kept")), *self.tellable.items()],
                    required=False,
                    initial=guessed.get(index, ""),
                    help_text=" · ".join(seen),
                )

    def telling_rows(self):
        """The lines whose cells are shown, so that one recognises a column."""
        return self.sheet.rows

    def asks_about(self, name, seen):
        """Whether to ask what the column called `name` is, whose first cells are `seen`."""
        raise NotImplementedError

    def clean(self):
        told = {}
        for name, field in [*self.cleaned_data.items()]:
            if not field:
                continue
            index = int(name.removeprefix("column_"))
            if field in told:
                twice = {"what": self.tellable[field], "other": self.sheet.header[told[field]]}
                self.add_error(name, ValidationError(_("“%(other)s” is “%(what)s” already: keep one."), params=twice))
            told[field] = index
        for sets, missing in self.wanted:
            if not any(fields <= told.keys() for fields in sets):
                self.add_error(None, missing)
        self.columns = {**self.known, **told}
        return self.cleaned_data
