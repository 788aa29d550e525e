"""Forms about a territory: its name and colour, what the law asks it to say, its communes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from foundation import uploads
from members import communes
from members.models import Commune, Perimeter, Territory
from members.models.territories import nearest_accent
from members.phones import clean_phone

LIST_FILES = ("csv", "xlsx", "txt")


class TerritoryForm(forms.ModelForm):
    class Meta:
        model = Territory
        fields = ["name", "brand", "accent", "structure", "postal_address", "contact_email", "contact_phone"]
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "structure": forms.TextInput(attrs={"autocomplete": "organization"}),
            "postal_address": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        help_texts = {
            "name": _("As people say it here: “Pays lédonien”."),
            "brand": _("How your evenings are called: it may change from one edition to the next."),
            "accent": _("Of buttons, links and page headers. Colours that would be hard to read are refused."),
            "structure": _("The association, company or authority that holds the evenings."),
            "contact_email": _("People write to it from your pages, and answers to your mails arrive there."),
        }

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.initial["contact_phone"] = self.instance.spoken_phone

    @property
    def nearest(self):
        """The colour proposed instead of one that cannot be read, an empty text when there is none to propose."""
        if not any(error.code == "contrast" for error in self.errors.as_data().get("accent", ())):
            return ""
        return nearest_accent(self["accent"].value())

    def clean_contact_phone(self):
        return clean_phone(self.cleaned_data["contact_phone"])


class NewTerritoryForm(TerritoryForm):
    """The first territory of a platform, whose address in the site comes from its name."""

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not slugify(name):
            raise ValidationError(_("Write a name with letters: it makes the address of your page."))
        self.instance.slug = slugify(name)[:50]
        return name


class NoticesForm(forms.ModelForm):
    """What the law asks every site to say of itself."""

    class Meta:
        model = Territory
        fields = ["structure", "postal_address", "publisher", "director", "host", "contact_email", "data_contact"]
        widgets = {
            "publisher": forms.Textarea(attrs={"rows": 2}),
            "host": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "publisher": _("Only if it is not the organisation above: name, legal form, address, SIRET number."),
            "director": _("The given name and name of the person who answers for what is published."),
            "host": _("Name, address and phone of who keeps the machine. If it stands at your place, yourselves."),
            "data_contact": _("Who answers about personal data: a name, an address. Empty: the contact address does."),
        }


class PerimeterForm(forms.Form):
    """A list of communes to add, to take away, or that replaces all; `insee` holds what a search let one tick."""

    ADD, REMOVE, REPLACE = "add", "remove", "replace"
    ACTS = [
        (ADD, _("Add these communes")),
        (REMOVE, _("Take these communes away")),
        (REPLACE, _("These communes, and no other")),
    ]
    act = forms.ChoiceField(label=_("What to do"), choices=ACTS, widget=forms.RadioSelect, initial=ADD)
    search = forms.CharField(
        label=_("Look for communes"),
        required=False,
        max_length=80,
        help_text=_("A name, a postal code, or the name of an intercommunality."),
    )
    text = forms.CharField(
        label=_("Or paste a list"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("One commune a line: its name, its INSEE code, or the name of a whole intercommunality."),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("CSV or Excel (.xlsx), with a column of names or codes."),
    )
    since = forms.DateField(
        label=_("In force from"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Figures of earlier evenings keep the perimeter of their day."),
    )
    insee = forms.MultipleChoiceField(required=False)

    def __init__(self, data=None, files=None, *, territory, refused_upload=None):
        super().__init__(data, files)
        self.territory, self.refused_upload = territory, refused_upload
        self.reading = communes.Reading()
        ticked = data.getlist("insee") if data else []
        self.fields["insee"].choices = [(code, code) for code in ticked]
        typed = data.get("search", "") if data else ""
        self.found = communes.search(typed) if len(typed) <= 80 else []
        shown = {commune.insee for commune in self.found}
        self.ticked = list(Commune.objects.filter(insee__in=[code for code in ticked if code not in shown]))
        self.chosen = set(ticked)

    def clean_file(self):
        if self.refused_upload:
            raise self.refused_upload
        upload = self.cleaned_data["file"]
        if upload:
            uploads.check(upload, extensions=LIST_FILES)
        return upload

    def clean_since(self):
        Perimeter.objects.check_day(self.territory, self.cleaned_data["since"])
        return self.cleaned_data["since"]

    def clean(self):
        cleaned = super().clean()
        try:
            for reading in self._readings(cleaned):
                self.reading.insee |= reading.insee
                self.reading.unknown += reading.unknown
                self.reading.ambiguous += reading.ambiguous
        except ValidationError as refusal:
            self.add_error("file" if cleaned.get("file") else "text", refusal)
        self.reading.insee |= set(cleaned.get("insee", ()))
        looking = self.data.get("do") == "search"  # nothing is to be recognised yet
        if not self.errors and not self.reading.insee and not looking:
            self.add_error(
                None, _("No commune was recognised: nothing would change. Look for one, or correct the list.")
            )
        return cleaned

    def _readings(self, cleaned):
        if cleaned.get("text"):
            yield communes.read(cleaned["text"])
        if cleaned.get("file"):
            cleaned["file"].seek(0)
            yield communes.read_file(cleaned["file"].read())

    @property
    def left_over(self):
        """The lines to correct, when the list is taken up again."""
        return "\n".join(self.reading.unknown + self.reading.ambiguous)

    def wanted(self):
        """Return the INSEE codes of the whole perimeter once the change is made."""
        given = set(Commune.objects.filter(insee__in=self.reading.insee).values_list("insee", flat=True))
        known = set(self.territory.communes_on(self.cleaned_data["since"]).values_list("insee", flat=True))
        return {self.ADD: known | given, self.REMOVE: known - given, self.REPLACE: given}[self.cleaned_data["act"]]
