"""What is done to the ideas ticked on the board: one form, whichever button is pressed."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Theme
from ideas.models import Stage
from ideas.sorting.acting import Act
from ideas.sorting.forms.deciding import why_of
from ideas.sorting.models import Bulk, Tag
from ideas.sorting.models.tag import clean_name
from ideas.sorting.selecting import colleagues

MOVES = {"retenir": Stage.KEPT, "creuser": Stage.TO_DIG, "ecarter": Stage.SET_ASIDE, "trier": Stage.TO_SORT}


class MoveForm(forms.Form):
    """Turns the button pressed (« faire ») and its words into the `Act` asked for."""

    faire = forms.ChoiceField(
        choices=[(one, one) for one in (*MOVES, "etiqueter", "oter", "theme", "confier", "moi")],
        error_messages={"required": _("Say what to do with these ideas.")},
    )
    raison = forms.CharField(required=False, max_length=20)
    raison_mots = forms.CharField(required=False, max_length=300)
    etiquette = forms.CharField(required=False, max_length=200)
    etiquette_otee = forms.CharField(required=False, max_length=Tag.LONGEST)
    theme_donne = forms.CharField(required=False, max_length=5)
    personne = forms.CharField(required=False, max_length=18)

    def __init__(self, data, *, by):
        super().__init__(_guessed(data))
        self.by = by

    def clean(self):
        """Sets `act`; each button needs its own words."""
        wanted = super().clean()
        make = getattr(self, f"_{wanted.get('faire')}", None)
        if wanted.get("faire") in MOVES:
            self.act = self._move(wanted)
        elif make:
            self.act = make(wanted)
        return wanted

    def _move(self, wanted):
        stage, why = MOVES[wanted["faire"]], ""
        if stage == Stage.SET_ASIDE:
            why = why_of(wanted.get("raison", ""), wanted.get("raison_mots", ""))
            if not why:
                self.add_error("raison", _("Say why these ideas are set aside: whoever wrote them will read it."))
        return Act(Bulk.Kind.STAGE, stage, why)

    def _etiqueter(self, wanted):
        return self._tag(Bulk.Kind.TAG, "etiquette", wanted)

    def _oter(self, wanted):
        return self._tag(Bulk.Kind.UNTAG, "etiquette_otee", wanted)

    def _tag(self, kind, name, wanted):
        tag = clean_name(wanted.get(name, ""))
        if not tag or len(tag) > Tag.LONGEST:
            words = {"most": Tag.LONGEST}
            self.add_error(name, _("Write a tag: a few words, at most %(most)s characters.") % words)
        return Act(kind, tag)

    def _theme(self, wanted):
        letter = wanted.get("theme_donne", "")
        theme = Theme.objects.filter(letter=letter).first()
        if theme is None and letter != "sans":
            self.add_error("theme_donne", _("Choose a theme in the list."))
        return Act(Bulk.Kind.THEME, str(theme.pk) if theme else "")

    def _moi(self, wanted):
        return Act(Bulk.Kind.ASSIGN, str(self.by.pk))

    def _confier(self, wanted):
        person = wanted.get("personne", "")
        known = person.isdecimal() and colleagues(self.by).filter(pk=person).exists()
        if not known and person != "personne":
            self.add_error("personne", _("Choose someone in the list."))
        return Act(Bulk.Kind.ASSIGN, person if known else "")

    @property
    def key(self):
        return key_of(self.data)

    @property
    def error(self):
        """The first refusal, for the page's own message; empty when there is none."""
        return next((messages[0] for messages in self.errors.values()), "")


def key_of(data):
    """The key made with the page, by which a double click acts once; a new one without it."""
    try:
        return UUID(data.get("cle", ""))
    except ValueError:
        return uuid4()


def _guessed(data):
    """The key « Enter » presses the first button, « deviner »: what was being written says which one was meant."""
    if data.get("faire") != "deviner":
        return data
    data = data.copy()
    data["faire"] = "etiqueter" if data.get("etiquette") else "ecarter" if data.get("raison_mots") else ""
    return data
