"""Photos of a project's sheets: several at once, then each in words."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.photo import MOST_AT_ONCE, SeveralFiles, SeveralFilesField
from foundation import pictures, uploads


class SheetPhotosForm(forms.Form):
    """`pictures` are those that can be read; `refused` says why each other one is not taken: the rest is kept."""

    photos = SeveralFilesField(
        label=gettext_lazy("Photos"),
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, twelve at once. Where and when they were taken is removed. Only the group and the team "
            "see them, until you choose to show one."
        ),
    )
    alt = forms.CharField(
        label=gettext_lazy("What do they show?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For who cannot see them: “The van in front of the church of Orgelet”."),
    )

    def __init__(self, *args, too_heavy=(), **kwargs):
        super().__init__(*args, **kwargs)
        said = _("It weighs more than %(limit)s MB: take it again in a smaller size. The others are kept.")
        self.pictures = []
        self.refused = [(name, said % {"limit": uploads.limit_in_mb()}) for name in too_heavy]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        cleaned = super().clean()
        sent = cleaned.get("photos", [])
        if not sent and not self.refused:
            self.add_error("photos", _("Choose at least one photo."))
        for upload in sent[:MOST_AT_ONCE]:
            try:
                self.pictures.append(pictures.read(upload))
            except ValidationError as refusal:
                self.refused.append((upload.name, refusal.messages[0]))
        self.refused += [(one.name, _("Twelve at once: send it again.")) for one in sent[MOST_AT_ONCE:]]
        return cleaned
