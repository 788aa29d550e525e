from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from members.assemblies.forms.session import MemberChoice, by_name
from members.assemblies.proxying import entitled, with_place_left
from members.cooperative.models import Member

MEMBER, SPOUSE, BLANK = "member", "spouse", "blank"


class HolderChoice(MemberChoice):
    """A member who has a place left, with how many proxies they hold already."""

    def label_from_instance(self, member):
        name = super().label_from_instance(member)
        if not getattr(member, "held", 0):
            return name
        held = ngettext("holds %(n)s proxy", "holds %(n)s proxies", member.held) % {"n": member.held}
        return f"{name} · {held}"


class ProxyForm(forms.Form):
    """To whom a member gives their proxy: a member, a spouse when our rules allow it, or nobody (blank)."""

    to = forms.ChoiceField(
        label=_("Who votes for you?"),
        widget=forms.RadioSelect,
        choices=[
            (MEMBER, pgettext_lazy("proxy", "a member")),
            (SPOUSE, pgettext_lazy("proxy", "my spouse")),
            (BLANK, pgettext_lazy("proxy", "nobody in particular: my proxy follows the board")),
        ],
        initial=MEMBER,
    )
    holder = HolderChoice(
        label=_("Member who receives it"), queryset=Member.objects.none(), required=False, empty_label=_("Choose…")
    )
    spouse = forms.CharField(label=_("Name of the spouse"), max_length=150, required=False)

    def __init__(self, *args, assembly, giver, holder=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.assembly = assembly
        self.fields["holder"].queryset = with_place_left(assembly, giver)
        if holder is not None:
            self.fields["holder"].initial = holder.pk
        if not assembly.rules_in_force.spouse_proxies:
            del self.fields["spouse"]
            self.fields["to"].choices = [one for one in self.fields["to"].choices if one[0] != SPOUSE]
        self.helper = FormHelper()
        self.helper.layout = self.layout()

    def layout(self):
        names = [name for name in ("to", "holder", "spouse") if name in self.fields]
        return Layout(*names, Submit("give", pgettext_lazy("proxy", "Give my proxy")))

    def clean(self):
        cleaned = super().clean()
        to = cleaned.get("to")
        if to == MEMBER and not cleaned.get("holder") and "holder" not in self.errors:
            self.add_error("holder", _("Choose the member who votes for you."))
        if to == SPOUSE and not cleaned.get("spouse"):
            self.add_error("spouse", _("Write the name of your spouse."))
        return cleaned

    @property
    def chosen(self):
        """What `give_proxy` takes: `holder`, `spouse`."""
        to = self.cleaned_data["to"]
        return {
            "holder": self.cleaned_data["holder"] if to == MEMBER else None,
            "spouse": self.cleaned_data.get("spouse", "") if to == SPOUSE else "",
        }


class PaperProxyForm(ProxyForm):
    """A proxy on paper, recorded by the board: who gives it comes first."""

    giver = MemberChoice(label=_("Who gives their proxy"), queryset=Member.objects.none(), empty_label=_("Choose…"))

    def __init__(self, *args, assembly, **kwargs):
        super().__init__(*args, assembly=assembly, giver=Member(), **kwargs)
        self.fields["giver"].queryset = by_name(entitled(assembly))
        self.fields["to"].label = _("Who votes in their place?")
        self.fields["to"].choices = [
            (value, pgettext_lazy("proxy", "nobody named: it follows the board") if value == BLANK else label)
            for value, label in self.fields["to"].choices
        ]

    def layout(self):
        names = [name for name in ("to", "holder", "spouse") if name in self.fields]
        return Layout("giver", *names, Submit("record", pgettext_lazy("proxy", "Record this proxy")))
