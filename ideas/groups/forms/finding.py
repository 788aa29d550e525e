"""Filters of the lists of groups, all in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Theme
from ideas.groups.models import WorkingGroup
from members.models import Commune, Territory

MOST_COMMUNES = 200  # of the groups shown: a list to choose from, not a gazetteer


def _choice(queryset, **kwargs):
    return forms.ModelChoiceField(queryset, required=False, empty_label=_("All"), **kwargs)


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    territoire = _choice(Territory.objects.all(), to_field_name="slug", label=_("Territory"))
    commune = _choice(Commune.objects.none(), to_field_name="insee", label=_("Commune"))
    theme = _choice(Theme.objects.all(), to_field_name="slug", label=_("Theme"))
    cherche = forms.BooleanField(required=False, label=_("Looks for someone"))

    def __init__(self, data):
        super().__init__(data)
        used = WorkingGroup.objects.listed().exclude(idea__commune=None).values("idea__commune")
        self.fields["commune"].queryset = Commune.objects.filter(pk__in=used)
        self.fields["commune"].choices = [
            ("", pgettext_lazy("commune", "All")),
            *self.fields["commune"].queryset.order_by("name").values_list("insee", "name")[:MOST_COMMUNES],
        ]
        for field in self.fields.values():
            css = "form-select" if isinstance(field, forms.ModelChoiceField) else "form-control"
            field.widget.attrs["class"] = "form-check-input" if isinstance(field, forms.BooleanField) else css

    def filter(self, groups):
        """Narrow `groups`; a value that does not exist narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            groups = groups.matching(wanted["q"])
        exact = {
            "territory": wanted.get("territoire"),
            "idea__commune": wanted.get("commune"),
            "idea__theme": wanted.get("theme"),
        }
        groups = groups.filter(**{name: value for name, value in exact.items() if value})
        return groups.seeking() if wanted.get("cherche") else groups

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())

    @property
    def is_detailed(self):
        return any(value for name, value in self.cleaned_data.items() if name != "q")


class TeamFilterForm(forms.Form):
    class View:
        ALIVE, ASLEEP, CLOSED = "vivants", "endormis", "arretes"
        LEADERLESS, NO_DATE, HELP = "sans-animation", "sans-date", "aide"
        CHOICES = [
            ("", _("Every group that is not closed")),
            (ALIVE, _("At work")),
            (ASLEEP, _("Asleep")),
            (LEADERLESS, _("Nobody leads them")),
            (NO_DATE, _("No next meeting")),
            (HELP, _("They ask for help")),
            (CLOSED, _("Closed")),
        ]

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    vue = forms.ChoiceField(choices=View.CHOICES, required=False, label=_("Which ones"))

    def __init__(self, data):
        super().__init__(data)
        self.fields["q"].widget.attrs["class"] = "form-control"
        self.fields["vue"].widget.attrs["class"] = "form-select"

    def filter(self, groups):
        """Narrow `groups`; what does not exist narrows nothing."""
        self.is_valid()
        view, chosen = self.View, self.cleaned_data.get("vue", "")
        named = {
            view.ALIVE: groups.alive,
            view.ASLEEP: groups.asleep,
            view.LEADERLESS: lambda: groups.standing().leaderless(),
            view.NO_DATE: lambda: groups.standing().without_next_meeting(),
            view.HELP: groups.wanting_help,
            view.CLOSED: groups.closed,
        }
        found = named.get(chosen, groups.standing)()
        return found.matching(self.cleaned_data["q"]) if self.cleaned_data.get("q") else found

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())
