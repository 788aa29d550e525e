"""The words of one mail, as its team types them: variables are read by their names, kept by their keys."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.wording import LONGEST_BODY, LONGEST_SUBJECT
from foundation import wording


class TextForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "true", "data-words": ""}),
        help_text=_(
            "A blank line parts paragraphs. # before a line: a title. - before a line: an entry of a list. "
            "**strong**. [words](https://address): a link."
        ),
        error_messages={"required": _("Write a text, or take the original one back.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, mail, **kwargs):
        super().__init__(*args, **kwargs)
        self.mail = mail

    def clean_subject(self):
        return self._read("subject")

    def clean_body(self):
        return self._read("body")

    def _read(self, name):
        """Return the text with keys; every variable that nobody knows is told at once, with the nearest name."""
        text, names = self.cleaned_data[name].replace("\r\n", "\n"), self.mail.names()
        found = wording.problems(text, names)
        if found:
            raise ValidationError(found)
        return wording.translated(text, names)


def as_typed(mail, text):
    """Return `text` as people read it: variables by their names."""
    return wording.translated(text, {key: name for name, key in mail.names().items()})
