"""What facilitators and partners' contacts type, from the link of their mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.language import MailLanguage
from events.models import Facilitator
from events.models.briefing import MOST_WANTED
from foundation.templatetags.french import hour, long_date
from members.phones import clean_phone

FEWEST_LINES, MOST_LINES = 2, 10


class BriefingChoice(forms.ModelChoiceField):
    """The briefings to come, each with its day, hours and place."""

    def label_from_instance(self, briefing):
        words = f"{long_date(briefing.starts_at)}, {hour(briefing.starts_at)} – {hour(briefing.ends_at)}"
        where = ", ".join(filter(None, [briefing.place, str(_("from afar")) if briefing.online_url else ""]))
        return f"{words[:1].upper()}{words[1:]} · {where}"


class AnswerForm(forms.Form):
    """Yes: with the briefing chosen when there are some, and what the person needs."""

    needs = forms.CharField(
        label=_("What you need (optional)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A place to sit, a lift home, a question…"),
    )
    language = MailLanguage()

    def __init__(self, *args, person, briefings, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["needs"] = person.needs
        self.fields["language"].offer(person.language)
        if briefings.exists():
            self.fields["briefing"] = BriefingChoice(
                briefings, label=_("Your briefing"), required=False, widget=forms.RadioSelect,
                empty_label=_("I cannot come to a briefing"), initial=person.briefing,
            )  # fmt: skip
            self.order_fields(["briefing", "needs", "language"])

    def answer(self):
        data = self.cleaned_data
        return {"briefing": data.get("briefing"), "needs": data["needs"].strip(), "language": data["language"]}


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("A word for the team (optional)"), max_length=200, required=False)


class ComerForm(forms.Form):
    """One line of a call's answer: someone who will come."""

    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean(self):
        data = super().clean()
        if any(data.values()):
            if not data.get("given_name") and "given_name" not in self.errors:
                self.add_error("given_name", _("Write the given name."))
            if not data.get("family_name") and "family_name" not in self.errors:
                self.add_error("family_name", _("Write the family name."))
            if not self.errors and not data["email"] and not data["phone"]:
                self.add_error("email", _("An e-mail or a phone, so that the team can reach this person."))
        return data


class BaseComers(forms.BaseFormSet):
    def clean(self):
        typed = [form.cleaned_data.get("email", "").lower() for form in self.forms if form.cleaned_data]
        typed = [email for email in typed if email]
        if len(typed) != len(set(typed)):
            raise forms.ValidationError(_("The same e-mail is written twice: each person needs their own, or a phone."))

    def people(self):
        """The unsaved facilitators of the lines that were filled."""
        filled = [form.cleaned_data for form in self.forms if any(form.cleaned_data.values())]
        return [Facilitator(**{**data, "email": data["email"].strip().lower()}) for data in filled]


def comers(call, data=None):
    """As many lines as people are still wanted, two at least, ten at most."""
    lines = min(MOST_LINES, max(FEWEST_LINES, call.wanted - call.people.count()))
    made = forms.formset_factory(
        ComerForm, formset=BaseComers, extra=lines, max_num=MOST_LINES, absolute_max=MOST_LINES
    )
    return made(data, prefix="gens")


class ReplyForm(forms.Form):
    """Beside the names: how many in all, when names come later, and a word."""

    promised = forms.IntegerField(
        label=_("How many people will come in all? (optional)"),
        min_value=0,
        max_value=MOST_WANTED,
        required=False,
        help_text=_("If you do not know all the names yet: you can come back with the same link."),
    )
    answer = forms.CharField(
        label=_("A word for the team (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = MailLanguage()

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"promised": call.promised, "answer": call.answer}
        self.fields["language"].offer(call.language)
