"""Several photos sent at once: each is judged by itself, and those that can be read are kept."""

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import pictures, uploads


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralPicturesField(forms.FileField):
    """Once clean, the uploads as they came."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Photos"))
        super().__init__(
            required=False, widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}), **kwargs
        )

    def clean(self, data, initial=None):
        return list(data or [])


class SeveralPicturesForm(forms.Form):
    """What is sent as `photos`: `pictures` are those that can be read, `refusals` says why each other one is not."""

    most = 12  # a phone's selection; each takes a quarter of a second to be drawn anew
    beyond = gettext_lazy("Twelve at once: send it again.")

    photos = SeveralPicturesField()

    def __init__(self, *args, too_heavy=(), **kwargs):
        super().__init__(*args, **kwargs)
        said = _("It weighs more than %(limit)s MB: take it again in a smaller size. The others are kept.")
        self.pictures = []
        self.refusals = [f"{name} · {said % {'limit': uploads.limit_in_mb()}}" for name in too_heavy]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @classmethod
    def of(cls, request):
        """Return the form of a request that `uploads.several` opened."""
        if request.method != "POST":
            return cls()
        return cls(request.POST, request.FILES, too_heavy=uploads.refused_names(request))

    def clean(self):
        cleaned = super().clean()
        sent = cleaned.get("photos", [])
        if not sent and not self.refusals:
            self.add_error("photos", _("Choose at least one photo."))
        for upload in sent[: self.most]:
            try:
                self.pictures.append(pictures.read(upload))
            except ValidationError as refusal:
                self.refusals.append(f"{upload.name} · {refusal.messages[0]}")
        self.refusals += [f"{upload.name} · {self.beyond}" for upload in sent[self.most :]]
        return cleaned

    def tell(self, request, said):
        """Say in the next page what was kept, `said`, and why each other photo was not."""
        messages.success(request, said)
        for sentence in self.refusals:
            messages.warning(request, sentence)

    def refuse(self):
        """Nothing was kept: say why in the form."""
        for sentence in self.refusals:
            self.add_error("photos", sentence)
