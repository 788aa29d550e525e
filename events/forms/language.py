"""In which language someone who was given a link is written to."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class MailLanguage(forms.ChoiceField):
    """Nobody has to choose: what is left out is what was offered."""

    def __init__(self):
        super().__init__(
            label=_("Language of the mails"), choices=settings.LANGUAGES, required=False, initial=settings.LANGUAGE_CODE
        )

    def offer(self, kept):
        """Offer what was `kept`; as long as nobody chose, the language of the page that is read."""
        self.initial = kept if kept != settings.LANGUAGE_CODE else get_language()

    def clean(self, value):
        return super().clean(value) or self.initial
