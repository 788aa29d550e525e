"""What experts and the chair type about links with a file (D25)."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.forms import Words
from projects.committee.models import Declaration, StandingInterest

MOST_WORDS = 300


class Bare(forms.Form):
    """The template holds the form's tag."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class FreeForm(Bare):
    """« Nothing links me to this file »; why, when a link was proposed."""

    words = Words(
        label=_("Why does this link not count?"),
        max_length=MOST_WORDS,
        rows=2,
        help_text=_("One sentence; the chair and the secretary read it."),
        error_messages={"required": _("Say in a sentence why this link does not count for this file.")},
    )

    def __init__(self, *args, links, **kwargs):
        super().__init__(*args, **kwargs)
        if not links:
            del self.fields["words"]


class RecusalForm(Bare):
    """« I stand down from this file »: the reason, a few words when they help."""

    reason = forms.ChoiceField(
        label=_("For what reason?"),
        choices=Declaration.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason: a general word is enough.")},
    )
    words = Words(
        label=_("In a few words"),
        max_length=MOST_WORDS,
        rows=2,
        required=False,
        help_text=_("May be left empty, but for “other reason”. The chair and the secretary alone read it."),
    )

    def clean(self):
        if self.cleaned_data.get("reason") == Declaration.Reason.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", _("Say why in a few words."))
        return self.cleaned_data


class SetAsideForm(RecusalForm):
    """The chair sets an expert aside from a file, and says why."""

    item = forms.ModelChoiceField(None, label=pgettext_lazy("committee", "File"), empty_label=_("Choose a file"))
    expert = forms.ModelChoiceField(None, label=_("Expert"), empty_label=_("Choose an expert"))
    field_order = ["item", "expert", "reason", "words"]

    def __init__(self, *args, items, experts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset, self.fields["expert"].queryset = items, experts
        self.fields["item"].label_from_instance = lambda item: str(item.project)
        words = self.fields["words"]
        words.required, words.help_text = True, _("The expert, the chair and the secretary read it.")
        words.error_messages["required"] = _("Say why in a few words: the expert reads it.")


class InterestForm(Bare, forms.ModelForm):
    """A link that lasts."""

    class Meta:
        model = StandingInterest
        fields = ("kind", "name", "words")
        widgets = {"name": forms.TextInput(attrs={"list": "structures", "autocomplete": "off"})}
        error_messages = {"name": {"required": _("Write the name of the structure or the person.")}}
        help_texts = {"words": _("May be left empty: “treasurer until 2020”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *StandingInterest.Kind.choices]
