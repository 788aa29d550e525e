"""The forms of an evening's programme and of who helps it: scenes, facilitators, partners."""

from datetime import time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.forms.language import MailLanguage
from events.forms.organising.evening import hour_input, moment
from events.models import Facilitator, Partner, Scene
from members.models import Structure, clean_siret
from members.phones import clean_phone, spoken_phone

MORNING = time(6)  # an hour before this one belongs to the night that follows


class SceneForm(forms.ModelForm):
    hour = forms.TimeField(label=_("Begins at"), widget=hour_input())

    class Meta:
        model = Scene
        fields = ["kind", "title", "minutes"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.event = event
        if self.instance.pk:
            self.initial["hour"] = timezone.localtime(self.instance.planned_at).time()
        self.fields["minutes"].min_value = 1
        self.order_fields(["hour", "title", "kind", "minutes"])

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 1 <= minutes <= 720:
            raise forms.ValidationError(_("A scene lasts from 1 to 720 minutes."))
        return minutes

    def clean(self):
        data = super().clean()
        event = self.instance.event
        if data.get("hour") and event.starts_at:
            day = timezone.localtime(event.starts_at).date()
            self.instance.planned_at = moment(day + timedelta(days=data["hour"] < MORNING), data["hour"])
        return data


class WithStructureForm(forms.ModelForm):
    """Chooses a structure of the territory, or takes the name of a new one."""

    new_structure = forms.CharField(
        label=_("… or a new structure"), max_length=120, required=False, help_text=_("If it is not in the list.")
    )
    siret = forms.CharField(
        label=_("SIRET of the new structure"),
        max_length=20,
        required=False,
        help_text=_("14 digits, if you know them."),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = self.instance.event = event
        self.fields["structure"].queryset = Structure.objects.filter(territory=event.territory)
        self.fields["structure"].required = False
        self.fields["structure"].empty_label = "—"

    def clean_siret(self):
        siret = clean_siret(self.cleaned_data["siret"])
        if siret and Structure.objects.filter(territory=self.event.territory, siret=siret).exists():
            raise forms.ValidationError(_("A structure with this SIRET already exists: choose it in the list."))
        return siret

    def clean(self):
        data = super().clean()
        typed = data.get("new_structure", "").strip()
        if typed and not self.errors:
            known = Structure.objects.filter(territory=self.event.territory, name__iexact=typed).first()
            data["structure"] = known or Structure(
                territory=self.event.territory, name=typed, siret=data.get("siret", ""), kind=Structure.Kind.OTHER
            )
        return data

    def _post_clean(self):
        # An unsaved structure cannot be given to the instance yet: the verb saves both.
        self.structure = self.cleaned_data.get("structure")
        if self.structure is not None and self.structure.pk is None:
            self.cleaned_data["structure"] = None
        super()._post_clean()


class FacilitatorForm(WithStructureForm):
    language = MailLanguage()

    class Meta:
        model = Facilitator
        fields = ["given_name", "family_name", "email", "phone", "language", "table", "structure"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tables = self.event.tables.select_related("workshop").order_by("number")
        self.fields["language"].initial = self.instance.language
        self.fields["table"].queryset = tables
        self.fields["table"].label_from_instance = lambda table: f"{table} · {table.workshop}"
        self.fields["table"].empty_label = _("No table yet")
        if self.instance.phone:
            self.initial["phone"] = spoken_phone(self.instance.phone)

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        same = Facilitator.objects.filter(event=self.event, email__iexact=email).exclude(pk=self.instance.pk)
        if email and same.exists():
            raise forms.ValidationError(_("This person already facilitates a table of this evening."))
        return email


class PartnerForm(WithStructureForm):
    class Meta:
        model = Partner
        fields = ["structure", "part"]

    def clean(self):
        data = super().clean()
        structure = data.get("structure")
        if structure is None and not self.errors:
            self.add_error("structure", _("Choose a structure, or write the name of a new one."))
        elif structure and structure.pk:
            same = Partner.objects.filter(event=self.event, structure=structure).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("structure", _("This structure is already a partner of the evening."))
        return data
