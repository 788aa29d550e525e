"""What a project says of itself: to its group, and to everyone."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Theme
from ideas.forms import Words
from members.forms import CommuneForm
from projects.models import Project, PublicPage


def _words(model, name, *, rows=0, **kwargs):
    field = model._meta.get_field(name)
    return Words(label=capfirst(field.verbose_name), max_length=field.max_length, rows=rows, **kwargs)


class DescribeForm(CommuneForm):
    name = _words(Project, "name", error_messages={"required": _("Give the project a name, even a provisional one.")})
    summary = _words(
        Project, "summary", rows=4, required=False, help_text=_("What it is, for whom, where. Everyone will read it.")
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Theme"), required=False, empty_label=pgettext_lazy("theme", "None")
    )

    def __init__(self, data=None, *, project):
        town = project.commune
        initial = {
            "name": project.name,
            "summary": project.summary,
            "theme": project.theme_id,
            "postal_code": town.postal_codes.split()[0] if town else "",
            "commune": project.commune_id or "",
            "commune_text": town.name if town else "",
        }
        super().__init__(data, initial=initial)
        self.project = project
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("commune_text"):
            self.add_error("commune_text", _("We do not know this commune: check its postal code and its name."))
        return cleaned

    def values(self):
        """What was typed, as the project's `describe` takes it."""
        return {name: self.cleaned_data[name] for name in ("name", "summary", "theme", "commune")}


class PageForm(forms.Form):
    """The blocks of the public page: what is left empty is not shown."""

    need = _words(PublicPage, "need", rows=4, required=False)
    solution = _words(PublicPage, "solution", rows=4, required=False)
    prototype = _words(PublicPage, "prototype", rows=4, required=False)
    help_wanted = _words(PublicPage, "help_wanted", rows=3, required=False)
    shows_partners = forms.BooleanField(label=_("Show the partners that agreed"), required=False)
    shows_bearer = forms.BooleanField(label=_("Show the bearer’s given name, if they agreed"), required=False)
    shows_ideas = forms.BooleanField(label=_("Show the ideas it was made of"), required=False)

    def __init__(self, data=None, *, page):
        super().__init__(data, initial={name: getattr(page, name) for name in self.base_fields})
        self.helper = FormHelper()
        self.helper.form_tag = False
