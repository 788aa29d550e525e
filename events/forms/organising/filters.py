"""The filters of the list of registrations: each is in the address, so that a list can be shared."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Profile, Registration


def _choices(first, choices):
    return [("", first), *((value, capfirst(label)) for value, label in choices)]


class RegistrationFilter(forms.Form):
    """An unknown value filters nothing: an old address still opens the list."""

    UNPLACED = "sans"
    ORDERS = {"nom": ("folded", "pk"), "recent": ("-created_at", "-pk"), "table": ("table_order", "folded", "pk")}
    LACKS = {
        "commune": Registration.objects.without_commune,
        "autorisation": Registration.objects.without_authorisation,
        "adresse": lambda: Registration.objects.filter(email=None),
    }

    q = forms.CharField(label=_("Name, e-mail or ticket"), max_length=200, required=False)
    atelier = forms.ChoiceField(label=_("Workshop"), required=False)
    etat = forms.ChoiceField(label=_("Status"), required=False)
    presence = forms.ChoiceField(label=_("Presence"), required=False)
    profil = forms.ChoiceField(label=_("Profile"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False)
    source = forms.ChoiceField(label=_("Registered by"), required=False)
    manque = forms.ChoiceField(label=_("What is missing"), required=False)
    tri = forms.ChoiceField(label=_("Sort by"), required=False)

    def __init__(self, data, *, event):
        super().__init__(data)
        workshops = [
            (str(pk), f"{number}. {title}")
            for pk, number, title in event.workshops.values_list("pk", "number", "title")
        ]
        fields = self.fields
        fields["atelier"].choices = [("", _("All")), (self.UNPLACED, _("Without a seat")), *workshops]
        fields["etat"].choices = [
            ("", pgettext_lazy("people", "Registered")),
            ("attente", _("On the waiting list")),
            ("annule", pgettext_lazy("people", "Cancelled")),
            ("tous", _("All")),
        ]
        fields["presence"].choices = [
            ("", _("All")),
            ("oui", pgettext_lazy("people", "Present")),
            ("non", pgettext_lazy("people", "Not arrived")),
        ]
        fields["profil"].choices = _choices(_("All"), Profile.choices)
        fields["age"].choices = [
            ("", _("All")),
            ("mineurs", _("Minors")),
            *_choices("", Registration.AgeBand.choices)[1:],
        ]
        fields["source"].choices = _choices(_("All"), Registration.Source.choices)
        fields["manque"].choices = [
            ("", _("All")), ("commune", _("The commune")), ("autorisation", _("The parent’s authorisation")),
            ("adresse", _("The e-mail")),
        ]  # fmt: skip
        fields["tri"].choices = [("nom", _("Name")), ("recent", _("Newest first")), ("table", _("Table"))]
        self.is_valid()

    def value(self, name):
        return self.cleaned_data.get(name, "")

    @property
    def order(self):
        """The keyset order that was chosen; names by default."""
        return self.ORDERS.get(self.value("tri"), self.ORDERS["nom"])

    @property
    def is_narrow(self):
        """Whether anything is filtered, beyond the order."""
        return any(self.value(name) for name in self.fields if name != "tri")

    @property
    def is_detailed(self):
        """Whether a filter beyond the search and the workshop is set: they are shown open then."""
        return any(self.value(name) for name in ("presence", "profil", "age", "source", "manque"))

    def filter(self, queryset):
        queryset = self._of_status(queryset).matching(self.value("q")).with_table_order().with_presence()
        if self.value("atelier") == self.UNPLACED:
            queryset = queryset.unplaced()
        elif self.value("atelier"):
            queryset = queryset.filter(table__workshop=self.value("atelier"))
        if self.value("presence"):
            queryset = queryset.filter(is_present=self.value("presence") == "oui")
        if self.value("profil"):
            queryset = queryset.of_profile(self.value("profil"))
        if self.value("age") == "mineurs":
            queryset = queryset.minors()
        elif self.value("age"):
            queryset = queryset.filter(age_band=self.value("age"))
        if self.value("source"):
            queryset = queryset.filter(source=self.value("source"))
        if self.value("manque"):
            queryset = queryset.filter(pk__in=self.LACKS[self.value("manque")]().values("pk"))
        return queryset

    def _of_status(self, queryset):
        if self.value("etat") == "tous":
            return queryset
        if self.value("etat") == "attente":
            return queryset.waiting()
        return queryset.cancelled() if self.value("etat") == "annule" else queryset.live()


class WaitFilter(forms.Form):
    """The filters of the waiting list: a name, a workshop, offers only."""

    STATES = {"propose": "offered", "attend": "waiting"}

    q = forms.CharField(label=_("Name, e-mail or ticket"), max_length=200, required=False)
    atelier = forms.ChoiceField(label=_("Workshop"), required=False)
    etat = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data, *, event):
        super().__init__(data)
        named = event.workshops.values_list("pk", "number", "title")
        workshops = [(str(pk), f"{number}. {title}") for pk, number, title in named]
        self.fields["atelier"].choices = [("", _("All")), *workshops]
        self.fields["etat"].choices = [
            ("", _("All")), ("propose", _("A seat is offered")), ("attend", _("Waiting")),
        ]  # fmt: skip
        self.is_valid()

    @property
    def is_narrow(self):
        return any(self.cleaned_data.get(name) for name in self.fields)

    def filter(self, waits):
        """Keep of `waits` those in the list that the filters ask for."""
        waits, typed = waits.standing(), self.cleaned_data
        if typed.get("q"):
            waits = waits.filter(registration__in=Registration.objects.known().matching(typed["q"]))
        if typed.get("atelier"):
            waits = waits.filter(workshop=typed["atelier"])
        return waits.filter(status=self.STATES[typed["etat"]]) if typed.get("etat") else waits
