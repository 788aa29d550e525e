"""One choice and two fallbacks (D3), in three plain lists: no script is needed to rank them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.registering import KeptForm
from events.models.wish import MOST_WISHES

LABELS = (_("Your first choice"), _("If it is full"), _("And if that one is full too"))


class WishesForm(KeptForm):
    """As many lists as there are wishes to say: three, or less at an evening of one or two workshops."""

    def __init__(self, *args, workshops, **options):
        super().__init__(*args, **options)
        self.workshops = workshops
        choices = [("", _("Choose")), *((str(one.number), f"{one.number}. {one.title}") for one in workshops)]
        for rank, label in enumerate(LABELS[: min(MOST_WISHES, len(workshops))], 1):
            missing = _("Choose the workshop you would like most.") if rank == 1 else _("Choose another workshop.")
            self.fields[f"wish_{rank}"] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=self._workshop,
                error_messages={
                    "required": missing,
                    "invalid_choice": _("This workshop is not one of this evening. Choose one of the list."),
                },
            )

    def _workshop(self, typed):
        return next(one for one in self.workshops if str(one.number) == typed)

    def clean(self):
        data = super().clean()
        seen = set()
        for name in self.fields:
            workshop = data.get(name)
            if workshop in seen:
                self.add_error(name, _("You chose this workshop already: choose another one."))
            elif workshop:
                seen.add(workshop)
        return data

    def wishes(self):
        """The workshops wished for, the first choice first."""
        return tuple(self.cleaned_data[name] for name in self.fields)

    @classmethod
    def of(cls, registration, *, workshops, data=None):
        """The form as the wishes of `registration` fill it."""
        known = {wish.rank: wish.workshop.number for wish in registration.wishes.select_related("workshop")}
        return cls(data, workshops=workshops, initial={f"wish_{rank}": number for rank, number in known.items()})
