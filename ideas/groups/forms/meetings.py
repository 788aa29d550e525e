"""What a group types about its meetings: date or dates, agenda, decisions."""

from datetime import timedelta

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups.agendas import TEMPLATES
from ideas.groups.models.agenda import MOST_POINTS
from ideas.groups.models.meeting import REMINDER_DAYS
from ideas.groups.models.poll import FEWEST_SLOTS, MOST_SLOTS, Answer

MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
AHEAD, BEHIND = timedelta(days=730), timedelta(days=365)  # a meeting held yesterday is written down as well
REMINDERS = [
    (0, _("no reminder")),
    (1, _("the day before, at 10 in the morning")),
    (2, _("two days before, at 10 in the morning")),
    (3, _("three days before, at 10 in the morning")),
    (7, _("a week before, at 10 in the morning")),
]


class PlaceForm(forms.Form):
    """What a meeting says whether its date is known or not."""

    title = forms.CharField(
        label=_("What is the meeting for?"), max_length=120, required=False,
        help_text=_("Left empty, it takes the name of the agenda."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=10, max_value=720, initial=90,
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
    )  # fmt: skip
    place = forms.CharField(
        label=pgettext_lazy("meeting", "Place"),
        max_length=200,
        required=False,
        help_text=_("An address, or “at Inès’s”."),
    )
    online_url = forms.URLField(
        label=_("Link to the video meeting, if there is one"), max_length=300, required=False, assume_scheme="https",
        error_messages={"invalid": _("This is not the address of a page: copy it again, it begins with https://.")},
    )  # fmt: skip
    reminder_days = forms.TypedChoiceField(
        label=_("Reminder by mail, with the agenda"), choices=REMINDERS, coerce=int, initial=REMINDER_DAYS
    )

    def place_values(self):
        """What every verb takes: minutes, place, link, reminder."""
        return {name: self.cleaned_data[name] for name in ("minutes", "place", "online_url", "reminder_days")}


class MeetingForm(PlaceForm):
    """A new meeting: its date at once, or two to eight dates to choose among."""

    DATE, POLL = "date", "poll"

    how = forms.ChoiceField(choices=[(DATE, _("The date is known")), (POLL, _("We choose it together"))], initial=POLL)
    agenda = forms.ChoiceField(
        label=_("Agenda to begin with"), required=False,
        choices=[("", _("none: we write our own")), *((code, one.label) for code, one in TEMPLATES.items())],
        help_text=_("Everything can be changed afterwards."),
    )  # fmt: skip
    starts_at = forms.DateTimeField(label=_("Day and hour"), required=False, widget=MOMENT)

    field_order = ["agenda", "title", "how", "starts_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_SLOTS + 1):
            label = _("Date %(number)s") % {"number": number}
            self.fields[f"slot_{number}"] = forms.DateTimeField(label=label, required=False, widget=MOMENT)

    def slots_shown(self):
        """(fields shown at once, those behind « more dates »)."""
        bound = [self[f"slot_{number}"] for number in range(1, MOST_SLOTS + 1)]
        return bound[:3], bound[3:]

    def clean(self):
        typed = super().clean()
        if not typed.get("title") and typed.get("agenda"):
            typed["title"] = str(TEMPLATES[typed["agenda"]].label)
        if not typed.get("title") and "title" not in self.errors:
            self.add_error("title", _("Say in a few words what the meeting is for."))
        if typed.get("how") == self.DATE:
            self._check_date(typed)
        elif typed.get("how") == self.POLL:
            self._check_slots(typed)
        return typed

    def _check_date(self, typed):
        if "starts_at" in self.errors:
            return
        if not typed.get("starts_at"):
            self.add_error("starts_at", _("Give the day and the hour."))
        elif not _is_near(typed["starts_at"]):
            self.add_error("starts_at", FAR)

    def _check_slots(self, typed):
        now, slots = timezone.now(), []
        for number in range(1, MOST_SLOTS + 1):
            slot = typed.get(f"slot_{number}")
            if slot and not now < slot < now + AHEAD:
                self.add_error(f"slot_{number}", _("This date is past, or more than two years away."))
            elif slot:
                slots.append(slot)
        typed["slots"] = sorted(set(slots))
        if not self.errors and not FEWEST_SLOTS <= len(typed["slots"]) <= MOST_SLOTS:
            self.add_error("slot_1", _("Propose two to eight different dates."))

    @property
    def asks_dates(self):
        return self.cleaned_data["how"] == self.POLL

    def values(self):
        """What `Meeting.plan` or `ask_dates` takes."""
        typed = self.cleaned_data
        points = TEMPLATES[typed["agenda"]].points if typed["agenda"] else ()
        dates = {"slots": typed["slots"]} if self.asks_dates else {"starts_at": typed["starts_at"]}
        return {"title": typed["title"], "points": points, **dates, **self.place_values()}


class ChangeForm(PlaceForm):
    """A meeting that exists: its date can be moved once it has one."""

    field_order = ["title", "starts_at"]

    def __init__(self, *args, meeting, **kwargs):
        names = ("title", "minutes", "place", "online_url", "reminder_days", "starts_at")
        super().__init__(*args, initial={name: getattr(meeting, name) for name in names}, **kwargs)
        self.fields["title"].required, self.fields["title"].help_text = True, ""
        if meeting.is_planned:
            self.fields["starts_at"] = forms.DateTimeField(label=_("Day and hour"), widget=MOMENT)
            self.order_fields(self.field_order)

    def clean_starts_at(self):
        if not _is_near(self.cleaned_data["starts_at"]):
            raise forms.ValidationError(FAR)
        return self.cleaned_data["starts_at"]

    def values(self):
        dated = {"starts_at": self.cleaned_data["starts_at"]} if "starts_at" in self.fields else {}
        return {"title": self.cleaned_data["title"], **dated, **self.place_values()}


FAR = _("This date is over for more than a year, or in more than two years.")


def _is_near(moment):
    return timezone.now() - BEHIND < moment < timezone.now() + AHEAD


class PollForm(forms.Form):
    """One answer per date, of one member."""

    def __init__(self, *args, meeting, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.slots = list(meeting.slots.all())
        for slot in self.slots:
            self.fields[f"slot_{slot.pk}"] = forms.ChoiceField(
                choices=Answer.choices, initial=known.get(slot.pk), widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer for each of the dates.")},
            )  # fmt: skip

    def rows(self):
        """[(slot, its field)], for the page."""
        return [(slot, self[f"slot_{slot.pk}"]) for slot in self.slots]

    def answers(self):
        return {slot.pk: self.cleaned_data[f"slot_{slot.pk}"] for slot in self.slots}


class PointForm(forms.Form):
    title = forms.CharField(label=_("Point"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=720, required=False,
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric", "class": "form-control"}),
    )  # fmt: skip
    presenter = forms.ChoiceField(
        label=_("Who presents"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}  # read once for all the lines
        self.fields["presenter"].choices = [("", "—"), *((key, one.shown_name) for key, one in self.members.items())]

    def clean_presenter(self):
        return self.members.get(self.cleaned_data["presenter"])


class OrderedFormSet(BaseFormSet):
    ordering_widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control"})


PointFormSet = formset_factory(
    PointForm,
    formset=OrderedFormSet,
    extra=3,
    can_order=True,
    max_num=MOST_POINTS,
    absolute_max=MOST_POINTS + 5,
    validate_max=True,
)


def points_of(formset):
    """Return [(title, minutes, member)] of a valid formset in its order; emptied lines are left out."""
    typed = [(form.cleaned_data, place) for place, form in enumerate(formset.forms) if form.cleaned_data.get("title")]
    typed.sort(key=lambda one: (one[0].get("ORDER") or 99, one[1]))
    return [(data["title"], data["minutes"] or 0, data["presenter"]) for data, _place in typed]


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("What was decided"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))


class CancelForm(forms.Form):
    why = forms.CharField(label=_("Why, in a word (told to everybody)"), max_length=300, required=False)
