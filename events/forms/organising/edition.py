"""The forms of an edition made from another, and of an edition from before the platform (D1, D67)."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.forms.organising.evening import DAY, WhenForm, check_year, moment
from events.models import Event
from members.models import Territory


class DuplicateForm(WhenForm):
    """The name and the day of the copy; `key` makes one evening of one form, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields = ["brand"]

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("brand", source.brand)
        for name, field in (("starts_at", "begins"), ("ends_at", "ends")):
            if getattr(source, name):
                self.initial.setdefault(field, timezone.localtime(getattr(source, name)).time())
        self.fields["key"].error_messages |= dict.fromkeys(
            ("required", "invalid"), _("Open this page again, then make the copy.")
        )


class HistoricalForm(forms.ModelForm):
    """An edition held before the platform: declared figures in their exact words; date or place may be missing (D1)."""

    day = forms.DateField(label=_("Day, when it is known"), widget=DAY, required=False)

    class Meta:
        model = Event
        fields = [
            "territory", "brand", "venue_name", "description", "declared_wording", "declared_source", "declared_on",
            "declared_participants", "declared_workshops",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "description": _("When the day is not known, say here what is: “autumn 2015”."),
            "declared_wording": _("Word for word, as it was written or said: “300 participants, 21 workshops”."),
            "declared_source": _("Who said it, and where: a newspaper, a report, the organiser."),
            "declared_on": _("As it is known: “October 2019”."),
        }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = mine = Territory.objects.managed_by(person)
        if self.instance.pk:
            del self.fields["territory"]
            if self.instance.starts_at:
                self.initial["day"] = timezone.localtime(self.instance.starts_at).date()
        else:
            first = mine.first()
            self.initial.update(territory=first, brand=first.brand if first else "")
        self.order_fields(["territory", "brand", "day"])

    def clean_day(self):
        day = self.cleaned_data["day"]
        check_year(day)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("An edition from before the platform has taken place: this day is to come."))
        return day

    def clean(self):
        data = super().clean()
        figures = ("declared_wording", "declared_participants", "declared_workshops")
        if any(data.get(name) for name in figures) and not data.get("declared_source"):
            self.add_error("declared_source", _("A declared figure needs its source."))
        if "day" in data:
            self.instance.starts_at = moment(data["day"], timezone.datetime.min.time()) if data["day"] else None
        return data
