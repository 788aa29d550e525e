from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.importing import planning
from events.models import ImportRow
from foundation import uploads

EXTENSIONS = ("csv", "xlsx")


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


class ReviewForm(forms.Form):
    """Which doubtful lines, among those shown, are to be imported, and whether tickets leave by mail."""

    shown = forms.ModelMultipleChoiceField(ImportRow.objects.none(), required=False)
    chosen = forms.ModelMultipleChoiceField(ImportRow.objects.none(), required=False)
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
