"""The forms of a timetable: one task, and what the list shows."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.forms.organising.evening import DAY, check_year
from events.models import Task
from events.models.timetable import FURTHEST
from members.models import Person, Role


def team_of(territory):
    """Who organises in the territory today: whoever a task can be given to."""
    roles = Role.objects.in_force().filter(territory=territory, kind__in=Role.ORGANISING)
    return Person.objects.filter(pk__in=roles.values("person")).order_by("given_name", "family_name", "pk")


class TaskForm(forms.ModelForm):
    """When is said as people do: so many days before, or after, or a date that does not move."""

    class When(forms.Form):
        BEFORE, AFTER, FIXED = "before", "after", "fixed"
        CHOICES = (
            (BEFORE, _("days before the evening")),
            (AFTER, _("days after the evening")),
            (FIXED, _("on a date that does not move")),
        )

    number = forms.IntegerField(
        label=_("How many days"), min_value=0, max_value=FURTHEST, required=False, help_text=_("0 is the day itself.")
    )
    when = forms.ChoiceField(label=_("Counted"), choices=When.CHOICES, initial=When.BEFORE)

    class Meta:
        model = Task
        fields = ["title", "note", "fixed_on", "owner", "owner_name"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "fixed_on": DAY}
        help_texts = {
            "fixed_on": _("Only for a date that does not follow the evening when it moves."),
            "owner_name": _("They receive no reminder: the team does."),
        }

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.event = event
        former = Q(pk=self.instance.owner_id) if self.instance.owner_id else Q(pk=None)
        self.fields["owner"].queryset = Person.objects.filter(
            Q(pk__in=team_of(event.territory).values("pk")) | former
        ).order_by("given_name", "family_name", "pk")
        self.fields["owner"].empty_label = _("Nobody yet")
        if self.instance.fixed_on:
            self.initial["when"] = self.When.FIXED
        elif self.instance.days is not None:
            self.initial["number"] = abs(self.instance.days)
            self.initial["when"] = self.When.AFTER if self.instance.days > 0 else self.When.BEFORE
        self.order_fields(["title", "note", "number", "when", "fixed_on", "owner", "owner_name"])

    def clean_fixed_on(self):
        check_year(self.cleaned_data["fixed_on"])
        return self.cleaned_data["fixed_on"]

    def clean(self):
        data = super().clean()
        when, number, fixed_on = data.get("when"), data.get("number"), data.get("fixed_on")
        if when == self.When.FIXED:
            if not fixed_on and "fixed_on" not in self.errors:
                self.add_error("fixed_on", _("Write the date."))
            self.instance.days = None
        else:
            if number is None and "number" not in self.errors:
                self.add_error("number", _("Write how many days; 0 is the day itself."))
            self.instance.days = number and (number if when == self.When.AFTER else -number)
            data["fixed_on"] = None
        if data.get("owner") and data.get("owner_name"):
            self.add_error("owner_name", _("Choose a colleague or write a name; not both."))
        return data


class TimetableFilterForm(forms.Form):
    """Which tasks the page shows; the address keeps it."""

    class Show:
        ALL, MINE, NOBODY, LATE = "", "moi", "personne", "retard"

    qui = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=(
            (Show.ALL, _("all the tasks")),
            (Show.MINE, _("mine")),
            (Show.NOBODY, _("those that nobody has")),
            (Show.LATE, _("those that are late")),
        ),
    )

    def filter(self, tasks, *, person, today):
        chosen = self.cleaned_data.get("qui") if self.is_valid() else ""
        if chosen == self.Show.MINE:
            return tasks.owned_by(person)
        if chosen == self.Show.NOBODY:
            return tasks.unowned()
        return tasks.late(today) if chosen == self.Show.LATE else tasks
