"""What a group writes of itself: its page, its roles, its messages; and how the team founds it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import Words
from ideas.groups.consents import TEXT
from ideas.groups.models import GroupRules


class DescribeForm(forms.Form):
    name = Words(max_length=120, label=_("Name of the group"), error_messages={"required": _("Give a name.")})
    purpose = Words(max_length=1500, rows=5, label=_("What the group is for"), required=False)
    place = Words(
        max_length=120, label=_("Where it mostly meets"), required=False, help_text=_("A commune, a room, a café…")
    )
    is_public = forms.BooleanField(label=_("Everyone may find this group and ask to join it"), required=False)


class FoundForm(forms.Form):
    """The name and purpose of a new group; `people` are the joiners, all ticked, whom the team may leave out."""

    name = Words(max_length=120, label=_("Name of the group"), error_messages={"required": _("Give a name.")})
    purpose = Words(max_length=1500, rows=4, label=_("What the group is for"), required=False)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        if people:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("Who enters the group"),
                choices=[(str(one.pk), f"{one.shown} · {one.get_role_display()}") for one in people],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[str(one.pk) for one in people],
            )

    def chosen(self, joiners):
        """Return those of `joiners` who were kept."""
        kept = set(self.cleaned_data.get("people", ()))
        return [one for one in joiners if str(one.pk) in kept]


class AuthorFoundForm(FoundForm):
    """An author who founds the group of their idea leads it, and says who they are."""

    given_name = Words(
        max_length=80, label=_("Your given name"), error_messages={"required": _("Write your given name.")}
    )
    family_name = Words(max_length=80, label=_("Your family name"), required=False)
    consent = forms.BooleanField(
        label=TEXT, error_messages={"required": _("Without your agreement we keep nothing: tick the box, please.")}
    )


class RoleForm(forms.Form):
    title = Words(
        max_length=80,
        label=_("The role"),
        error_messages={"required": _("Name the role: an accountant, a baker, someone with a van…")},
    )
    task = Words(max_length=300, rows=2, label=_("What this person would do"), required=False)


class MessageForm(forms.Form):
    text = Words(
        max_length=3000,
        rows=5,
        label=_("Your message to the group"),
        error_messages={"required": _("Write something first.")},
    )
    urgent = forms.BooleanField(label=_("Urgent: it leaves at once, not in the mail of the day"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_key(self):
        return self.cleaned_data["key"] or uuid.uuid4()


class ReasonForm(forms.Form):
    why = Words(
        max_length=300, rows=2, label=_("The reason"), error_messages={"required": _("Say why: it will be read.")}
    )


class RulesForm(forms.ModelForm):
    class Meta:
        model = GroupRules
        fields = ("silence_days", "answer_days", "messages_a_day")

    LEAST = {"silence_days": 7, "answer_days": 3, "messages_a_day": 1}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, least in self.LEAST.items():
            field = self.fields[name]
            field.min_value, field.max_value = least, 365
            field.widget.attrs |= {"min": least, "max": 365}

    def clean(self):
        data = super().clean()
        for name, least in self.LEAST.items():
            if data.get(name) is not None and not least <= data[name] <= 365:
                self.add_error(name, _("From %(least)s to 365.") % {"least": least})
        return data
