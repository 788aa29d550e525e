"""Makes a project of ideas chosen by the team."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import Words
from projects.models import Project


class StartForm(forms.Form):
    name = Words(
        label=_("Name of the project"),
        max_length=120,
        error_messages={"required": _("Give the project a name, even a provisional one.")},
    )
    summary = Words(
        label=_("The project in a few sentences"),
        max_length=Project._meta.get_field("summary").max_length,
        rows=4,
        required=False,
        help_text=_("It can be written later, with the group."),
    )

    def __init__(self, data=None, *, ideas):
        first = ideas[0] if ideas else None
        initial = {"name": first.title, "summary": (first.solution or first.need)[:800]} if first else {}
        super().__init__(data, initial=initial)
        self.helper = FormHelper()
        self.helper.form_tag = False
