"""What the bearer reads of a decision; its outcome comes from the votes and is in no form (D29, D31)."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import Words
from projects.models import Decision


def _words(name, *, rows, **kwargs):
    field = Decision._meta.get_field(name)
    kwargs = {"label": field.verbose_name, "max_length": field.max_length, "required": False, **kwargs}
    return Words(rows=rows, **kwargs)


class DecisionForm(forms.Form):
    """The words of a draft; `version` is the one that the page showed. Nothing is compulsory until it is confirmed."""

    reasons = _words(
        "reasons", rows=6, label=_("Why"),
        help_text=_("What the votes weighed, in plain words. Never who voted what, nor how many."),
    )  # fmt: skip
    strengths = _words("strengths", rows=4, label=_("What the committee liked"))
    to_work_on = _words("to_work_on", rows=4, label=_("What is to be worked on"))
    next_step = _words(
        "next_step", rows=3, label=_("What comes next"),
        help_text=_("Left empty, the letter says what usually comes next."),
    )  # fmt: skip
    contact = _words(
        "contact", rows=0, label=_("Whom to ask"), help_text=_("A name, a number or an address, for questions.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, decision):
        names = ("strengths", "reasons", "to_work_on", "next_step", "contact", "version")
        super().__init__(data, initial={name: getattr(decision, name) for name in names})
        if decision.needs_reasons:
            self.fields["reasons"].label = _("Why (compulsory)")
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def words(self):
        """{field: text} as `confirming.write` takes them; call it once the form is valid."""
        return {name: text for name, text in self.cleaned_data.items() if name != "version"}
