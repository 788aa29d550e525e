"""Who does what by when."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TaskForm(forms.Form):
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = forms.ModelChoiceField(
        label=_("By whom"), queryset=None, required=False, empty_label=_("nobody yet: who takes it?")
    )
    due_on = forms.DateField(
        label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, group, task=None, **kwargs):
        initial = {name: getattr(task, name) for name in ("title", "owner", "due_on")} if task else None
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["owner"].queryset = group.memberships.present().in_order()
