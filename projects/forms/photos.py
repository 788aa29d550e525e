"""Photos of a project's sheets: several at once, then each in words."""

from django import forms
from django.utils.translation import gettext_lazy

from foundation.several_pictures import SeveralPicturesField, SeveralPicturesForm


class SheetPhotosForm(SeveralPicturesForm):
    photos = SeveralPicturesField(
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, twelve at once. Where and when they were taken is removed. Only the group and the team "
            "see them, until you choose to show one."
        )
    )
    alt = forms.CharField(
        label=gettext_lazy("What do they show?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For who cannot see them: “The van in front of the church of Orgelet”."),
    )
