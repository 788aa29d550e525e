"""The whole form of a registration: one person and those who come along, on lines that can be added and taken away."""

from django.utils.translation import gettext_lazy as _

from events.forms.registering import CompanionForm, RegistrationForm, is_minor

COUNT = "companions"  # how many lines the page shows


class Party:
    """The forms of one registration, read from `data` (a POST) or empty.

    `bound` says whether what was typed is checked; otherwise it is only shown again.
    """

    def __init__(self, *, event, workshops, data=None, bound=False, initial=None):
        self.event = event
        self.bound = bound
        count = _number(data.get(COUNT)) if data else 0
        prefixes = [f"companion-{n}" for n in range(min(count, event.most_companions))]
        if bound:
            self.companions = [CompanionForm(data, prefix=prefix) for prefix in prefixes]
            wanted = 1 + sum(not form.is_blank for form in self.companions)
            self.person = RegistrationForm(data, workshops=workshops, seats_wanted=wanted)
        elif data is not None:
            self.companions = [CompanionForm.kept(data, prefix=prefix) for prefix in prefixes]
            self.person = RegistrationForm.kept(data, workshops=workshops)
        else:
            self.companions = []
            self.person = RegistrationForm(workshops=workshops, initial=initial)

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
        if not min([form.is_valid() for form in forms]):  # not `all`: every form says its errors at once
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
        return True

    def written(self):
        """The `Companion`s that were really written."""
        return tuple(form.companion() for form in self.companions if not form.is_blank)

    @property
    def errors(self):
        """Every error as (id of the field, label, sentence), for the summary."""
        found = []
        for form in [self.person, *self.companions]:
            for name, messages in form.errors.items():
                field = form[name]
                found += [(field.id_for_label or field.auto_id, field.label, message) for message in messages]
        return found


def _number(typed):
    return int(typed) if (typed or "").isascii() and (typed or "").isdecimal() and len(typed) < 4 else 0
