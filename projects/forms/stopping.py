"""Why a project goes back, stops, joins another, or comes back before the committee."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import Words
from projects.models import Project

MOST_TARGETS = 200  # projects of one territory to choose from


class ReasonForm(forms.Form):
    why = Words(
        label=_("Why?"),
        max_length=300,
        rows=3,
        help_text=_("The group, and whoever wrote its ideas, read it."),
        error_messages={"required": _("Say why in a few words: the group, and whoever wrote its ideas, will read it.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class NewElementsForm(forms.Form):
    """What changed since the committee said no, or asked to work on it again (D32)."""

    text = Words(
        label=_("What changed since?"),
        max_length=3000,
        rows=8,
        help_text=_("The experts read it first, beside the file: a customer who signed, a price, someone who joined…"),
        error_messages={"required": _("Say in a few lines what changed: the experts will read it first.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class StopForm(ReasonForm):
    """For a while, or for good; the ideas of an abandoned project are free again, or rest with it."""

    how = forms.ChoiceField(
        label=_("For how long?"),
        choices=[
            ("suspendre", _("For a while: it can resume where it stopped")),
            ("abandonner", _("For good: its ideas may seek another project")),
            ("reserver", _("For good, and its ideas are set aside too")),
        ],
        initial="suspendre",
        widget=forms.RadioSelect,
    )
    field_order = ["how", "why"]


class MergeForm(ReasonForm):
    """Goes on within another project of the territory."""

    target = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Within which project?"),
        empty_label=_("Choose a project"),
        to_field_name="slug",
        error_messages={"required": _("Choose the project that it joins.")},
    )
    field_order = ["target", "why"]

    def __init__(self, data=None, *, project):
        super().__init__(data)
        others = Project.objects.living().filter(territory=project.territory_id).exclude(pk=project.pk)
        self.fields["target"].queryset = others.order_by("name", "pk")
        self.fields["target"].choices = [
            ("", _("Choose a project")),
            *((one.slug, one.name) for one in others.order_by("name", "pk")[:MOST_TARGETS]),
        ]
