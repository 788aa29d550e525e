"""The form of a workshop with its tables."""

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from events.models import Table, Workshop

USUAL_SEATS = 12  # D5: 8 to 12


class WorkshopForm(forms.ModelForm):
    """`seen` tells two people who write at once."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    class Meta:
        model = Workshop
        fields = ["number", "title", "question", "challenge", "theme", "bearer_name", "bearer_agreed"]
        help_texts = {
            "question": _("A question that anyone can answer, as “How could we …?”"),
            "bearer_name": _("For a project to boost only: who bears it, and agreed to be named."),
        }

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.event = event
        self.fields["theme"].empty_label = "—"
        if not self.instance.pk:
            last = event.workshops.aggregate(last=Max("number"))["last"] or 0
            self.initial["number"] = last + 1
        else:
            self.initial["seen"] = self.instance.edition()

    def clean_number(self):
        number = self.cleaned_data["number"]
        if self.instance.event.workshops.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another workshop of this evening has this number."))
        return number

    def clean(self):
        data = super().clean()
        boosts = data.get("challenge") == Workshop.Challenge.BOOST
        if boosts and self.instance.is_published and not (data.get("bearer_name") and data.get("bearer_agreed")):
            self.add_error("bearer_name", _("A project to boost needs its bearer's name and agreement."))
        return data


class TableForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(label=_("Table number"), min_value=1, max_value=999)
    room = forms.CharField(label=_("Room"), max_length=60, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, initial=USUAL_SEATS)
    barred = forms.BooleanField(label=_("A wheelchair does not come to it"), required=False)
    remove = forms.BooleanField(label=_("Take this table away"), required=False)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_seats(self):
        seats = self.cleaned_data["seats"]
        if seats > self.event.most_seats:
            raise forms.ValidationError(
                _("A table has at most %(most)s seats. Make two tables of it.") % {"most": self.event.most_seats}
            )
        return seats


class BaseTables(forms.BaseFormSet):
    def clean(self):
        numbers = [form.cleaned_data["number"] for form in self.forms if form.cleaned_data.get("number")]
        if len(numbers) != len(set(numbers)):
            raise forms.ValidationError(_("Two tables have the same number: give each its own."))

    def tables(self, workshop):
        """Return (tables to save, pks to remove); a table that was removed meanwhile is refused by its verb."""
        known = {table.pk: table for table in workshop.tables.all()} if workshop.pk else {}
        kept, removed = [], []
        for form in self.forms:
            data = form.cleaned_data
            if not data or (data["remove"] and not data["pk"]):
                continue
            if data["remove"]:
                removed.append(data["pk"])
                continue
            table = Table() if data["pk"] is None else known.get(data["pk"]) or Table(pk=data["pk"])
            table.number, table.room, table.seats = data["number"], data["room"], data["seats"]
            table.accessible = not data["barred"]
            kept.append(table)
        return kept, removed


TableSet = forms.formset_factory(TableForm, formset=BaseTables, extra=1, max_num=40, absolute_max=60)


def table_set(event, workshop, data=None):
    """The tables of `workshop`, or for a new one a first table with the next free number, and one blank line."""
    initial = [
        {
            "pk": table.pk,
            "number": table.number,
            "room": table.room,
            "seats": table.seats,
            "barred": not table.accessible,
        }
        for table in (workshop.tables.all() if workshop.pk else ())
    ]
    if not workshop.pk:
        last = event.tables.aggregate(last=Max("number"))["last"] or 0
        initial = [{"number": last + 1, "seats": USUAL_SEATS}]
    return TableSet(data, initial=initial, prefix="tables", form_kwargs={"event": event})
