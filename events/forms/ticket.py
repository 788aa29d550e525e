from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    use_required_attribute = False
    email = forms.EmailField(
        max_length=254,
        label=_("The e-mail you registered with"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail."),
            "invalid": _("This address is not complete. Write it as nadia@example.org."),
        },
    )


class MoveForm(forms.Form):
    """Another workshop of the evening, by its number."""

    use_required_attribute = False
    workshop = forms.TypedChoiceField(
        label=_("Your workshop"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the workshop where you will sit."),
            "invalid_choice": _("This workshop is not one of this evening. Choose one of the list."),
        },
    )

    def __init__(self, *args, workshops, **options):
        super().__init__(*args, **options)
        self.workshops = workshops
        self.fields["workshop"].choices = [(str(workshop.number), workshop.title) for workshop in workshops]
        self.fields["workshop"].coerce = lambda typed: next(w for w in workshops if str(w.number) == typed)

    @property
    def chosen(self):
        return next((w for w in self.workshops if str(w.number) == str(self["workshop"].value())), None)


class CancelForm(forms.Form):
    """Who does not come: oneself, companions, or everyone."""

    use_required_attribute = False
    me = forms.BooleanField(required=False, initial=True)
    companions = forms.TypedMultipleChoiceField(required=False, coerce=str, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, companions, **options):
        super().__init__(*args, **options)
        self.people = companions
        self.fields["companions"].choices = [(companion.code, companion.full_name) for companion in companions]

    def clean(self):
        data = super().clean()
        if self.people and not data.get("me") and not data.get("companions"):
            raise ValidationError(_("Nobody is ticked: nothing was cancelled."))
        return data

    def chosen(self):
        """Return (whether oneself is cancelled, the companions who are)."""
        codes = self.cleaned_data["companions"]
        chosen = [companion for companion in self.people if companion.code in codes]
        return (self.cleaned_data["me"] or not self.people), chosen


class WaitForm(forms.Form):
    """The full workshops one may wait for, beside those one waits for already."""

    use_required_attribute = False
    workshops = forms.TypedMultipleChoiceField(
        label=_("Wait for a seat"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one workshop to wait for."),
            "invalid_choice": _("This workshop is not one of this evening. Choose one of the list."),
        },
    )

    @classmethod
    def of(cls, registration, *, workshops, waits, data=None):
        """The form for `registration`, over the evening's `workshops` read with their seats."""
        form = cls(data)
        taken = {wait.workshop_id for wait in waits} | {registration.table.workshop_id if registration.table else None}
        form.others = [one for one in workshops if one.pk not in taken]
        form.full = [one for one in form.others if one.seats_left <= 0]
        form.fields["workshops"].choices = [(str(one.number), one.title) for one in form.others]
        form.fields["workshops"].coerce = lambda typed: next(one for one in form.others if str(one.number) == typed)
        return form
