"""The script of a workshop, step by step, as a team or a table writes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_STEPS = 12
SPARE = 2  # empty steps at the end, to add some
LONGEST = 600  # minutes of one step


class StepForm(forms.Form):
    title = forms.CharField(label=_("Step"), max_length=80, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(
        label=_("What is done"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        data = super().clean()
        if data.get("title") and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How many minutes does this step take?"))
        if not data.get("title") and (data.get("words") or data.get("minutes")) and not self.was_shown:
            self.add_error("title", _("Give this step a name, or empty it whole."))
        return data

    @property
    def was_shown(self):
        """A step that was there: emptying its name takes it out."""
        return bool(self.initial.get("title"))


class BaseScriptSet(forms.BaseFormSet):
    def clean(self):
        if not any(self.errors) and not self.steps():
            raise forms.ValidationError(_("A script has one step at least. The button below brings ours back."))

    def steps(self):
        """Return the steps kept, in order: [{"minutes": int, "title": str, "words": str}, …]."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        return [{name: step[name] for name in ("minutes", "title", "words")} for step in kept]


def script_set(steps, data=None):
    """Return the forms of `steps`, with `SPARE` empty ones."""
    spare = max(0, min(SPARE, MOST_STEPS - len(steps)))
    made = forms.formset_factory(StepForm, formset=BaseScriptSet, extra=spare, max_num=MOST_STEPS, absolute_max=40)
    return made(data, initial=steps)
