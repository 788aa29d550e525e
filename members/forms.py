"""Forms about people and territories."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from members.models import Commune, Role, Territory
from members.models.people import LANGUAGES
from members.phones import clean_phone, spoken_phone


class CommuneForm(forms.Form):
    """A commune from its postal code's list, or in free words elsewhere; to be inherited by a form that asks for it.

    `static/js/commune.js` fills the list as the code is typed; without it, the page comes back with the list. Once
    clean, `commune` is a `Commune` or None and `commune_text` the words typed when there is none.
    """

    postal_code = forms.CharField(
        label=_("Postal code"),
        required=False,
        max_length=10,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "postal-code",
                "data-communes": reverse_lazy("members:communes"),
            }
        ),
    )
    commune = forms.ModelChoiceField(
        Commune.objects.none(), label=_("Commune"), required=False, empty_label=_("Choose in the list")
    )
    commune_text = forms.CharField(
        label=_("Commune, if it is not in the list"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = self.data.get(self.add_prefix("postal_code")) if self.is_bound else self.initial.get("postal_code")
        self.fields["commune"].queryset = communes_of(typed)

    def clean(self):
        cleaned = super().clean()
        found = list(self.fields["commune"].queryset[:60])
        commune, text = cleaned.get("commune"), cleaned.get("commune_text", "").strip()
        if len(found) == 1 and not text:
            commune = found[0]
        if len(found) > 1 and commune is None and not text and "commune" not in self.errors:
            self.add_error("commune", _("Several communes share this postal code: choose yours in the list."))
        cleaned["commune"] = commune
        cleaned["commune_text"] = "" if commune else text
        return cleaned


def communes_of(code):
    """Return the communes of a postal code as typed; none for what is not five figures."""
    code = (code or "").replace(" ", "")
    return Commune.objects.with_postal_code(code) if len(code) == 5 and code.isdecimal() else Commune.objects.none()


class ProfileForm(CommuneForm):
    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("As 06 12 34 56 78. Only the team of your territory sees it."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language of the mails"), choices=LANGUAGES)

    field_order = ["given_name", "family_name", "phone", "postal_code", "commune", "commune_text", "language"]

    @classmethod
    def of(cls, person, data=None):
        """The form of `person`, filled with what is known."""
        commune = person.commune
        return cls(
            data,
            initial={
                "given_name": person.given_name,
                "family_name": person.family_name,
                "phone": spoken_phone(person.phone) if person.phone else "",
                "postal_code": commune.postal_codes.split()[0] if commune else "",
                "commune": commune,
                "commune_text": person.commune_text,
                "language": person.language,
            },
        )

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def profile(self):
        """What was typed, as the person's `introduce` takes it."""
        names = ("given_name", "family_name", "phone", "commune", "commune_text", "language")
        return {name: self.cleaned_data[name] for name in names}


class TerritoryForm(forms.ModelForm):
    class Meta:
        model = Territory
        fields = ["name", "brand", "accent", "contact_email", "contact_phone"]
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}
        help_texts = {
            "brand": _("How your evenings are called: it may change from one edition to the next."),
            "accent": _("Of buttons, links and page headers. Colours that would be hard to read are refused."),
            "contact_email": _("Shown on your pages, for people who want to write to you."),
        }

    def clean_contact_phone(self):
        return clean_phone(self.cleaned_data["contact_phone"])


class RoleForm(forms.Form):
    """Gives a role to an address: the person is awaited there, and signs in with it (D60)."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The person signs in with this address."))
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind)
    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Territory"), empty_label=None)

    def __init__(self, *args, administrator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.administered_by(administrator)

    def give(self, *, by):
        """Give the role; False, with the reason in the form, when it cannot be."""
        typed = self.cleaned_data
        names = {"given_name": typed["given_name"].strip(), "family_name": typed["family_name"].strip()}
        try:
            Role.objects.give_to_address(
                typed["email"], names=names, territory=typed["territory"], kind=typed["kind"], by=by
            )
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True
