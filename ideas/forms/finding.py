"""Finding an idea: again by its receipt, among others by filters; and telling the team about one."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event, Theme
from foundation.codes import clean_code
from ideas.forms.sheets import Words
from ideas.models import Gathering
from members.models import Territory


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


class ClaimForm(ReceiptForm):
    """Contests an idea whose address is someone else's, or lost (D11)."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The team’s answer goes there."),
        error_messages={"required": _("Write an address, as nadia@exemple.fr: the team’s answer goes there.")},
    )
    words = Words(
        max_length=1000,
        rows=4,
        label=_("How did it come about?"),
        help_text=_("Where and with whom you wrote the idea, and what happened to the address."),
        error_messages={"required": _("Say in a few words what happened, so that the team can decide.")},
    )


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
        Event.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Evening"),
        empty_label=pgettext_lazy("evening", "All"),
    )
    collecte = forms.ModelChoiceField(
        Gathering.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Gathered at"),
        empty_label=pgettext_lazy("gathering", "All"),
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
        self.fields["soiree"].choices = [("", pgettext_lazy("evening", "All"))] + [
            (event.slug, f"{event.brand} · {event.territory} {event.starts_at:%Y}" if event.starts_at else event.brand)
            for event in recent
        ]
        self.fields["collecte"].queryset = Gathering.objects.all()
        gatherings = Gathering.objects.order_by("-starts_on", "-pk")[: self.MOST_EVENINGS]
        self.fields["collecte"].choices = [
            ("", pgettext_lazy("gathering", "All")),
            *((one.code, str(one)) for one in gatherings),
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
        exact = {
            "territory": wanted.get("territoire"),
            "event": wanted.get("soiree"),
            "gathering": wanted.get("collecte"),
            "theme": wanted.get("theme"),
        }
        ideas = ideas.filter(**{name: value for name, value in exact.items() if value})
        return ideas.filter(seeks_bearer=True) if wanted.get("cherche") else ideas

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())

    @property
    def is_detailed(self):
        """Whether something beyond the words is asked: the filters that fold are then open."""
        return any(value for name, value in self.cleaned_data.items() if name != "q")
