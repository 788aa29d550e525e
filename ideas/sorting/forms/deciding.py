"""The sorting sheet of one idea (D20), and what is decided about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Theme
from ideas.sorting.models import Answer, Note, SortingSheet
from ideas.sorting.models.sheet import LONGEST_COMMENT
from ideas.sorting.models.tag import clean_name

WHY = {  # the author reads the sentence chosen, so each is whole and kind
    "existe": _("Something very close already exists here; we will tell you about it if you write to us."),
    "hors-champ": _("It depends on public authorities alone: we passed it on rather than carry it."),
    "porteur": _("Nobody can carry it for now; it stays in reserve for whoever would."),
    "precisions": _("We need to know more before going on: complete it and we will read it again."),
    "viable": _("We do not see yet what it could live on; it stays in reserve."),
    "ailleurs": _("It belongs to another territory than ours."),
}
LONGEST_WHY = 300


def why_of(code, words):
    """The reason its author reads: the person's own words, after the sentence chosen when there is one."""
    return " ".join(filter(None, [str(WHY.get(code, "")), " ".join(words.split())]))[:LONGEST_WHY]


class SheetForm(forms.Form):
    """Answers, effects and comments; only what differs from what the page showed is kept (`changed`)."""

    def __init__(self, data=None, *, sheet):
        super().__init__(data, initial={name: getattr(sheet, name) for name in _names()})
        for name in SortingSheet.QUESTIONS:
            words = SortingSheet._meta.get_field(name).verbose_name
            choices = [*Answer.choices, ("", _("not answered"))]
            self.fields[name] = forms.ChoiceField(
                label=words, choices=choices, required=False, widget=forms.RadioSelect, show_hidden_initial=True
            )
        for name in SortingSheet.EFFECTS:
            words = SortingSheet._meta.get_field(name).verbose_name
            self.fields[name] = forms.BooleanField(label=words, required=False, show_hidden_initial=True)
        for name in (*SortingSheet.QUESTIONS, "effects"):
            self.fields[f"{name}_comment"] = forms.CharField(
                max_length=LONGEST_COMMENT, required=False, show_hidden_initial=True
            )

    @property
    def changed(self):
        """{field: value} that the person changed since the page was shown."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def questions(self):
        """[(answer's field, comment's field)] as the sheet shows them."""
        return [(self[name], self[f"{name}_comment"]) for name in SortingSheet.QUESTIONS]

    def effects(self):
        return [self[name] for name in SortingSheet.EFFECTS]


class DecisionForm(forms.Form):
    """What is kept beside the sheet while deciding: a note, tags, a theme, whose care it is in."""

    note = forms.CharField(
        max_length=Note.LONGEST,
        required=False,
        error_messages={"max_length": _("A note holds at most 2,000 characters: shorten it, please.")},
    )
    etiquettes = forms.CharField(max_length=400, required=False, show_hidden_initial=True)
    theme = forms.ModelChoiceField(
        Theme.objects.all(), to_field_name="letter", required=False, show_hidden_initial=True
    )
    personne = forms.ModelChoiceField(queryset=None, required=False, show_hidden_initial=True)

    def __init__(self, data=None, *, idea, team):
        tags = ", ".join(one.tag.name for one in idea.tagged.all())
        shown = {"etiquettes": tags, "theme": idea.theme, "personne": idea.assigned_to_id}
        super().__init__(data, initial=shown)
        self.fields["personne"].queryset = team

    def changed(self, name):
        """Whether the person changed it since the page was shown: what they left alone is left as others put it."""
        return name in self.changed_data

    def tags(self):
        """(names typed anew, names taken away) since the page was shown."""
        typed, shown = _split(self.cleaned_data["etiquettes"]), _split(self.data.get("initial-etiquettes", ""))
        return [name for name in typed if name not in shown], [name for name in shown if name not in typed]


def _split(text):
    return list(dict.fromkeys(filter(None, (clean_name(name) for name in text.replace("\x00", "").split(",")))))


def _names():
    return [*SortingSheet.QUESTIONS, *SortingSheet.EFFECTS] + [
        f"{name}_comment" for name in (*SortingSheet.QUESTIONS, "effects")
    ]
