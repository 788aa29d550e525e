"""Photos of an edition: several at once, then one by one what is on them and who agreed."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import EventPhoto
from foundation.several_pictures import SeveralPicturesField, SeveralPicturesForm


class PhotosForm(SeveralPicturesForm):
    photos = SeveralPicturesField(
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, twelve at once. The team alone sees them until you publish each one."
        )
    )
    credit = forms.CharField(label=gettext_lazy("Who took them"), max_length=80, required=False)


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
