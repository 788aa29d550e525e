"""Photos of an edition: several at once, then one by one what is on them and who agreed."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import EventPhoto
from foundation import pictures

MOST_AT_ONCE = 12  # a phone's selection; each takes a quarter of a second to be drawn anew


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Once clean, the uploads as they came: each is judged by itself."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        return list(data or [])


class PhotosForm(forms.Form):
    """`pictures` are those that can be read; `refused` says why each other one is not taken."""

    photos = SeveralFilesField(
        label=gettext_lazy("Photos"),
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, twelve at once. The team alone sees them until you publish each one."
        ),
    )
    credit = forms.CharField(label=gettext_lazy("Who took them"), max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pictures, self.refused = [], []
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        cleaned = super().clean()
        uploads = cleaned.get("photos", [])
        if not uploads:
            self.add_error("photos", _("Choose at least one photo."))
        for upload in uploads[:MOST_AT_ONCE]:
            try:
                self.pictures.append(pictures.read(upload))
            except ValidationError as refusal:
                self.refused.append((upload.name, refusal.messages[0]))
        self.refused += [(one.name, _("Twelve at once: send it again.")) for one in uploads[MOST_AT_ONCE:]]
        return cleaned


class PhotoForm(forms.ModelForm):
    class Meta:
        model = EventPhoto
        fields = ["alt", "caption", "credit", "people", "agreement", "agreed_on"]
        widgets = {
            "people": forms.RadioSelect,
            "agreed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "alt": gettext_lazy("For who cannot see it: “Eleven people around a table covered with notes”."),
            "agreement": gettext_lazy("Signed paper, ticked when registering, message… and who asked them."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = EventPhoto.People.choices
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_agreed_on(self):
        day = self.cleaned_data["agreed_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class RemovalForm(forms.Form):
    """Whoever is on a photo asks for it to go, without having to say who they are."""

    words = forms.CharField(
        label=gettext_lazy("Why, if you wish to say"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail, if you want an answer"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
