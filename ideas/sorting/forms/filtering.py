"""The filters of the board, all in the address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Theme
from ideas.models import Stage
from ideas.sorting.models import Tag
from ideas.sorting.selecting import SORTED_BY, colleagues, evenings_of, wearing
from members.models import Commune

MOST_CHOICES = 200
STAGES = {  # word of the address: (stage, name of its tab)
    "a-trier": (Stage.TO_SORT, _("To sort")),
    "a-creuser": (Stage.TO_DIG, _("To look into")),
    "retenues": (Stage.KEPT, _("Kept ideas")),
    "en-groupe": (Stage.GROUPED, _("With a group")),
    "en-projet": (Stage.PROJECT, _("Projects")),
    "en-reserve": (Stage.SET_ASIDE, _("In reserve")),
    "toutes": (None, pgettext_lazy("ideas", "All of them")),
}
MINE, NOBODY = "moi", "personne"
KEPT = ("q", "soiree", "etape", "theme", "etiquette", "qui", "commune", "marque", "ordre")


class BoardForm(forms.Form):
    """Narrows the ideas of `person`; a value that does not exist narrows nothing."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    etape = forms.ChoiceField(required=False, choices=[(word, label) for word, (_stage, label) in STAGES.items()])
    soiree = forms.ChoiceField(label=_("Evening"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    etiquette = forms.ChoiceField(label=_("Tag"), required=False)
    qui = forms.ChoiceField(label=_("In the care of"), required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    marque = forms.ChoiceField(
        label=_("Chosen at the evening"),
        required=False,
        choices=[("", _("Whatever")), ("etoile", _("Starred by its table")), ("gommettes", _("With stickers"))],
    )
    ordre = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("recentes", _("The newest first")),
            ("anciennes", _("The oldest first")),
            ("gommettes", _("The most stickers first")),
            ("titre", _("By title")),
        ],
    )

    def __init__(self, data, *, person, ideas):
        super().__init__(data)
        self.person = person
        self.events = {event.slug: event for event in evenings_of(person)[:MOST_CHOICES]}
        self.themes = {theme.letter: theme for theme in Theme.objects.all()}
        self.people = {str(one.pk): one for one in colleagues(person)[:MOST_CHOICES]}
        self.tags = list(Tag.objects.managed_by(person)[:MOST_CHOICES])
        of_ideas = Commune.objects.filter(pk__in=ideas.exclude(commune=None).values("commune"))
        self._offer("soiree", [(slug, _name(event)) for slug, event in self.events.items()])
        self._offer("theme", [*((letter, str(one)) for letter, one in self.themes.items()), ("sans", _("No theme"))])
        self._offer("etiquette", [(tag.folded, tag.name) for tag in {tag.folded: tag for tag in self.tags}.values()])
        people = [(key, str(one)) for key, one in self.people.items()]
        self._offer("qui", [(MINE, _("me")), (NOBODY, _("nobody")), *people])
        self._offer("commune", [(one.pk, one.name) for one in of_ideas[:MOST_CHOICES]])
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control" if field is self.fields["q"] else "form-select"
        self.is_valid()

    @property
    def wanted(self):
        """What narrows: the values of the address that exist."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def stage_word(self):
        return self.wanted.get("etape", "a-trier")

    @property
    def stage(self):
        """The stage shown, None for all."""
        return STAGES[self.stage_word][0]

    @property
    def order_word(self):
        return self.wanted.get("ordre", next(iter(SORTED_BY)))

    @property
    def is_narrowing(self):
        return bool(set(self.wanted) - {"etape", "ordre"})

    @property
    def is_detailed(self):
        """Whether something beyond the words is asked: the filters that fold are then open."""
        return bool(set(self.wanted) - {"etape", "q"})

    @property
    def query(self):
        """What of the address narrows, as it stands after « ? »."""
        return self.query_with()

    def query_with(self, **changes):
        """`query` with some words changed, or taken away by an empty value."""
        found = QueryDict(mutable=True)
        for name in KEPT:
            value = changes.get(name, self.wanted.get(name, ""))
            if value:
                found[name] = value
        return found.urlencode()

    def filter(self, ideas):
        """Narrow `ideas` but for their stage."""
        wanted = self.wanted
        if "q" in wanted:
            ideas = ideas.matching(wanted["q"])
        if "soiree" in wanted:
            ideas = ideas.filter(event=self.events[wanted["soiree"]])
        if "theme" in wanted:
            ideas = ideas.filter(theme=self.themes.get(wanted["theme"]))
        if "etiquette" in wanted:
            ideas = ideas.filter(tagged__tag__in=[tag for tag in self.tags if tag.folded == wanted["etiquette"]])
        if "qui" in wanted:
            ideas = ideas.filter(assigned_to={MINE: self.person}.get(wanted["qui"], self.people.get(wanted["qui"])))
        if "commune" in wanted:
            ideas = ideas.filter(commune=wanted["commune"])
        return wearing(ideas, wanted["marque"]) if "marque" in wanted else ideas

    def of_stage(self, ideas):
        return ideas.filter(stage=self.stage) if self.stage else ideas

    def _offer(self, name, choices):
        self.fields[name].choices = [("", _("Whatever")), *choices]


def _name(event):
    return f"{event.brand} · {event.territory} {event.starts_at:%Y}" if event.starts_at else str(event)
