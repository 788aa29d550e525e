"""The forms of a door: one gesture of its phone, a person without a ticket, and a volunteer's door itself."""

from datetime import UTC, datetime

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from events.arriving import Act
from events.models import Door, Registration
from events.registering import Newcomer
from members.consents import TEXTS
from members.models import ConsentRecord

Age = Registration.AgeBand
FARTHEST = 4_000_000_000  # seconds since 1970: beyond, no clock
KEY = RegexValidator(r"^[0-9a-f-]{8,40}$")
MARK = RegexValidator(r"^[0-9a-f]{24}$")


class NewDoorForm(forms.ModelForm):
    class Meta:
        model = Door
        fields = ["name"]
        help_texts = {"name": _("The other doors read it: “marked present at 18:02, at Camille’s door”.")}
        error_messages = {"name": {"required": _("Write a given name: the other doors read who welcomed whom.")}}


class WalkInForm(forms.Form):
    """Who comes without a ticket, in a quarter of a minute; read again from a phone that had kept it."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name, or its initial"), max_length=80, required=False)
    table = forms.TypedChoiceField(label=_("Table"), coerce=int, empty_value=None, required=False)
    age_band = forms.ChoiceField(
        label=_("Age"),
        required=False,
        choices=[("", _("18 or over")), (Age.FROM_15, _("15 to 17")), (Age.UNDER_15, _("under 15"))],
    )
    image = forms.BooleanField(label=TEXTS[ConsentRecord.Purpose.IMAGE], required=False)

    def __init__(self, *args, tables, **kwargs):
        """`tables`: lines of `door_list.tables_of`, the one with the most room is proposed."""
        super().__init__(*args, **kwargs)
        free = [line for line in tables if line[4] > 0]
        self.fields["table"].choices = [
            ("", _("No table yet")),
            *((number, f"{number} · {title}"[:60]) for number, _workshop, title, _room, _left in free),
        ]
        if free:
            self.initial["table"] = max(free, key=lambda line: line[4])[0]


class ActForm(forms.Form):
    """One gesture as a phone sends it, or as the page's own buttons do."""

    KINDS = [(kind, kind) for kind in ("present", "undo", "walk_in", "seat")]
    AGES = [("", ""), (Age.FROM_15, ""), (Age.UNDER_15, "")]

    key = forms.CharField(validators=[KEY])
    kind = forms.ChoiceField(choices=KINDS)
    mark = forms.CharField(validators=[MARK], required=False)
    code = forms.CharField(max_length=40, required=False)
    undoes = forms.CharField(max_length=40, required=False)
    table = forms.IntegerField(min_value=1, max_value=32767, required=False)
    at = forms.IntegerField(min_value=0, max_value=FARTHEST, required=False)
    given_name = forms.CharField(max_length=80, required=False)
    family_name = forms.CharField(max_length=80, required=False)
    age_band = forms.ChoiceField(choices=AGES, required=False)
    image = forms.BooleanField(required=False)

    def clean(self):
        data = super().clean()
        needed = {"present": ("mark", "code"), "undo": ("undoes",), "walk_in": ("given_name",), "seat": ("mark",)}
        if not any(data.get(name) for name in needed.get(data.get("kind"), ())):
            raise forms.ValidationError(_("This gesture says nothing: it was left out."))
        return data

    def act(self):
        data = self.cleaned_data
        return Act(
            key=data["key"],
            kind=data["kind"],
            mark=data["mark"],
            code=data["code"],
            undoes=data["undoes"],
            table=data["table"],
            newcomer=self._newcomer() if data["kind"] == "walk_in" else None,
            at=datetime.fromtimestamp(data["at"], UTC) if data["at"] else None,
        )

    def _newcomer(self):
        data = self.cleaned_data
        consents = (ConsentRecord.Purpose.IMAGE,) if data["image"] else ()
        return Newcomer(data["given_name"], data["family_name"], age_band=data["age_band"], consents=consents)
