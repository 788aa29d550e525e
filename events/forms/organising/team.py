"""The forms by which the team prepares facilitation: whom to show, calls to partners, briefings, unavailability."""

from datetime import timedelta

from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.forms.language import MailLanguage
from events.forms.organising.evening import hour_input, moment
from events.forms.organising.programme import WithStructureForm
from events.models import Briefing, Facilitator, FacilitatorCall
from events.models.briefing import MOST_WANTED

ANSWER_WITHIN = timedelta(days=21)

# What the address says → its label; each has its rows in `chosen`.
STATES = {
    "": pgettext_lazy("facilitators", "Everyone"),
    "a-inviter": pgettext_lazy("facilitators", "To invite"),
    "sans-reponse": pgettext_lazy("facilitators", "No answer yet"),
    "accepte": pgettext_lazy("facilitators", "Accepted"),
    "absence": pgettext_lazy("facilitators", "Do not come"),
    "sans-table": pgettext_lazy("facilitators", "Without a table"),
}


def chosen(facilitators, state):
    """Return those of `facilitators` that a state of STATES keeps; everyone for a word that nobody knows."""
    keep = {
        "a-inviter": facilitators.to_invite,
        "sans-reponse": facilitators.invited,
        "accepte": facilitators.accepted,
        "absence": facilitators.gone,
        "sans-table": facilitators.without_table,
    }
    return keep[state]() if state in keep else facilitators


def states_with_counts(facilitators, *, current):
    """Return [(word, label, how many, whether it is shown)] for every state, in one statement."""
    status = Facilitator.Status
    counts = facilitators.order_by().aggregate(
        **{
            "all": Count("pk"),
            "a-inviter": Count("pk", filter=Q(status=status.NEW)),
            "sans-reponse": Count("pk", filter=Q(status=status.INVITED)),
            "accepte": Count("pk", filter=Q(status=status.ACCEPTED)),
            "absence": Count("pk", filter=Q(status__in=Facilitator.GONE)),
            "sans-table": Count("pk", filter=Q(table=None) & ~Q(status__in=Facilitator.GONE)),
        }
    )
    return [(word, label, counts[word or "all"], word == current) for word, label in STATES.items()]


class CallForm(WithStructureForm):
    language = MailLanguage()

    class Meta:
        model = FacilitatorCall
        fields = ["structure", "contact_name", "contact_email", "language", "wanted", "until", "message"]
        widgets = {
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "message": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"message": _("In your own words, above what the mail says by itself.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        last = timezone.localdate(self.event.starts_at) if self.event.starts_at else None
        self.initial["until"] = min(filter(None, [today + ANSWER_WITHIN, last]))
        self.fields["wanted"].min_value = 1
        self.fields["wanted"].validators.append(forms.fields.validators.MaxValueValidator(MOST_WANTED))
        self.order_fields([
            "structure", "new_structure", "siret", "contact_name", "contact_email", "language", "wanted", "until",
            "message",
        ])  # fmt: skip

    def clean_contact_email(self):
        return self.cleaned_data["contact_email"].strip().lower()

    def clean_wanted(self):
        wanted = self.cleaned_data["wanted"]
        if not wanted:
            raise forms.ValidationError(_("At least one person."))
        return wanted

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over: choose a later one."))
        return until

    def clean(self):
        data = super().clean()
        structure = data.get("structure")
        if structure is None and not self.errors:
            self.add_error("structure", _("Choose a structure, or write the name of a new one."))
        elif structure and structure.pk and data.get("contact_email"):
            same = FacilitatorCall.objects.filter(event=self.event, structure=structure)
            if same.filter(contact_email=data["contact_email"]).exists():
                self.add_error("contact_email", _("This person was already asked for this evening."))
        return data


class BriefingForm(forms.ModelForm):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("Begins at"), widget=hour_input())
    ends = forms.TimeField(label=_("Ends at"), widget=hour_input())
    online_url = forms.URLField(
        label=_("Link to join from afar"), max_length=300, required=False, assume_scheme="https"
    )

    class Meta:
        model = Briefing
        fields = ["place", "online_url"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.event = event
        if self.instance.pk:
            begins, ends = timezone.localtime(self.instance.starts_at), timezone.localtime(self.instance.ends_at)
            self.initial |= {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        self.order_fields(["day", "begins", "ends", "place", "online_url"])

    def clean(self):
        data = super().clean()
        if not self.errors:
            if not data["place"] and not data["online_url"]:
                self.add_error("place", _("Say where: a place, or a link to join from afar."))
            self.instance.starts_at = moment(data["day"], data["begins"])
            self.instance.ends_at = moment(data["day"], data["ends"])
            if self.instance.ends_at <= self.instance.starts_at:
                self.add_error("ends", _("The briefing must end after it begins."))
            elif self.instance.starts_at <= timezone.now():
                self.add_error("day", _("This day is over: choose a later one."))
        return data
