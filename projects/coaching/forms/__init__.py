"""What a team types about its advice."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.coaching.advice import usual_named
from projects.coaching.models import AdviceSetting, CoachRules
from projects.coaching.models.settings import MOST_DAYS

HOURS = [(hour, f"{hour}\u00a0h") for hour in range(8, 17)]  # nobody is written to at night


class RulesForm(forms.ModelForm):
    hour = forms.TypedChoiceField(label=_("From what hour"), choices=HOURS, coerce=int)

    class Meta:
        model = CoachRules
        fields = ("active", "weekday", "hour")


class AdviceForm(forms.ModelForm):
    class Meta:
        model = AdviceSetting
        fields = ("active", "days", "sentence", "why")
        widgets = {"sentence": forms.Textarea(attrs={"rows": 2}), "why": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, advice, own, **kwargs):
        super().__init__(*args, instance=own or AdviceSetting(code=advice.code, days=advice.days), **kwargs)
        self.fields["days"].widget.attrs |= {"min": 1, "max": MOST_DAYS}
        self.fields["days"].min_value, self.fields["days"].max_value = 1, MOST_DAYS
        self.fields["sentence"].help_text = gettext(
            "Left empty, the usual words are used. %(word)s becomes the name of the idea, the group or the project."
        ) % {"word": "{nom}"}
        self.fields["why"].help_text = _("Left empty, the usual words are used.")
        usual = usual_named(advice.code)
        self.fields["sentence"].widget.attrs["placeholder"] = usual.sentence("{nom}", language="fr")
        self.fields["why"].widget.attrs["placeholder"] = usual.why(language="fr")

    def clean_days(self):
        days = self.cleaned_data["days"]
        if not 1 <= days <= MOST_DAYS:
            raise forms.ValidationError(_("From 1 to 365."))
        return days

    def clean_sentence(self):
        return " ".join(self.cleaned_data["sentence"].split())

    def clean_why(self):
        return " ".join(self.cleaned_data["why"].split())
