"""Filters of the lists of projects, all in the address."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event, Theme
from members.models import Commune, Territory
from projects.models import PUBLIC_STAGES, Project, Stage
from projects.models.stage import WAY


class _FilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    territoire = forms.ModelChoiceField(
        Territory.objects.all(), to_field_name="slug", required=False, label=_("Territory"), empty_label=_("All")
    )
    etape = forms.ChoiceField(required=False, label=_("Stage"))
    theme = forms.ModelChoiceField(
        Theme.objects.all(), to_field_name="slug", required=False, label=_("Theme"), empty_label=_("All")
    )

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = "form-check-input" if isinstance(field, forms.BooleanField) else css

    def filter(self, projects):
        """Narrow `projects`; a value that does not exist narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            projects = projects.matching(wanted["q"])
        if wanted.get("etape"):
            projects = projects.at(wanted["etape"])
        exact = {name: wanted.get(key) for name, key in self.EXACT.items()}
        return projects.filter(**{name: value for name, value in exact.items() if value})

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())

    @property
    def is_detailed(self):
        """Whether something beyond the words is asked: the filters that fold are then open."""
        return any(value for name, value in self.cleaned_data.items() if name != "q")


class PublicFilterForm(_FilterForm):
    """For everyone: stages are told in the words of everyone."""

    EXACT = {"territory": "territoire", "theme": "theme", "commune": "commune"}
    commune = forms.ModelChoiceField(
        Commune.objects.none(),
        to_field_name="insee",
        required=False,
        label=_("Commune"),
        empty_label=pgettext_lazy("commune", "All"),
    )

    def __init__(self, data):
        super().__init__(data)
        shown = [Stage(stage) for stage in (*WAY, Stage.SUSPENDED, Stage.ABANDONED)]
        self.fields["etape"].choices = [
            ("", pgettext_lazy("stage", "All")),
            *((stage.value, PUBLIC_STAGES[stage]) for stage in shown),
        ]
        named = Project.objects.public().exclude(commune=None).values("commune")
        self.fields["commune"].queryset = Commune.objects.filter(pk__in=named)


class TeamFilterForm(_FilterForm):
    """For the team: its territories, its evenings, its words."""

    EXACT = {"territory": "territoire", "theme": "theme", "event": "soiree"}
    MOST_EVENINGS = 60

    soiree = forms.ModelChoiceField(
        Event.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Evening"),
        empty_label=pgettext_lazy("evening", "All"),
    )
    cherche = forms.BooleanField(required=False, label=_("Seeks a bearer"))
    sans = forms.BooleanField(required=False, label=_("Nobody bears it"))

    def __init__(self, data, *, person):
        super().__init__(data)
        self.fields["territoire"].queryset = Territory.objects.managed_by(person)
        self.fields["etape"].choices = [
            ("", pgettext_lazy("stage", "All")),
            *((stage.value, capfirst(stage.label)) for stage in Stage),
        ]
        self.fields["soiree"].queryset = Event.objects.managed_by(person)
        recent = Event.objects.managed_by(person).order_by("-starts_at", "-pk")[: self.MOST_EVENINGS]
        self.fields["soiree"].choices = [
            ("", pgettext_lazy("evening", "All")),
            *((event.slug, str(event)) for event in recent),
        ]

    def filter(self, projects):
        projects = super().filter(projects)
        if self.cleaned_data.get("cherche"):
            projects = projects.seeking()
        return projects.living().borne_by_nobody() if self.cleaned_data.get("sans") else projects
