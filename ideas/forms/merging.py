"""Which ideas are put together, under which name and why; what another territory answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea, Stage

WAY = (Stage.PROJECT, Stage.GROUPED, Stage.KEPT, Stage.TO_DIG, Stage.TO_SORT, Stage.SET_ASIDE)  # the furthest first


class UniteForm(forms.Form):
    """`ideas` are those compared; the furthest on its way, then the oldest, is proposed as the head."""

    head = forms.ModelChoiceField(
        Idea.objects.none(),
        label=_("Which gives its name to the whole?"),
        error_messages={"required": _("Choose the idea that gives its name to the whole.")},
    )
    why = forms.CharField(
        label=_("Why (their authors will read it)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )

    def __init__(self, data=None, *, ideas):
        self.ideas = ideas
        best = min(ideas, key=_proposed, default=None)
        super().__init__(data, initial={"head": best.pk if best else None})
        self.fields["head"].queryset = Idea.objects.filter(pk__in=[idea.pk for idea in ideas])

    def clean(self):
        if len(self.ideas) < 2:
            raise forms.ValidationError(_("Choose at least two ideas."), code="few")
        return super().clean()

    def others(self):
        """Return the ideas that join the head; to be read once clean."""
        return [idea for idea in self.ideas if idea != self.cleaned_data["head"]]


class AnswerForm(forms.Form):
    act = forms.ChoiceField(choices=[(act, act) for act in ("accepter", "refuser", "retirer")])
    why = forms.CharField(
        label=_("A word for the other team, if you refuse"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )


def _proposed(idea):
    return idea.is_submitted, WAY.index(Stage(idea.stage)), idea.created_at, idea.pk
