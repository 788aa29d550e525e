"""The forms of a campaign: to whom and what; then the number, typed, that lets it leave (D57)."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import campaigns as emails_campaigns
from events.forms.organising.evening import MOMENT, check_year
from events.models import Campaign, Event, Profile, Registration
from events.models.audience import MOST_EVENINGS, Audience, Who
from foundation import wording
from foundation.several import SeveralRowsField

FARTHEST = timedelta(days=366)


class CampaignForm(forms.ModelForm):
    """A draft: the kind of message, the choice of people, the words; `seen` tells two people who write at once."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    evenings = SeveralRowsField(
        Event.objects.none(), label=_("People of which evenings"), widget=forms.CheckboxSelectMultiple
    )
    who = forms.ChoiceField(label=_("Who of them"), choices=Who.choices, initial=Who.REGISTERED)
    workshop = forms.ChoiceField(label=_("Workshop"), required=False)
    profile = forms.ChoiceField(label=_("Profile"), choices=[("", _("all profiles")), *Profile.choices], required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    adults = forms.BooleanField(label=_("Leave minors out"), required=False)
    news = forms.BooleanField(label=_("Only who agreed to get news"), required=False)

    class Meta:
        model = Campaign
        fields = ["kind", "subject", "text"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "text": _(
                "A blank line begins a paragraph; “# ” a title, “- ” an entry of a list; [words](address) a link."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        campaign, event = self.instance, self.instance.event
        mine = Event.objects.filter(territory=event.territory).exclude(status=Event.Status.HISTORICAL)
        shown = mine.order_by("-starts_at", "-pk").values("pk")[:MOST_EVENINGS]
        self.fields["evenings"].queryset = mine.filter(pk__in=[row["pk"] for row in shown]).order_by(
            "-starts_at", "-pk"
        )
        self.fields["evenings"].label_from_instance = _named
        workshops = event.workshops.order_by("number").values_list("pk", "number", "title")
        self.fields["workshop"].choices = [
            ("", _("all workshops")),
            *((pk, f"{n} · {title}") for pk, n, title in workshops),
        ]
        self.fields["commune"].choices = [("", _("all communes")), *_communes(event)]
        chosen = Audience.kept(campaign.audience) if campaign.audience else Audience(events=(event.pk,))
        self.initial |= {**chosen.to_keep(), "evenings": chosen.events, "seen": campaign.version if campaign.pk else ""}
        self.initial |= {
            name: wording.translated(getattr(campaign, name), self.spoken()) for name in ("subject", "text")
        }

        if not campaign.pk:
            self.initial["text"] = wording.translated(str(_("Hello {given_name},")), self.spoken()) + "\n\n"

    def spoken(self):
        """Return {key: name of the variable as people read it}."""
        return {one.key: str(one.label) for one in emails_campaigns.VARIABLES}

    @property
    def variables(self):
        """The names that can stand between braces, and whether news can say them too."""
        news = {one.key for one in emails_campaigns.NEWS_VARIABLES}
        return [(name, key in news) for key, name in self.spoken().items()]

    def clean_subject(self):
        return self._checked("subject")

    def clean_text(self):
        return self._checked("text")

    def clean(self):
        data = super().clean()
        if data.get("who") == Who.FACILITATORS and (data.get("kind") == Campaign.Kind.NEWS or data.get("news")):
            self.add_error(
                "who", _("Facilitators were not asked whether they want news: write to them about their evening.")
            )
        return data

    def _checked(self, name):
        """Refuse a variable that nobody knows, and keep the others by their keys."""
        text = self.cleaned_data[name]
        known = emails_campaigns.variables(news=self.cleaned_data.get("kind") == Campaign.Kind.NEWS)
        names = {str(one.label): one.key for one in known}
        found = wording.problems(text, names)
        if found:
            raise forms.ValidationError(found)
        return wording.translated(text, names)

    def draft(self):
        """Return the campaign with what was typed, not yet kept."""
        data = self.cleaned_data
        audience = Audience(
            events=tuple(event.pk for event in data["evenings"]), who=data["who"], profile=data["profile"],
            workshop=int(data["workshop"]) if data["workshop"] else None, commune=data["commune"],
            adults=data["adults"], news=data["news"],
        )  # fmt: skip
        campaign = self.save(commit=False)
        campaign.audience = audience.to_keep()
        return campaign


class ConfirmForm(forms.Form):
    """The number that was read, typed again, and when it leaves."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=_("Type the number of people"), min_value=0, max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    at = forms.DateTimeField(
        label=_("When (empty: at once)"), required=False, widget=MOMENT,
        help_text=_("Nothing leaves between 21:00 and 8:00."),
    )  # fmt: skip

    def clean_at(self):
        at, now = self.cleaned_data["at"], timezone.now()
        check_year(at)
        if at and at < now - timedelta(minutes=5):
            raise forms.ValidationError(_("This moment is past."))
        if at and at > now + FARTHEST:
            raise forms.ValidationError(_("This is more than a year away: plan it later."))
        return at


def _named(event):
    year = f" {timezone.localtime(event.starts_at).year}" if event.starts_at else ""
    return f"{event}{year}" if year.strip() not in str(event) else str(event)


def _communes(event):
    rows = Registration.objects.filter(event__territory=event.territory, commune__isnull=False)
    return rows.order_by("commune__name").values_list("commune", "commune__name").distinct()
