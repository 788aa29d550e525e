"""What one may choose before printing: each choice is in the address, and an unknown one is the usual one."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

OLDEST = 1970  # a year of three digits is a slip, and databases refuse it


class PrintForm(forms.Form):
    """No choice; `options` is a dict of the fields' names, `query` what differs from the usual choices."""

    def __init__(self, query=None, *, event):
        self.event = event
        super().__init__(auto_id=f"{type(self).__name__.lower()}_%s")  # several of them stand on one page
        self.prepare()
        asked = {name: (query or {}).get(name, "").strip() for name in self.fields}
        for field in self.fields.values():
            field.required = False  # what is left empty is the usual choice
        self.is_bound, self.data = True, {name: text or self._usual(name) for name, text in asked.items()}
        self.data |= {name: self._usual(name) for name in self.errors}
        self.full_clean()

    def _usual(self, name):
        initial = self.fields[name].initial
        return "" if initial is None else initial

    def prepare(self):
        """Fill the choices that depend on the evening."""

    @property
    def options(self):
        return self.cleaned_data

    @property
    def relevant(self):
        """The fields that the other choices leave a meaning to."""
        return list(self.fields)

    @property
    def query(self):
        chosen = {name: str(self.data[name]) for name in self.relevant}
        return urlencode({name: text for name, text in chosen.items() if text != str(self._usual(name))}, safe=":")


def table_choices(event):
    """Every table, then each by its number."""
    numbers = event.tables.open().order_by("number").values_list("number", flat=True)
    return [("", _("All tables")), *((str(number), str(number)) for number in numbers)]


class PosterForm(PrintForm):
    format = forms.ChoiceField(label=_("Size"), choices=[("a4", "A4"), ("a3", "A3")], initial="a4")


class BadgeForm(PrintForm):
    ALL, TABLES, SINCE, TEAM, BLANK = "tous", "tables", "depuis", "equipe", "vierges"

    qui = forms.ChoiceField(
        label=_("For whom"),
        initial=ALL,
        choices=[
            (ALL, _("everyone registered, from A to Z")),
            (TABLES, _("everyone registered, table by table")),
            (SINCE, _("those registered since a moment")),
            (TEAM, _("facilitators and team")),
            (BLANK, _("blank ones, for the door")),
        ],
    )
    table = forms.ChoiceField(label=_("Table"))
    depuis = forms.DateTimeField(
        label=_("Since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    combien = forms.IntegerField(label=_("Blank pages"), min_value=1, max_value=40, initial=2)

    def prepare(self):
        self.fields["table"].choices = table_choices(self.event)

    @property
    def relevant(self):
        more = {self.TABLES: ["table"], self.SINCE: ["depuis"], self.BLANK: ["combien"]}
        return ["qui", *more.get(self.options["qui"], [])]

    def clean_depuis(self):
        moment = self.cleaned_data["depuis"]
        return moment if moment and moment.year > OLDEST else None


class AttendanceForm(PrintForm):
    DOOR, TABLES = "porte", "tables"

    par = forms.ChoiceField(
        label=_("Order"),
        initial=DOOR,
        choices=[(DOOR, _("at the door, from A to Z")), (TABLES, _("one list per table"))],
    )
    table = forms.ChoiceField(label=_("Table"))
    vierges = forms.IntegerField(label=_("Blank pages"), min_value=0, max_value=40, initial=1)

    def prepare(self):
        self.fields["table"].choices = table_choices(self.event)

    @property
    def relevant(self):
        return ["par", "table", "vierges"] if self.options["par"] == self.TABLES else ["par", "vierges"]


class CatererForm(PrintForm):
    tables = forms.BooleanField(label=_("Counts per table too"))
