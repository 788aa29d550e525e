"""Forms of ideas: they turn what was typed into values, and keep it whatever is refused."""

import uuid

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models import Event, Table, Theme
from foundation.codes import clean_code
from ideas import guarding
from ideas.models import Idea
from ideas.submitting import Draft
from members.consents import TEXTS
from members.models import Commune, ConsentRecord, Territory


class Words(forms.CharField):
    """A text as people type it: browsers count a line break as one character and send two."""

    def __init__(self, *, max_length, rows=0, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return super().to_python(value)


def _words(name, *, rows=0, **kwargs):
    """A field over one of the idea's texts, with its label and length."""
    field = Idea._meta.get_field(name)
    kwargs.setdefault("label", capfirst(field.verbose_name))
    return Words(max_length=field.max_length, rows=rows, required=name == "title", **kwargs)


TERMS = TEXTS[ConsentRecord.Purpose.TERMS]
TITLE_MISSING = {"required": _("Give your idea a name, even a provisional one. The rest is kept.")}
TOO_QUICK = _("It went a little fast for our robot filter. Everything is kept: touch Send once more.")
TRAPPED = _("A hidden field was filled, by your browser perhaps. We kept the rest: touch Send once more.")
CROWDED = _("Many ideas are arriving at once. Yours is kept below: wait a minute, then touch Send once more.")


class IdeaForm(forms.Form):
    """One screen: title, need, solution (D11); its key makes it exist once (D12)."""

    title = _words("title", error_messages=TITLE_MISSING)
    need = _words("need", rows=3)
    solution = _words("solution", rows=3)
    solution.widget.attrs["placeholder"] = _("Who does what, for whom?")
    author_name = Words(max_length=80, label=_("Your given name"), required=False)
    show_name = forms.BooleanField(label=TEXTS[ConsentRecord.Purpose.NAME_SHOWN], required=False)
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(required=False, max_length=500)
    queued = forms.BooleanField(required=False)

    def clean(self):
        data = super().clean()
        if data.get("website"):
            raise forms.ValidationError(TRAPPED, code="trap")
        if not self.errors and not data.get("queued") and guarding.is_too_quick(data.get("stamp") or ""):
            raise forms.ValidationError(TOO_QUICK, code="quick")
        return data

    @property
    def key(self):
        """The sending's key, kept when the form comes back, drawn when there is none."""
        typed = self.cleaned_data.get("client_key") if hasattr(self, "cleaned_data") else None
        return typed or self._new_key()

    @property
    def kept_stamp(self):
        """The time the form was first served, kept when it comes back."""
        typed = self.data.get("stamp", "") if self.is_bound else ""
        return typed if guarding.is_stamp(typed) else guarding.stamp()

    def draft(self, *, language):
        data = self.cleaned_data
        shown = data["show_name"] and bool(data["author_name"])
        return Draft(data["title"], data["need"], data["solution"], data["author_name"], shown, language)

    def _new_key(self):
        if not hasattr(self, "_key"):
            self._key = uuid.uuid4()
        return self._key


class EntryForm(IdeaForm):
    """For the team, who type what someone says or wrote on paper (D13, D63); no trap, no hurry."""

    table = forms.ModelChoiceField(Table.objects.none(), label=_("Table"), required=False, empty_label=_("No table"))

    field_order = ["table", "title", "need", "solution", "author_name", "show_name"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].queryset = event.tables.select_related("workshop")
        self.fields["table"].label_from_instance = lambda table: f"{table.number} · {table.workshop}"
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        return forms.Form.clean(self)


class CompleteForm(forms.Form):
    """The whole sheet, for its author (D11)."""

    title = _words("title", error_messages=TITLE_MISSING)
    need = _words("need", rows=3)
    solution = _words("solution", rows=3)
    audience = _words("audience", rows=2)
    existing = _words("existing", rows=2)
    payer = _words("payer", rows=2)
    resources = _words("resources", rows=2)
    first_step = _words("first_step", rows=2)
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    commune = forms.ModelChoiceField(Commune.objects.none(), label=_("Commune"), required=False, empty_label="—")
    seeks_bearer = forms.BooleanField(label=_("This idea seeks someone to carry it"), required=False)
    author_name = Words(max_length=80, label=_("Your given name"), required=False)
    show_name = forms.BooleanField(label=TEXTS[ConsentRecord.Purpose.NAME_SHOWN], required=False)

    KEPT = (*Idea.TEXTS, "commune", "seeks_bearer", "author_name")

    def __init__(self, data=None, *, idea):
        initial = {name: getattr(idea, name) for name in self.KEPT}
        codes = idea.commune.postal_codes.split() if idea.commune else []
        initial |= {"show_name": idea.name_is_shown, "postal_code": codes[0] if codes else ""}
        super().__init__(data, initial=initial)
        code = (data or initial).get("postal_code", "").strip()
        if len(code) == 5 and code.isdecimal():
            self.fields["commune"].queryset = Commune.objects.with_postal_code(code)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def values(self):
        return {name: self.cleaned_data[name] for name in self.KEPT}


class FollowForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Write an address, as nadia@exemple.fr."),
            "invalid": _("This address is not complete: it looks like nadia@exemple.fr."),
        },
    )


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("Your receipt"),
        max_length=40,
        error_messages={"required": _("Type the eight characters of your receipt.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-field"}
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_receipt(self):
        """Blanks, dashes and small letters are tolerated."""
        return clean_code(self.cleaned_data["receipt"])


class ReportForm(forms.Form):
    reason = Words(
        max_length=500,
        rows=4,
        label=_("What is wrong?"),
        error_messages={"required": _("Say in a few words what is wrong, so that the team understands.")},
    )
    website = forms.CharField(required=False, max_length=500)


class FilterForm(forms.Form):
    """Filters of the public list, all in the address."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    territoire = forms.ModelChoiceField(
        Territory.objects.all(), to_field_name="slug", required=False, label=_("Territory"), empty_label=_("All")
    )
    soiree = forms.ModelChoiceField(
        Event.objects.none(), to_field_name="slug", required=False, label=_("Evening"), empty_label=_("All")
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), to_field_name="slug", required=False, label=_("Theme"), empty_label=_("All")
    )
    cherche = forms.BooleanField(required=False, label=_("Seeks someone to carry it"))

    MOST_EVENINGS = 60

    def __init__(self, data):
        super().__init__(data)
        self.fields["soiree"].queryset = Event.objects.public()
        recent = Event.objects.public().select_related("territory").order_by("-starts_at")[: self.MOST_EVENINGS]
        self.fields["soiree"].choices = [("", _("All"))] + [
            (event.slug, f"{event.brand} · {event.territory} {event.starts_at:%Y}" if event.starts_at else event.brand)
            for event in recent
        ]
        for field in self.fields.values():
            css = "form-select" if isinstance(field, forms.ModelChoiceField) else "form-control"
            field.widget.attrs["class"] = "form-check-input" if isinstance(field, forms.BooleanField) else css

    def filter(self, ideas):
        """Narrow `ideas`; a value that does not exist narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            ideas = ideas.matching(wanted["q"])
        exact = {"territory": wanted.get("territoire"), "event": wanted.get("soiree"), "theme": wanted.get("theme")}
        ideas = ideas.filter(**{name: value for name, value in exact.items() if value})
        return ideas.filter(seeks_bearer=True) if wanted.get("cherche") else ideas

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())

    @property
    def is_detailed(self):
        """Whether something beyond the words is asked: the filters that fold are then open."""
        return any(value for name, value in self.cleaned_data.items() if name != "q")
