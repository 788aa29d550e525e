"""Conditions of a conditional go: written with the decision, proved by the group, answered by the committee (D30)."""

from datetime import datetime, time, timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import uploads
from ideas.forms import Words
from ideas.groups import checking_files
from ideas.groups.models import Membership
from members.models import Territory
from projects.models import Condition
from projects.models.condition import LONGEST_DELAY, MOST_CONDITIONS

BLANK_ROWS = 2  # beyond what is written: two more appear each time it is kept
VOTE_DAYS = 7  # of a short vote, by default
VOTE_UNTIL = time(18)


class _Helped(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


def _day(**kwargs):
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ConditionForm(_Helped):
    """One condition; a row left without words asks nothing."""

    text = Words(label=_("What the committee asks"), max_length=600, rows=2, required=False)
    expected_proof = forms.CharField(
        label=_("The proof expected"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("A signed letter, a quotation, a permission…")}),
    )
    due_on = _day(label=_("By when"), required=False)
    in_charge = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Who looks after it, in the group"),
        required=False,
        empty_label=_("Nobody named"),
    )
    in_charge_name = forms.CharField(label=_("or someone else"), max_length=120, required=False)

    def __init__(self, *args, members, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["in_charge"].queryset = members
        self.fields["in_charge"].label_from_instance = lambda member: member.shown_name
        self.initial.setdefault("due_on", due_on)

    def clean(self):
        found = super().clean()
        if self.is_blank:
            return found
        if not found.get("text"):
            self.add_error("text", _("Say what has to be shown."))
        if not found.get("expected_proof"):
            self.add_error("expected_proof", _("Say which proof would show it."))
        today, day = timezone.localdate(), found.get("due_on")
        if not day and "due_on" not in self.errors:
            self.add_error("due_on", _("Choose a day."))
        elif day and not today < day <= today + LONGEST_DELAY:
            self.add_error("due_on", _("Choose a day to come, within two years."))
        if found.get("in_charge") and found.get("in_charge_name"):
            self.add_error("in_charge_name", _("Name one person: of the group, or someone else."))
        return found

    @property
    def is_blank(self):
        return not any(self.cleaned_data.get(name) for name in ("text", "expected_proof"))


class ConditionsForm(forms.BaseFormSet):
    """The conditions of one decision, among the fields of its page; prefix `conditions`."""

    def wanted(self):
        """What was written, as `write_conditions` takes it; call it once the set is valid."""
        return [form.cleaned_data for form in self.forms if not form.is_blank]


def conditions_form(data=None, *, decision, days):
    """Return the bound or unbound set for `decision`; `days` is the usual delay of its committee [setting]."""
    rows = list(decision.conditions.select_related("in_charge"))
    names = ("text", "expected_proof", "due_on", "in_charge", "in_charge_name")
    made = forms.formset_factory(
        ConditionForm, ConditionsForm, extra=BLANK_ROWS, max_num=MOST_CONDITIONS, validate_max=True,
        absolute_max=MOST_CONDITIONS + BLANK_ROWS,
    )  # fmt: skip
    members = decision.project.group.memberships.present().in_order()
    return made(
        data, prefix="conditions", initial=[{name: getattr(row, name) for name in names} for row in rows],
        form_kwargs={"members": members, "due_on": timezone.localdate() + timedelta(days=days)},
    )  # fmt: skip


class ProofForm(_Helped):
    """Words, an address or a file: one of them is enough."""

    words = Words(label=_("In a few words"), max_length=2000, rows=4, required=False)
    link = forms.URLField(
        label=_("An address to look at"), max_length=400, required=False, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        error_messages={"invalid": _("This address is not complete: copy it from your browser’s bar.")},
    )  # fmt: skip
    file = forms.FileField(label=_("A file"), required=False)

    def __init__(self, *args, refused=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.refused = refused
        limit = _("PDF, photo, office document or plain text, %(limit)s MB at most.")
        self.fields["file"].help_text = limit % {"limit": uploads.limit_in_mb()}
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{kind}" for kind in checking_files.TAKEN)

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        return checking_files.read(upload) if upload else None

    def clean(self):
        found = super().clean()
        if self.refused:
            self.add_error("file", self.refused)
        if not self.errors and not any(found.get(name) for name in ("words", "link", "file")):
            self.add_error("words", _("Write a few words, give an address or choose a file: one is enough."))
        return found


class WordsForm(_Helped):
    """A word that may be left out, or a reason that may not (`needed`, the sentence for its absence)."""

    words = Words(label=_("A word for the group"), max_length=600, rows=3, required=False)

    def __init__(self, *args, label="", needed="", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.required = label or field.label, bool(needed)
        field.error_messages["required"] = needed


class ExtendForm(WordsForm):
    due_on = _day(label=_("New day"), error_messages={"required": _("Choose the new day.")})
    field_order = ["due_on", "words"]


class OpenVoteForm(_Helped):
    """Until when the experts answer: the day, and the hour in Europe/Paris."""

    day = _day(label=_("Votes until"), error_messages={"required": _("Choose the last day.")})
    hour = forms.TimeField(label=_("at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, data=None):
        later = timezone.localdate() + timedelta(days=VOTE_DAYS)
        super().__init__(data, initial={"day": later, "hour": VOTE_UNTIL})

    @property
    def closes_at(self):
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class AnswerForm(_Helped):
    """Whether the conditions are lifted: `lifted`, once it is valid."""

    WORDS = {True: "oui", False: "non"}
    LABELS = {True: _("Yes, they are lifted"), False: _("Not yet: more has to be shown")}

    answer = forms.ChoiceField(
        label=_("Are the conditions lifted?"),
        choices=[(WORDS[True], LABELS[True]), (WORDS[False], LABELS[False])],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or not yet.")},
    )

    @property
    def lifted(self):
        return self.cleaned_data["answer"] == self.WORDS[True]


class ConditionFilterForm(forms.Form):
    """Filters of the committee's list, all in the address."""

    etat = forms.ChoiceField(required=False, label=_("State"))
    territoire = forms.ModelChoiceField(
        Territory.objects.none(), to_field_name="slug", required=False, label=_("Territory"), empty_label=_("All")
    )

    LATE, TURN = "en-retard", "pour-moi"

    def __init__(self, data, *, territories):
        super().__init__(data)
        shown = [state for state in Condition.State if state != Condition.State.MOOT]
        self.fields["etat"].choices = [
            ("", pgettext_lazy("conditions", "All that are open")),
            (self.TURN, _("What waits for the committee")),
            (self.LATE, pgettext_lazy("conditions", "Late")),
            *((state.value, capfirst(state.label)) for state in shown),
        ]
        self.fields["territoire"].queryset = territories
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def filter(self, conditions):
        """Narrow `conditions`; a value that does not exist narrows nothing."""
        self.is_valid()
        state, territory = self.cleaned_data.get("etat"), self.cleaned_data.get("territoire")
        if territory:
            conditions = conditions.filter(decision__project__territory=territory)
        if state == self.TURN:
            return conditions.waiting_for_committee()
        if state == self.LATE:
            return conditions.late(timezone.localdate())
        return conditions.released().filter(state=state) if state else conditions.open()

    @property
    def is_narrowing(self):
        return any(self.cleaned_data.values())
