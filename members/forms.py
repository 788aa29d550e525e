"""Forms about people: where they live, who they are, what they may do."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.folding import fold
from members.models import Commune, Role, Territory
from members.models.people import LANGUAGES
from members.phones import clean_phone, spoken_phone


class CommuneForm(forms.Form):
    """A commune from its postal code's list, or in free words elsewhere; to be inherited by a form that asks for it.

    `static/js/commune.js` turns the words into a list as the code is typed; without it, a name is recognised. Once
    clean, `commune` is a `Commune` or None and `commune_text` the words typed when there is none.
    """

    postal_code = forms.CharField(
        label=_("Postal code"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    commune = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    commune_text = forms.CharField(
        label=_("Commune"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("commune_text", "").strip()
        commune = recognised(cleaned.get("postal_code", ""), chosen=cleaned.get("commune", ""), named=text)
        return {**cleaned, "commune": commune, "commune_text": "" if commune else text}


def recognised(code, *, chosen="", named=""):
    """Return the commune of a postal code that was chosen (INSEE), or named, or is alone there; else None."""
    code = code.replace(" ", "").replace("\u00a0", "")
    found = list(Commune.objects.with_postal_code(code)) if len(code) == 5 and code.isdecimal() else []
    if chosen or named:
        known = [commune for commune in found if commune.insee == chosen]
        known = known or [commune for commune in found if fold(commune.name) == fold(named)]
    else:
        known = found if len(found) == 1 else []
    return known[0] if known else None


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
                "commune": person.commune_id or "",
                "commune_text": commune.name if commune else person.commune_text,
                "language": person.language,
            },
        )

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def profile(self):
        """What was typed, as the person's `introduce` takes it."""
        names = ("given_name", "family_name", "phone", "commune", "commune_text", "language")
        return {name: self.cleaned_data[name] for name in names}


class RoleForm(forms.Form):
    """Gives a role to an address: the person is awaited there, and signs in with it (D60)."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("The person signs in with this address.")
    )
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
