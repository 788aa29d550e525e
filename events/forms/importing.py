from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.importing import planning, sources
from events.models import ImportRow
from foundation import uploads
from foundation.several import SeveralRowsField

EXTENSIONS = ("csv", "xlsx")
SEEN = 3  # answers shown beside a column


class UploadForm(forms.Form):
    """A list of tickets; a file refused while it arrived (`refused`) says so instead of « compulsory »."""

    file = forms.FileField(
        label=_("File of the registrations"),
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
        if self.is_bound and self.errors:
            attrs = {"aria-invalid": "true", "aria-describedby": "file_error file_help"}
            self.fields["file"].widget.attrs.update(attrs)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        uploads.check(upload, extensions=EXTENSIONS)
        return upload

    def _clean_fields(self):
        super()._clean_fields()
        if self.refused:
            self._errors.clear()
            self.add_error("file", self.refused)

    def receive(self, event, *, by):
        """Return the `ImportBatch` of the file; None, with the reason on the field, when it is no list that we know."""
        upload = self.cleaned_data["file"]
        try:
            return planning.receive(event, name=upload.name, content=upload.read(), by=by)
        except ValidationError as refusal:
            self.add_error("file", refusal)
            return None


class ColumnsForm(forms.Form):
    """What each column of a list is; `sheet` gives their names and what stands in them."""

    def __init__(self, *args, sheet, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.known = {field: index for field, index in columns.items() if field not in sources.TELLABLE}
        guessed = {index: field for field, index in columns.items()}
        choices = [("", _("not kept")), *sources.TELLABLE.items()]
        for index, name in enumerate(sheet.header):
            if name and index not in self.known.values() and sources.key(name) not in sources.NEVER_KEPT:
                self.fields[f"column_{index}"] = forms.ChoiceField(
                    label=name,
                    choices=choices,
                    required=False,
                    initial=guessed.get(index, ""),
                    help_text=self._seen(index),
                )

    def _seen(self, index):
        """What stands first in a column, so that one recognises it."""
        filled = (row.cells[index] for row in self.sheet.rows if row.cells[index])
        return " · ".join(text if len(text) <= 40 else f"{text[:39]}…" for text in islice(filled, SEEN))

    def clean(self):
        columns = {}
        for name, field in [*self.cleaned_data.items()]:
            if not field:
                continue
            index = int(name.removeprefix("column_"))
            if field in columns:
                twice = {"what": sources.TELLABLE[field], "other": self.sheet.header[columns[field]]}
                self.add_error(name, ValidationError(_("“%(other)s” is “%(what)s” already: keep one."), params=twice))
            columns[field] = index
        if not any(wanted <= set(columns) for wanted in sources.NAMED_BY):
            raise ValidationError(_("Say which column holds the name: without it, nobody can be registered."))
        self.columns = {**self.known, **columns}
        return self.cleaned_data


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
