"""The sheet of an idea, from three lines to the whole; what was typed is kept whatever is refused."""

import uuid

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models import Table
from foundation.pictures import PictureField
from ideas import guarding
from ideas.models import Idea
from ideas.submitting import Draft
from members.consents import TEXTS
from members.forms import CommuneForm
from members.models import ConsentRecord


class Words(forms.CharField):
    """A text as people type it: browsers count a line break as one character and send two."""

    def __init__(self, *, max_length, rows=0, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return super().to_python(value)


def _words(name, *, rows=0, **kwargs):
    """A field over one of the idea's texts, with its label and length."""
    field = Idea._meta.get_field(name)
    kwargs.setdefault("label", capfirst(field.verbose_name))
    return Words(max_length=field.max_length, rows=rows, required=name == "title", **kwargs)


TERMS = TEXTS[ConsentRecord.Purpose.TERMS]
TITLE_MISSING = {"required": _("Give your idea a name, even a provisional one. The rest is kept.")}
TOO_QUICK = _("It went a little fast for our robot filter. Everything is kept: touch Send once more.")
TRAPPED = _("A hidden field was filled, by your browser perhaps. We kept the rest: touch Send once more.")
CROWDED = _("Many ideas are arriving at once. Yours is kept below: wait a minute, then touch Send once more.")


class IdeaForm(forms.Form):
    """One screen: title, need, solution (D11); its key makes it exist once (D12)."""

    title = _words("title", error_messages=TITLE_MISSING)
    need = _words("need", rows=3)
    solution = _words("solution", rows=3)
    solution.widget.attrs["placeholder"] = _("Who does what, for whom?")
    author_name = Words(max_length=80, label=_("Your given name"), required=False)
    show_name = forms.BooleanField(label=TEXTS[ConsentRecord.Purpose.NAME_SHOWN], required=False)
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(required=False, max_length=500)
    queued = forms.BooleanField(required=False)

    def clean(self):
        data = super().clean()
        if data.get("website"):
            raise forms.ValidationError(TRAPPED, code="trap")
        if not self.errors and not data.get("queued") and guarding.is_too_quick(data.get("stamp") or ""):
            raise forms.ValidationError(TOO_QUICK, code="quick")
        return data

    @property
    def key(self):
        """The sending's key, kept when the form comes back, drawn when there is none."""
        typed = self.cleaned_data.get("client_key") if hasattr(self, "cleaned_data") else None
        return typed or self._new_key()

    @property
    def kept_stamp(self):
        """The time the form was first served, kept when it comes back."""
        typed = self.data.get("stamp", "") if self.is_bound else ""
        return typed if guarding.is_stamp(typed) else guarding.stamp()

    def draft(self, *, language):
        data = self.cleaned_data
        shown = data["show_name"] and bool(data["author_name"])
        return Draft(data["title"], data["need"], data["solution"], data["author_name"], shown, language)

    def _new_key(self):
        if not hasattr(self, "_key"):
            self._key = uuid.uuid4()
        return self._key


class PhotoForm(forms.Form):
    """The photo of a paper sheet, with words for who cannot see it; to be inherited."""

    photo = PictureField(help_text=_("JPEG, PNG or WebP. The place and the date noted by the phone are erased."))
    photo_alt = Words(
        max_length=200,
        required=False,
        label=_("What the photo shows"),
        help_text=_("In a few words, for people who cannot see it: “A drawing of the covered market”."),
    )


class DepositForm(PhotoForm, IdeaForm):
    """The phone's form on the site, where a photo weighs on nobody's table."""

    field_order = ["title", "need", "solution", "photo", "photo_alt", "author_name", "show_name"]


class TypedForm(PhotoForm, IdeaForm):
    """What someone says or wrote on paper, typed for them (D13, D63); no trap, no hurry."""

    field_order = ["title", "need", "solution", "author_name", "show_name", "photo", "photo_alt"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        return forms.Form.clean(self)


class EntryForm(TypedForm):
    """For the team, at an evening: the table as well."""

    table = forms.ModelChoiceField(Table.objects.none(), label=_("Table"), required=False, empty_label=_("No table"))

    field_order = ["table", *TypedForm.field_order]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].queryset = event.tables.select_related("workshop")
        self.fields["table"].label_from_instance = lambda table: f"{table.number} · {table.workshop}"


class WholeForm(CommuneForm):
    """Every text of the sheet; to be inherited."""

    title = _words("title", error_messages=TITLE_MISSING)
    need = _words("need", rows=3)
    solution = _words("solution", rows=3)
    audience = _words("audience", rows=2)
    existing = _words("existing", rows=2)
    payer = _words("payer", rows=2)
    resources = _words("resources", rows=2)
    first_step = _words("first_step", rows=2)
    seeks_bearer = forms.BooleanField(label=_("This idea seeks someone to carry it"), required=False)
    author_name = Words(max_length=80, label=_("Your given name"), required=False)
    show_name = forms.BooleanField(label=TEXTS[ConsentRecord.Purpose.NAME_SHOWN], required=False)

    KEPT = (*Idea.TEXTS, "commune", "commune_text", "seeks_bearer", "author_name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def values(self):
        return {name: self.cleaned_data[name] for name in self.KEPT}


class CompleteForm(PhotoForm, WholeForm):
    """The whole sheet, for its author (D11)."""

    remove_photo = forms.BooleanField(label=_("Remove this photo for good"), required=False)

    def __init__(self, data=None, files=None, *, idea):
        initial = {name: getattr(idea, name) for name in self.KEPT}
        codes = idea.commune.postal_codes.split() if idea.commune else []
        initial |= {
            "show_name": idea.name_is_shown,
            "postal_code": codes[0] if codes else "",
            "commune": idea.commune_id or "",
            "commune_text": idea.commune.name if idea.commune else idea.commune_text,
            "photo_alt": idea.kept_photo.alt if idea.kept_photo else "",
        }
        super().__init__(data, files, initial=initial)


class FollowForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Write an address, as nadia@exemple.fr."),
            "invalid": _("This address is not complete: it looks like nadia@exemple.fr."),
        },
    )
