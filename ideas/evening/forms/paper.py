"""What is typed about paper sheets: the sheet itself, its photos, who helps."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Table
from foundation.several_pictures import SeveralPicturesField, SeveralPicturesForm
from ideas.evening.models import PaperSheet
from ideas.evening.paper import find_sheet
from ideas.forms import WholeForm, Words
from ideas.submitting import Draft

LONGEST_DRAFT = 1500  # characters of one field, as the longest text of an idea


class SheetForm(WholeForm):
    """A paper sheet, typed: all that it may hold, with the address to follow the idea."""

    author_email = forms.EmailField(
        max_length=254,
        required=False,
        label=gettext_lazy("Their e-mail, if it is written"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        help_text=gettext_lazy("The receipt leaves for it at once: copy it with care."),
        error_messages={
            "invalid": gettext_lazy("This address is not complete: look at the sheet again, or leave it out.")
        },
    )

    def __init__(self, data=None, *, draft=None):
        super().__init__(data, initial=draft or {})
        self.fields["title"].widget.attrs["autofocus"] = True
        self.fields["title"].label = _("Its name")
        self.fields["author_name"].label = _("Given name of who wrote it")
        self.fields["author_name"].widget.attrs["autocomplete"] = "off"
        self.fields["show_name"].label = _("The box “show my given name” is ticked on the sheet")
        for name in ("postal_code", "commune_text"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def draft(self):
        data = self.cleaned_data
        shown = data["show_name"] and bool(data["author_name"])
        return Draft(data["title"], data["need"], data["solution"], data["author_name"], shown)

    def completed(self):
        """What goes beyond the three lines, as `Idea.complete` takes it."""
        first = ("title", "need", "solution", "author_name")
        return {name: value for name, value in self.values().items() if name not in first}

    def words(self):
        """Return {field: text} of what was typed, complete or not, to be kept as a draft."""
        typed = {name: str(self.data.get(name, "")).replace("\x00", "")[:LONGEST_DRAFT] for name in self.fields}
        return {name: text for name, text in typed.items() if text}


class StackForm(SeveralPicturesForm):
    most = 20  # the script of the page sends a larger stack in parts
    beyond = gettext_lazy("Twenty at once: send it again.")

    photos = SeveralPicturesField(
        label=gettext_lazy("Photos of the sheets"),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, twenty at once. One sheet per photo, or two sheets side by side; the code must be seen."
        ),
    )


class FindSheetForm(forms.Form):
    """A sheet by what is printed on it: its code, or its number at this evening."""

    reference = Words(
        max_length=40,
        label=gettext_lazy("Number or code of the sheet"),
        error_messages={"required": gettext_lazy("Type what is printed on the sheet, as 12-3, or its eight signs.")},
    )
    reference.widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "placeholder": "12-3"}

    def __init__(self, data=None, *, event):
        super().__init__(data)
        self.event = event

    def clean_reference(self):
        """Return the sheet of this evening."""
        found = find_sheet(self.cleaned_data["reference"], event=self.event)
        if found is None:
            raise ValidationError(_("No sheet has this number or code: look at the paper again."))
        if found.destination.pk != self.event.pk:
            raise ValidationError(_("This sheet belongs to another evening: it is typed with its own."))
        return found


class UnknownSheetForm(forms.Form):
    """A sheet that we did not print: where it was written, if anybody knows."""

    table = forms.ModelChoiceField(
        Table.objects.none(), label=gettext_lazy("Table"), required=False, empty_label=gettext_lazy("I do not know")
    )

    def __init__(self, data=None, *, event):
        super().__init__(data)
        self.fields["table"].queryset = event.tables.select_related("workshop")
        self.fields["table"].label_from_instance = lambda table: f"{table.number} · {table.workshop}"


class TroubleForm(forms.Form):
    trouble = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=[("", gettext_lazy("Choose")), *PaperSheet.Trouble.choices],
        error_messages={"required": gettext_lazy("Choose what is wrong with the sheet: what you typed is kept.")},
    )


class TranscriberForm(forms.Form):
    name = Words(
        max_length=80,
        label=gettext_lazy("Given name of who will type"),
        error_messages={"required": gettext_lazy("Write a given name: the link is closed by it.")},
    )
    name.widget.attrs["autocomplete"] = "off"
