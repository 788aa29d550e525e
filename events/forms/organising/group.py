"""The forms of a group: what the organiser keeps for it, whom its referent enters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.language import MailLanguage
from events.forms.organising.registration import WorkshopChoice
from events.grouping import read_people
from events.models import Group, Registration, Workshop
from events.models.group import MOST_SEATS
from members.phones import clean_phone, spoken_phone

Age = Registration.AgeBand
ADULTS = "adults"


class GroupForm(forms.ModelForm):
    language = MailLanguage()

    class Meta:
        model = Group
        fields = ["kind", "label", "referent_name", "referent_email", "referent_phone", "language", "structure"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "label": _("As people say it: « Première STMG, lycée Jean-Michel »."),
            "referent_email": _("A link arrives there: no account, no password."),
        }

    def __init__(self, *args, event, **options):
        super().__init__(*args, **options)
        self.instance.event = event
        self.fields["language"].initial = self.instance.language
        self.fields["structure"].queryset = event.territory.structures.order_by("name")
        self.fields["structure"].required = False
        self.fields["structure"].empty_label = _("None")
        if self.instance.referent_phone:
            self.initial["referent_phone"] = spoken_phone(self.instance.referent_phone)

    def clean_referent_phone(self):
        return clean_phone(self.cleaned_data["referent_phone"])


class NewGroupForm(GroupForm):
    seats = forms.IntegerField(label=_("Seats to keep"), min_value=1, max_value=MOST_SEATS)
    workshop = WorkshopChoice(label=_("Workshop"), required=False, empty_label=_("Spread over all workshops"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["workshop"].offer(self.instance.event)
        order = "kind label seats workshop referent_name referent_email referent_phone language structure"
        self.order_fields(order.split())


class MoreSeatsForm(forms.Form):
    """Seats added or given back, by a signed number."""

    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    workshop = WorkshopChoice(label=_("Workshop"), required=False, empty_label=_("Spread over all workshops"))

    def __init__(self, *args, event, **options):
        super().__init__(*args, **options)
        self.fields["workshop"].offer(event)


class PeopleForm(forms.Form):
    """A list typed or pasted by the referent; what age they have, where they sit."""

    use_required_attribute = False
    names = forms.CharField(
        label=_("Names, one a line"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Write at least one name.")},
    )
    age_band = forms.ChoiceField(
        label=_("They are"),
        choices=[(Age.FROM_15, _("15 to 17")), (Age.UNDER_15, _("under 15")), (ADULTS, _("18 or over"))],
        initial=Age.FROM_15,  # whoever does not choose has minors entered: the door then asks, never the reverse
    )
    workshop = forms.ModelChoiceField(Workshop.objects.none(), label=_("Workshop"), required=False)
    language = MailLanguage()

    def __init__(self, *args, group, **options):
        super().__init__(*args, **options)
        self.group = group
        self.fields["language"].offer(group.language)
        held = Workshop.objects.filter(tables__group_seats__in=group.seats.free()).distinct()
        self.fields["workshop"].queryset = held.order_by("number")
        self.fields["workshop"].empty_label = _("Where there is a seat")
        if group.is_school:
            self.fields["names"].help_text = _(
                "Given name and first letter of the family name: “Léa M.” Of a whole name only the letter is kept."
            )
        else:
            self.fields["names"].help_text = _("Given name, then family name: “Léa Martin”.")
            del self.fields["age_band"]

    @property
    def age(self):
        """The age to keep; empty for adults, who said nothing of it."""
        chosen = self.cleaned_data.get("age_band", ADULTS)
        return "" if chosen == ADULTS else chosen

    def clean_names(self):
        members = read_people(self.cleaned_data["names"], initials=self.group.is_school)
        if not members:
            raise forms.ValidationError(_("Write at least one name."))
        if len(members) > MOST_SEATS:
            raise forms.ValidationError(_("That is more names than a group can have: check the list."))
        return members
