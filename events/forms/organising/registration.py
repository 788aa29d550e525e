"""The forms by which the team enters, changes and places registrations."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models import Profile, Registration, Workshop
from events.registering import Newcomer
from members.models import Commune
from members.phones import clean_phone, spoken_phone


class WorkshopChoice(forms.ModelChoiceField):
    """Workshops with the seats that are left."""

    def __init__(self, **kwargs):
        super().__init__(Workshop.objects.none(), **kwargs)

    def label_from_instance(self, workshop):
        left = max(0, workshop.seats_left)
        words = _("full") if not left else _("%(left)s left") % {"left": left}
        return f"{workshop.number}. {workshop} ({words})"

    def offer(self, event):
        self.queryset = event.workshops.published().with_seats()


class PersonForm(forms.ModelForm):
    """Who someone is, as they say it; a commune is recognised by its name, else kept as typed."""

    commune_name = forms.CharField(label=_("Commune"), max_length=80, required=False)
    profiles = forms.MultipleChoiceField(
        label=_("Profiles"), choices=Profile.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Registration
        fields = ["given_name", "family_name", "email", "phone", "age_band"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["profiles"].choices = [(value, capfirst(label)) for value, label in Profile.choices]
        ages = Registration.AgeBand.choices
        self.fields["age_band"].choices = [("", _("Not said")), *((value, capfirst(label)) for value, label in ages)]
        self.fields["email"].help_text = _("Leave empty for someone without e-mail: you can print the ticket.")

    def clean_email(self):
        return (self.cleaned_data["email"] or "").strip().lower() or None

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def commune(self):
        """Return (commune or None, text): a name that several communes share is kept as text."""
        typed = self.cleaned_data["commune_name"].strip()
        found = list(Commune.objects.filter(name__iexact=typed)[:2]) if typed else []
        return (found[0], "") if len(found) == 1 else (None, typed)


class NewRegistrationForm(PersonForm):
    workshop = WorkshopChoice(label=_("Workshop"), required=False, empty_label=_("To be placed later"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].offer(self.event)
        self.order_fields(
            ["given_name", "family_name", "email", "phone", "workshop", "age_band", "commune_name", "profiles"]
        )

    def validate_constraints(self):
        """The verb answers for an address already known, and names whose it is."""

    def newcomer(self):
        data = self.cleaned_data
        commune, commune_text = self.commune()
        return Newcomer(
            data["given_name"], data["family_name"], email=data["email"] or "", phone=data["phone"], commune=commune,
            commune_text=commune_text, age_band=data["age_band"], profiles=tuple(data["profiles"]),
        )  # fmt: skip


class WalkInForm(forms.Form):
    """Someone at the door: three fields, in a quarter of a minute."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail (for the follow-up)"), max_length=254, required=False)
    workshop = WorkshopChoice(label=_("Workshop"), required=False, empty_label=_("To be placed later"))
    age_band = forms.ChoiceField(label=_("Age"), required=False)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].offer(event)
        ages = Registration.AgeBand
        self.fields["age_band"].choices = [
            ("", _("18 or over")), (ages.FROM_15, _("15 to 17")), (ages.UNDER_15, _("under 15")),
        ]  # fmt: skip

    def newcomer(self):
        data = self.cleaned_data
        return Newcomer(data["given_name"], data["family_name"], email=data["email"], age_band=data["age_band"])


class ChangeRegistrationForm(PersonForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        registration = self.instance
        self.initial["seen"] = registration.last_step()
        self.initial["commune_name"] = registration.place
        self.initial["profiles"] = [row.profile for row in registration.profiles.all()]
        if registration.phone:
            self.initial["phone"] = spoken_phone(registration.phone)

    def clean_email(self):
        email = super().clean_email()
        others = Registration.objects.live().filter(event=self.event).exclude(pk=self.instance.pk)
        if email and others.of_address(email).exists():
            raise forms.ValidationError(
                _("This address already belongs to another registration of this evening. Nothing was changed.")
            )
        return email

    def validate_constraints(self):
        """The address is checked above, and by the database when it is saved."""

    def clean(self):
        data = super().clean()
        if "commune_name" in self.changed_data and "commune_name" in data:
            self.instance.commune, self.instance.commune_text = self.commune()
        return data

    def changed_fields(self):
        fields = [name for name in self.changed_data if name in self._meta.fields]
        return [*fields, "commune", "commune_text"] if "commune_name" in self.changed_data else fields

    def changed_profiles(self):
        """The new profiles, or None when they are as before."""
        return self.cleaned_data["profiles"] if "profiles" in self.changed_data else None


class PlaceForm(forms.Form):
    workshop = WorkshopChoice(label=_("Workshop"), empty_label=_("Choose a workshop"))

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].offer(event)


class CompanionForm(forms.Form):
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    age_band = forms.ChoiceField(label=_("Age"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ages = Registration.AgeBand.choices
        self.fields["age_band"].choices = [("", _("Not said")), *((value, capfirst(label)) for value, label in ages)]
