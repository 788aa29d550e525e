"""What the register shows: searched, filtered and sorted by the address of the page, on any day."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegisterFilter(forms.Form):
    class State:
        MEMBERS, GONE, ALL = "", "partis", "tous"
        CHOICES = [
            (MEMBERS, pgettext_lazy("register", "Members")),
            (GONE, pgettext_lazy("register", "Those who left")),
            (ALL, pgettext_lazy("register", "All who ever were")),
        ]

    ORDERS = {"": ("number",), "nom": ("folded", "pk")}

    q = forms.CharField(label=_("Name, number or e-mail address"), max_length=80, required=False)
    college = forms.ModelChoiceField(queryset=None, label=_("College"), required=False, empty_label=_("All"))
    categorie = forms.ModelChoiceField(
        queryset=None, label=_("Category"), required=False, empty_label=pgettext_lazy("category", "All")
    )
    etat = forms.ChoiceField(label=pgettext_lazy("register", "Who"), choices=State.CHOICES, required=False)
    collectivites = forms.ChoiceField(
        label=_("Local authorities"),
        choices=[("", _("With the others")), ("oui", _("Only them")), ("non", _("Without them"))],
        required=False,
    )
    tri = forms.ChoiceField(
        label=_("Sorted by"),
        choices=[("", pgettext_lazy("sort", "Number")), ("nom", pgettext_lazy("sort", "Name"))],
        required=False,
    )
    au = forms.DateField(
        label=_("As it was on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day: the register of today is shown.")},
    )

    def __init__(self, data, *, cooperative):
        super().__init__(data)
        self.fields["college"].queryset = cooperative.colleges.all()
        self.fields["categorie"].queryset = cooperative.categories.all()
        if not cooperative.has_colleges:
            del self.fields["college"]
        for name, field in self.fields.items():
            chosen = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if chosen else "form-control"
            if name == "q":
                field.widget.attrs["type"] = "search"
        self.is_valid()

    @property
    def day(self):
        """The day of which the register is shown; today, or a past one."""
        today = timezone.localdate()
        return min(self.cleaned_data.get("au") or today, today)

    @property
    def order(self):
        return self.ORDERS[self.cleaned_data.get("tri", "")]

    @property
    def is_narrow(self):
        """Whether someone of the register may be left out."""
        return any(self.cleaned_data.get(name) for name in ("q", "college", "categorie", "collectivites"))

    @property
    def is_detailed(self):
        return any(self.cleaned_data.get(name) for name in ("collectivites", "tri", "au")) or bool(self.errors)

    def filter(self, members):
        """Narrow `members` of one cooperative to those shown; what does not exist narrows nothing."""
        said = self.cleaned_data
        found = {
            self.State.GONE: members.gone,
            self.State.ALL: members.ever_registered,
        }.get(said.get("etat"), members.registered)(self.day)
        if said.get("college"):
            found = found.filter(college=said["college"])
        if said.get("categorie"):
            found = found.filter(category=said["categorie"])
        if said.get("collectivites"):
            found = found.filter(is_authority=said["collectivites"] == "oui")
        return found.matching(said["q"]) if said.get("q") else found
