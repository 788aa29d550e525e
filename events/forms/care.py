"""What a registration says of needs, of a shared car and of a minor's parent (D59, D68); all of it may stay empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.registering import KeptForm, is_minor
from events.models import Authorisation, CareSettings, Need, NeedTick, Ride
from events.models.sharing import MOST_SEATS
from members.consents import TEXTS, Purpose
from members.models import Commune
from members.phones import clean_phone

MOST_CHILDREN = 8
What = NeedTick.What


def _labels(whats):
    return [(what.value, what.label) for what in whats]


def known_place(text):
    """Return (commune, text) of what was typed: a name that several communes share is kept as text."""
    text = text.strip()
    found = list(Commune.objects.filter(name__iexact=text)[:2]) if text else []
    return (found[0], "") if len(found) == 1 else (None, text)


class NeedsForm(KeptForm):
    """Only what the evening asks about is shown; anything written asks for the consent (D56)."""

    access = forms.MultipleChoiceField(
        label=_("To come and take part, you need"),
        choices=_labels(NeedTick.ACCESS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access_words = forms.CharField(label=_("Something else for access"), max_length=300, required=False)
    diet = forms.MultipleChoiceField(
        label=_("You eat"), choices=_labels(NeedTick.DIETS), required=False, widget=forms.CheckboxSelectMultiple
    )
    diet_words = forms.CharField(label=_("Allergy, or something else about food"), max_length=300, required=False)
    children = forms.IntegerField(
        label=_("Children to look after"), min_value=0, max_value=MOST_CHILDREN, required=False
    )
    children_ages = forms.CharField(
        label=_("Their ages"), max_length=60, required=False, help_text=_("For example: 3 and 6 years.")
    )
    needs_consent = forms.BooleanField(label=TEXTS[Purpose.NEEDS], required=False)

    PARTS = {
        "asks_access": ("access", "access_words"),
        "serves_meal": ("diet", "diet_words"),
        "has_childcare": ("children", "children_ages"),
    }

    def __init__(self, *args, settings, **options):
        super().__init__(*args, **options)
        self.settings = settings
        for asked, names in self.PARTS.items():
            if not getattr(settings, asked):
                for name in names:
                    del self.fields[name]
        if not settings.asks_anything:
            del self.fields["needs_consent"]

    @classmethod
    def of(cls, need, **options):
        """The form as `need` (or None) fills it; the consent is given anew with each change."""
        ticked = {tick.what for tick in need.ticks.all()} if need else set()
        initial = {"access": [w.value for w in NeedTick.ACCESS if w in ticked]}
        initial["diet"] = [w.value for w in NeedTick.DIETS if w in ticked]
        for name in ("access_words", "diet_words", "children", "children_ages"):
            initial[name] = (getattr(need, name) if need else "") or ""
        return cls(initial=initial, **options)

    def clean(self):
        data = super().clean()
        if data.get("children_ages") and not data.get("children") and "children" in self.fields:
            self.add_error("children", _("How many children? Write a number."))
        if self.says_something and not data.get("needs_consent"):
            self.add_error(
                "needs_consent",
                _("Tick this box so that we may keep what you wrote, or empty what you wrote: nothing else changes."),
            )
        return data

    @property
    def says_something(self):
        data = self.cleaned_data
        return any(data.get(name) for names in self.PARTS.values() for name in names)

    def needs(self):
        """What was said, as the arguments of `Need.record`."""
        data = self.cleaned_data
        words = {name: data.get(name, "").strip() for name in ("access_words", "diet_words", "children_ages")}
        ticks = [*data.get("access", ()), *data.get("diet", ())]
        return {"ticks": ticks, "children": data.get("children") or 0, **words}


class CareForm(NeedsForm):
    """The folded part of the registration: needs, a shared car, and the parent of a minor who comes."""

    ride = forms.ChoiceField(
        label=_("Car sharing"),
        choices=[("", _("No, thank you")), *Ride.Side.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only people registered see your given name and your commune; you choose who writes to you."),
    )
    ride_from = forms.CharField(label=_("You leave from (commune)"), max_length=80, required=False)
    ride_seats = forms.IntegerField(label=_("Seats offered"), min_value=1, max_value=MOST_SEATS, required=False)
    parent_name = forms.CharField(label=_("Name of a parent"), max_length=120, required=False)
    parent_email = forms.EmailField(
        label=_("E-mail of this parent"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("This address is not complete. Write it as nadia@example.org.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, prefix=options.pop("prefix", "care"), **options)
        if not self.settings.shares_rides:
            for name in ("ride", "ride_from", "ride_seats"):
                del self.fields[name]

    def clean(self):
        data = super().clean()
        if data.get("parent_email") and not data.get("parent_name"):
            self.add_error("parent_name", _("Write the name of this parent."))
        if data.get("parent_name") and not data.get("parent_email") and "parent_email" not in self.errors:
            self.add_error("parent_email", _("Write the address of this parent, or leave both empty: paper is fine."))
        if data.get("ride") == Ride.Side.OFFER and not data.get("ride_seats") and "ride_seats" not in self.errors:
            self.add_error("ride_seats", _("How many seats do you offer?"))
        return data

    def agrees_with(self, person):
        """Whether the rest of the registration allows what is asked here; says why not on the field."""
        if not self.cleaned_data.get("ride"):
            return True
        if is_minor(person["age_band"]):
            self.add_error("ride", _("Under 18, you travel with someone your parents know: choose “No, thank you”."))
        elif not (self.cleaned_data["ride_from"] or person["commune_text"] or person["postal_code"]):
            self.add_error("ride_from", _("Write the commune you leave from."))
        return not self.errors

    @property
    def is_open(self):
        """Whether the folded part is shown open: something in it is to be looked at again."""
        names = [name for name in self.fields if not name.startswith("parent")]
        return self.is_bound and any(name in self.errors for name in names)

    def save(self, registration):
        """Keep what was said, in the transaction that registers."""
        if self.says_something:
            Need.record(registration, **self.needs())
        data = self.cleaned_data
        if data.get("ride") and not registration.is_minor and registration.address:
            commune, text = known_place(data["ride_from"])
            if not (commune or text):
                commune, text = registration.commune, registration.commune_text
            Ride.publish(
                registration, side=data["ride"], commune=commune, commune_text=text, seats=data["ride_seats"] or 0
            )
        if data["parent_email"]:
            for minor in [registration, *registration.companions.all()]:
                if minor.lacks_authorisation:
                    Authorisation.ask(minor, parent_name=data["parent_name"], parent_email=data["parent_email"])


class ParentForm(forms.Form):
    """Whom to write to for a minor."""

    use_required_attribute = False
    parent_name = forms.CharField(
        label=_("Name of a parent"), max_length=120, error_messages={"required": _("Write the name of this parent.")}
    )
    parent_email = forms.EmailField(
        label=_("E-mail of this parent"),
        max_length=254,
        error_messages={
            "required": _("Write the address of this parent."),
            "invalid": _("This address is not complete. Write it as nadia@example.org."),
        },
    )


class AnswerForm(forms.Form):
    """A parent's yes or no; nothing is ticked beforehand (D56)."""

    use_required_attribute = False
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I allow it")), ("no", _("No, I do not allow it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no: nothing is decided before.")},
    )
    parent_name = forms.CharField(
        label=_("Your given name and family name"),
        max_length=120,
        error_messages={"required": _("Write your name: it is the proof that you answered.")},
    )
    parent_phone = forms.CharField(
        label=_("Phone where we reach you during the evening"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    data_agreed = forms.BooleanField(
        label=_("We agree, my child and I, to the use of their name, given name and age to organise the evening."),
        required=False,
    )
    image = forms.BooleanField(
        label=_("I accept that my child is seen on the pictures and films of the evening."), required=False
    )

    def __init__(self, *args, is_child, **options):
        super().__init__(*args, **options)
        if not is_child:
            del self.fields["data_agreed"]

    def clean_parent_phone(self):
        return clean_phone(self.cleaned_data["parent_phone"])

    def clean(self):
        data = super().clean()
        if data.get("answer") != "yes":
            return data
        if not data.get("parent_phone") and "parent_phone" not in self.errors:
            self.add_error("parent_phone", _("Write a phone number: we call you if something happens."))
        if "data_agreed" in self.fields and not data.get("data_agreed"):
            self.add_error("data_agreed", _("Under 15, we cannot register your child without this agreement."))
        return data

    def said(self):
        """What was answered, as the arguments of `Authorisation.answer`."""
        data = self.cleaned_data
        kept = {name: data.get(name, False) for name in ("image", "data_agreed")}
        return {
            "accepts": data["answer"] == "yes", "parent_name": data["parent_name"],
            "parent_phone": data.get("parent_phone", ""), **kept,
        }  # fmt: skip


class RideForm(forms.Form):
    """One's own line on the board of shared cars."""

    use_required_attribute = False
    side = forms.ChoiceField(
        label=_("You"), choices=Ride.Side.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Do you offer seats, or look for one?")},
    )  # fmt: skip
    place = forms.CharField(
        label=_("You leave from (commune)"), max_length=80,
        error_messages={"required": _("Write the commune you leave from.")},
    )  # fmt: skip
    leaves_at = forms.TimeField(
        label=_("At what hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%Hh%M", "%H h %M"],
        error_messages={"invalid": _("Write the hour as 16:45.")},
    )  # fmt: skip
    seats = forms.IntegerField(label=_("Seats offered"), min_value=1, max_value=MOST_SEATS, required=False)
    returns = forms.BooleanField(label=_("The way back as well"), required=False, initial=True)

    @classmethod
    def of(cls, ride, registration):
        """The form as `ride` (or None) fills it, else as far as the registration knows."""
        if ride is None:
            return cls(initial={"place": registration.place})
        names = ("side", "place", "leaves_at", "seats", "returns")
        return cls(initial={name: getattr(ride, name) or "" for name in names})

    def clean(self):
        data = super().clean()
        if data.get("side") == Ride.Side.OFFER and not data.get("seats") and "seats" not in self.errors:
            self.add_error("seats", _("How many seats do you offer?"))
        return data

    def ride(self):
        """What was said, as the arguments of `Ride.publish`."""
        data = self.cleaned_data
        commune, text = known_place(data["place"])
        return {
            "side": data["side"], "commune": commune, "commune_text": text, "leaves_at": data["leaves_at"],
            "returns": data["returns"], "seats": data["seats"] or 0,
        }  # fmt: skip


class SettingsForm(forms.ModelForm):
    """What the evening asks about and offers."""

    class Meta:
        model = CareSettings
        fields = ["asks_access", "serves_meal", "has_childcare", "shares_rides"]
