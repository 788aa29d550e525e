"""The forms that describe an evening: when, where, and how it is run."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.preparing import PATTERNS, STANDARD
from members.models import Role, Territory

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

FIRST_YEAR, LAST_YEAR = 2015, 2100  # the first evenings of all; what both databases and calendars can hold


def hour_input():
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def moment(day, hour):
    """The moment of local time when the clock of `day` shows `hour`."""
    return timezone.make_aware(datetime.combine(day, hour))


def check_year(day):
    """Refuse what a slip of the finger makes of a year, as 0026 for 2026; `day` is a date, a moment or None."""
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("Look at the year again: %(year)s."), code="year", params={"year": day.year})


class WhenForm(forms.ModelForm):
    """An evening's day and hours, as people say them; an end before the beginning is after midnight."""

    day = forms.DateField(label=_("Day"), widget=DAY)
    begins = forms.TimeField(label=_("Begins at"), widget=hour_input())
    ends = forms.TimeField(label=_("Ends at"), widget=hour_input())

    def clean_day(self):
        day = self.cleaned_data["day"]
        check_year(day)
        return day

    def clean(self):
        data = super().clean()
        if data.get("day") and data.get("begins") and data.get("ends"):
            starts_at = moment(data["day"], data["begins"])
            last_day = data["day"] + timedelta(days=data["ends"] <= data["begins"])
            ends_at = moment(last_day, data["ends"])
            if ends_at.timestamp() <= starts_at.timestamp():  # both hours in the one that the clocks skip
                self.add_error("ends", _("The evening must end after it begins."))
            else:
                self.instance.starts_at, self.instance.ends_at = starts_at, ends_at
        return data


class NewEveningForm(WhenForm):
    pattern = forms.ChoiceField(
        label=_("Prepare it as"),
        choices=[(name, pattern.label) for name, pattern in PATTERNS.items()],
        initial=STANDARD.name,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The programme and the timetable are ready to be edited; nothing is published."),
    )
    workshops = forms.BooleanField(
        label=_("Also suggest workshops, one per theme, as drafts to rewrite"), required=False
    )

    class Meta:
        model = Event
        fields = ["territory", "brand", "venue_name", "venue_address"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        roles = Role.objects.in_force().filter(person=person, kind__in=Role.ORGANISING)
        territories = Territory.objects.filter(pk__in=roles.values("territory"))
        self.fields["territory"].queryset = territories
        self.fields["begins"].initial, self.fields["ends"].initial = time(17, 30), time(22, 0)
        self.fields["venue_name"].help_text = _("You can leave this empty and fill it in later.")
        known = list(territories[:2])
        if known:
            self.fields["territory"].initial = known[0]
            self.fields["brand"].initial = known[0].brand
        if len(known) == 1:
            self.fields["territory"].widget = forms.HiddenInput()


class EveningForm(WhenForm):
    """Everything about an evening that is already there; `seen` tells two people who write at once."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields = [
            "brand", "tagline", "description", "venue_name", "venue_address", "registration_opens_at",
            "registration_closes_at", "most_companions", "wall_moderation", "list_moderation", "least_seats",
            "most_seats",
        ]  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "registration_opens_at": MOMENT,
            "registration_closes_at": MOMENT,
        }
        help_texts = {
            "registration_opens_at": _("Leave empty to open as soon as the evening is published."),
            "registration_closes_at": _("Leave empty to close when the evening ends."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        event = self.instance
        self.before = (event.starts_at, event.ends_at)
        self.initial["seen"] = event.last_step()
        if event.starts_at:
            begins = timezone.localtime(event.starts_at)
            self.initial.update(day=begins.date(), begins=begins.time())
        if event.ends_at:
            self.initial["ends"] = timezone.localtime(event.ends_at).time()
        if not event.starts_at:  # as those from before the platform; a date is changed, never taken away
            for name in ("day", "begins", "ends"):
                self.fields[name].required = False

    def clean_registration_opens_at(self):
        check_year(self.cleaned_data["registration_opens_at"])
        return self.cleaned_data["registration_opens_at"]

    def clean_registration_closes_at(self):
        check_year(self.cleaned_data["registration_closes_at"])
        return self.cleaned_data["registration_closes_at"]

    def clean(self):
        data = super().clean()
        if self.instance.needs_place and not data.get("venue_name"):
            self.add_error("venue_name", _("A published evening needs a place."))
        opens, closes = data.get("registration_opens_at"), data.get("registration_closes_at")
        if opens and closes and closes <= opens:
            self.add_error("registration_closes_at", _("Registration must close after it opens."))
        least, most = data.get("least_seats"), data.get("most_seats")
        if least and most and least > most:
            self.add_error(
                "least_seats", _("This number cannot be over the number of seats that a table never passes.")
            )
        return data

    def changed_fields(self):
        """The names of the model's fields whose value is new."""
        moved = zip(("starts_at", "ends_at"), self.before, strict=True)
        times = [name for name, before in moved if getattr(self.instance, name) != before]
        return times + [name for name in self.changed_data if name in self._meta.fields]


class CancelEveningForm(forms.Form):
    """Calling an evening off is confirmed with its name, because everyone is told at once."""

    reason = forms.CharField(
        label=_("What will be written to the people registered"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=_("Name of the evening"), max_length=80)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        # Django writes help texts as they are: what people typed is escaped here.
        self.fields["name"].help_text = _("To be sure, write “%(name)s” here.") % {"name": escape(event.brand)}

    def clean_name(self):
        typed = self.cleaned_data["name"]
        if typed.strip().casefold() != self.event.brand.strip().casefold():
            raise forms.ValidationError(
                _("This is not the name of the evening: nothing was cancelled. Write “%(name)s”.")
                % {"name": self.event.brand}
            )
        return typed
