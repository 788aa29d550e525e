from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.assemblies.models import Officer
from members.assemblies.proxying import entitled
from members.cooperative.models import Member

KINDS = [(kind.value, kind.label) for kind in (Officer.Kind.CHAIR, Officer.Kind.SECRETARY)]


class MemberChoice(forms.ModelChoiceField):
    """A member, by the name of who votes."""

    def label_from_instance(self, member):
        names = f"{member.family_name} {member.given_name}".strip()
        return f"{member.organisation} ({names})" if member.organisation else names


class OpeningForm(forms.Form):
    """Who chairs (a member), who writes (a member, or a name)."""

    chair = MemberChoice(label=_("Who chairs the meeting"), queryset=Member.objects.none(), empty_label=_("Choose…"))
    secretary = MemberChoice(
        label=_("Who writes the minutes"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Someone else:"),
    )
    secretary_name = forms.CharField(label=_("Name, when not a member"), max_length=170, required=False)

    def __init__(self, *args, assembly, **kwargs):
        super().__init__(*args, **kwargs)
        everyone = by_name(entitled(assembly))
        self.fields["chair"].queryset = self.fields["secretary"].queryset = everyone
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "chair", "secretary", "secretary_name", Submit("open", _("Open the meeting"), css_class="btn-lg")
        )

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("secretary") or cleaned.get("secretary_name")):
            self.add_error("secretary", _("Choose who writes the minutes, or type a name."))
        return cleaned

    @property
    def writer(self):
        """The member chosen, else the name typed."""
        return self.cleaned_data["secretary"] or self.cleaned_data["secretary_name"]


class OfficerForm(forms.Form):
    """Another chair, another secretary; tellers are named with their link, on the page of votes."""

    kind = forms.ChoiceField(label=pgettext_lazy("officer of a meeting", "What they do"), choices=KINDS)
    member = MemberChoice(
        label=_("Who"), queryset=Member.objects.none(), required=False, empty_label=_("Someone else:")
    )
    name = forms.CharField(label=_("Name, when not a member"), max_length=170, required=False)

    def __init__(self, *args, assembly, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = by_name(entitled(assembly))
        self.helper = FormHelper()
        said = pgettext_lazy("officer of a meeting", "Write it down")
        self.helper.layout = Layout("kind", "member", "name", Submit("appoint", said))

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("member") or cleaned.get("name")):
            self.add_error("member", _("Choose someone, or type a name."))
        if cleaned.get("kind") == Officer.Kind.CHAIR and not cleaned.get("member"):
            self.add_error("member", _("The meeting is chaired by a member."))
        return cleaned

    @property
    def who(self):
        return self.cleaned_data["member"] or self.cleaned_data["name"]


def by_name(members):
    return members.order_by("family_name", "given_name", "organisation", "pk")
