"""What the board corrects of a member: the card, and for a structure who votes for it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.cooperative.forms.delegates import MyDelegateForm
from members.cooperative.models import Member
from members.phones import clean_phone

DAY = {"type": "date"}


class CardForm(forms.ModelForm):
    """The card of a member; the delegate of a structure is replaced on a page of its own."""

    class Meta:
        model = Member
        fields = [
            "organisation", "given_name", "family_name", "email", "phone", "address", "notices_by_mail_since",
            "category", "college", "is_authority",
        ]  # fmt: skip
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "notices_by_mail_since": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }
        labels = {
            "category": _("Category"),
            "college": _("College"),
            "is_authority": _("It is a local authority, or a grouping of local authorities"),
        }
        help_texts = {
            "email": _(
                "Whoever signs in with this address sees this member’s space and votes: another one counts once both "
                "addresses were asked, three days later."
            ),
            "notices_by_mail_since": _(
                "The day of the written agreement. Without it, notices leave as letters to print."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        member = self.instance
        for name in ("given_name", "family_name") if member.kind == Member.Kind.STRUCTURE else ("organisation",):
            del self.fields[name]
        if member.kind == Member.Kind.STRUCTURE:
            self.fields["organisation"].required = True
        else:
            self.fields["family_name"].required = True
        for name in ("category", "college"):
            self.fields[name].empty_label = _("Choose")
        self.fields["category"].queryset = member.cooperative.categories.all()
        self.fields["college"].queryset = member.cooperative.colleges.all()
        self.fields["college"].required = member.cooperative.has_colleges
        if not member.cooperative.has_colleges:
            del self.fields["college"]

    def clean_address(self):
        """What a browser sends has its own ends of line: they change nothing."""
        typed, known = (text.replace("\r\n", "\n") for text in (self.cleaned_data["address"], self.instance.address))
        return self.instance.address if typed == known else typed

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean_notices_by_mail_since(self):
        day = self.cleaned_data["notices_by_mail_since"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        said = super().clean()
        if said.get("notices_by_mail_since") and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("Notices by e-mail need an address."))
        return said

    def _post_clean(self):
        """Leave the member as read: the verb compares what is typed with what the register says."""


class DelegateForm(MyDelegateForm):
    """Another delegate, typed by the board: an address may be missing, they are then written to by letter (D63)."""

    sure = None
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("A message asks this person to confirm it; it counts three days later. Without one: letters."),
    )
    on = forms.DateField(label=_("Delegate from"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def clean_email(self):
        return self.cleaned_data["email"].lower()
