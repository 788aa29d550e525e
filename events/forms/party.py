"""The whole form of a registration: one person and those who come along, on lines that can be added and taken away."""

from django.utils.translation import gettext_lazy as _

from events.forms.care import CareForm
from events.forms.registering import CompanionForm, RegistrationForm, is_minor
from events.forms.wishes import WishesForm
from events.models import CareSettings
from events.registering import Asked

COUNT = "companions"  # how many lines the page shows


class Party:
    """The forms of one registration, read from `data` (a POST) or empty.

    `bound` says whether what was typed is checked; otherwise it is only shown again. `is_full`: every place of the
    evening is taken, who registers waits. Where the team gives the seats, `wishes` is a form too (D3), else None.
    """

    def __init__(self, *, event, workshops, data=None, bound=False, initial=None, is_full=False):
        self.event = event
        self.bound = bound
        self.is_full = is_full
        seats = {"workshops": workshops, "takes_wishes": event.takes_wishes}
        self.wishes = None
        settings = CareSettings.of(event)
        count = _number(data.get(COUNT)) if data else 0
        prefixes = [f"companion-{n}" for n in range(min(count, event.most_companions))]
        if bound:
            self.companions = [CompanionForm(data, prefix=prefix) for prefix in prefixes]
            wanted = 1 + sum(not form.is_blank for form in self.companions)
            self.person = RegistrationForm(data, seats_wanted=wanted, **seats)
            self.wishes = WishesForm(data, workshops=workshops) if event.takes_wishes else None
            self.care = CareForm(data, settings=settings)
        elif data is not None:
            self.companions = [CompanionForm.kept(data, prefix=prefix) for prefix in prefixes]
            self.person = RegistrationForm.kept(data, **seats)
            self.wishes = WishesForm.kept(data, workshops=workshops) if event.takes_wishes else None
            self.care = CareForm.kept(data, prefix="care", settings=settings)
        else:
            self.companions = []
            self.person = RegistrationForm(initial=initial, **seats)
            self.wishes = self._first_wishes(workshops, initial) if event.takes_wishes else None
            self.care = CareForm(settings=settings)

    @staticmethod
    def _first_wishes(workshops, initial):
        return WishesForm(workshops=workshops, initial={"wish_1": (initial or {}).get("workshop", "")})

    def refuse(self, workshop, refusal):
        """Show `refusal`, a ValidationError: on the workshop when it has just filled up, which one may now wait for."""
        if workshop is not None and refusal.code == "full":
            workshop.refresh_seats()
            self.person.add_error("workshop", refusal)
            return
        self.is_full = refusal.code == "full"
        self.person.add_error(None, refusal)

    def asked(self):
        """What is wanted beside a seat at once, as `register` takes it."""
        if self.wishes:
            waits = (None,) if self.is_full else ()
            return Asked(waits=waits, only_waits=self.is_full, wishes=self.wishes.wishes())
        data = self.person.cleaned_data
        return Asked(waits=tuple(data["waits"]), only_waits=data["workshop"] is None)

    @property
    def can_grow(self):
        return len(self.companions) < self.event.most_companions

    @property
    def template_line(self):
        """One empty line, which the page's script copies."""
        return CompanionForm(prefix="companion-N")

    def grow(self):
        if self.can_grow:
            self.companions.append(CompanionForm(prefix=f"companion-{len(self.companions)}"))

    def shrink(self, line):
        """Take line number `line` away; the following ones move up."""
        kept = [form.initial for n, form in enumerate(self.companions) if n != line]
        self.companions = [CompanionForm(prefix=f"companion-{n}", initial=typed) for n, typed in enumerate(kept)]

    def is_valid(self):
        forms = [self.person, *self.companions]
        others = [self.care, self.wishes] if self.wishes else [self.care]
        if not min([form.is_valid() for form in [*forms, *others]]):  # not `all`: every form says its errors at once
            return False
        ages = [form.cleaned_data["age_band"] for form in forms]
        if any(is_minor(age) for age in ages) and not self.person.cleaned_data["minor_told"]:
            self.person.add_error(
                "minor_told",
                _(
                    "Someone is under 18: a parent signs an authorisation, brought to the evening. "
                    "Tick this box to go on."
                ),
            )
            return False
        return self.care.agrees_with(self.person.cleaned_data)

    def written(self):
        """The `Companion`s that were really written."""
        return tuple(form.companion() for form in self.companions if not form.is_blank)

    @property
    def errors(self):
        """Every error as (id of the field, label, sentence), for the summary."""
        found = []
        for form in filter(None, [self.person, self.wishes, *self.companions, self.care]):
            for name, messages in form.errors.items():
                field = form[name]
                found += [(field.id_for_label or field.auto_id, field.label, message) for message in messages]
        return found


def _number(typed):
    return int(typed) if (typed or "").isascii() and (typed or "").isdecimal() and len(typed) < 4 else 0
