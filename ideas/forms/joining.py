"""« Qui continue ? »: one person at a time, of the table or not, with their consent (D56)."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms.sheets import Words
from ideas.models import Joiner
from members.consents import TEXTS
from members.models import ConsentRecord
from members.phones import clean_phone

OTHER = "autre"


class JoinForm(forms.Form):
    """`people`: [(a registration's code, a name)] of who is present and may be proposed; their name is not typed."""

    person = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect, required=False)
    given_name = Words(max_length=80, label=_("Given name"), required=False)
    family_name = Words(
        max_length=80, label=_("Family name"), required=False, help_text=_("If they wish: the given name is enough.")
    )
    role = forms.ChoiceField(
        label=_("What for?"),
        choices=Joiner.Role,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they would like to do.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        error_messages={"invalid": _("This address is not complete: it looks like nadia@exemple.fr.")},
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    consent = forms.BooleanField(
        label=TEXTS[ConsentRecord.Purpose.JOINING],
        error_messages={"required": _("Without their agreement we keep nothing: let them tick the box themselves.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_people = bool(people)
        self.fields["person"].choices = [*people, (OTHER, _("Someone else"))]
        self.initial.setdefault("key", uuid.uuid4())

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean(self):
        data = super().clean()
        data["person"] = "" if data.get("person") == OTHER else data.get("person", "")
        if not data["person"] and not data.get("given_name") and "given_name" not in self.errors:
            self.add_error("given_name", _("Touch a name above, or write the given name."))
        data["key"] = data.get("key") or uuid.uuid4()
        return data
