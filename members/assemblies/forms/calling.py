"""What the board types to prepare an assembly and to call its members (D45)."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.assemblies import planning
from members.assemblies.models import Assembly, Document, Question, Resolution

FORMAT = "%Y-%m-%dT%H:%M"
MOST_SEATS = 30
FURTHEST = timedelta(days=731)  # beyond, it is a slip of the finger


def _moment(**kwargs):
    widget = forms.DateTimeInput(format=FORMAT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, **kwargs)


def _day(**kwargs):
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class PlaceFields(forms.Form):
    """When and where, as planning, moving and calling again ask for them."""

    starts_at = _moment(label=pgettext_lazy("meeting", "When does it begin?"))
    place = forms.CharField(
        label=pgettext_lazy("meeting", "Where?"),
        max_length=200,
        required=False,
        help_text=_("Name of the room and address, as members will read them."),
    )
    remote_link = forms.URLField(
        label=_("Link of the video meeting"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Only if members may follow from afar."),
    )

    def clean_starts_at(self):
        moment, now = self.cleaned_data["starts_at"], timezone.now()
        if not now < moment < now + FURTHEST:
            raise ValidationError(_("Choose a moment to come, within two years."))
        return moment


class AssemblyForm(PlaceFields):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Assembly.Kind.choices,
        widget=forms.RadioSelect,
        initial=Assembly.Kind.ORDINARY,
        help_text=_(
            "Ordinary: the accounts, elections, the life of the year. Extraordinary: the statutes, the weights of "
            "colleges, excluding a member. Mixed: both on the same day."
        ),
    )
    agenda = forms.CharField(
        label=_("Points without a vote, one per line"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "For instance: report of the year, questions of members. Resolutions are written on the next page."
        ),
    )
    words = forms.CharField(
        label=_("A word of the board to the members"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It opens the notice: why come, what follows, the meal…"),
    )
    field_order = ["kind", "starts_at", "place", "remote_link", "agenda", "words"]

    def __init__(self, *args, cooperative, assembly=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.cooperative, self.assembly = cooperative, assembly
        if assembly:
            self.initial |= {name: getattr(assembly, name) for name in planning.FIELDS}

    def keep(self, *, by):
        """Plan or change the assembly, and return it; None with the reason on the form."""
        try:
            if self.assembly is None:
                return planning.plan(self.cooperative, by=by, **self.cleaned_data)
            planning.change(self.assembly, by=by, **self.cleaned_data)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None
        return self.assembly


class ResolutionForm(forms.Form):
    """One resolution, or one election, in the words of who has never written one."""

    title = forms.CharField(
        label=_("Its title, in a few words"),
        max_length=150,
        help_text=_("For instance: approve the accounts of the year."),
    )
    choosing = forms.ChoiceField(
        label=_("What is voted?"),
        choices=Resolution.Choosing.choices,
        widget=forms.RadioSelect,
        initial=Resolution.Choosing.ONE,
    )
    text = forms.CharField(
        label=_("Text put to the vote"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Members vote on these very words, and the minutes copy them. Begin with “The general meeting…”."),
    )
    seats = forms.IntegerField(
        label=_("If it is an election, for how many seats?"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
        required=False,
    )
    candidates = forms.CharField(
        label=_("If it is an election, who are the candidates? One per line"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("After a colon, what they say of themselves: “Claude Vuillemin: beekeeper in Poligny”."),
    )
    majority = forms.ChoiceField(
        label=_("Which majority?"), choices=(), widget=forms.RadioSelect, initial=Resolution.Majority.ORDINARY
    )
    secret = forms.BooleanField(
        label=_("Secret ballot: nobody ever knows how anyone voted"),
        required=False,
        help_text=_("Usual for people: elections, exclusion. Otherwise names and votes can be read after the vote."),
    )

    def __init__(self, *args, assembly, resolution=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.assembly, self.resolution = assembly, resolution
        self.fields["majority"].choices = majorities_of(assembly)
        self.fields["majority"].initial = self.fields["majority"].choices[0][0]
        if resolution:
            self.initial |= {name: getattr(resolution, name) for name in planning.RESOLUTION_FIELDS}
            self.initial["candidates"] = "\n".join(
                f"{one.name}: {one.presentation}" if one.presentation else one.name
                for one in resolution.candidates.all()
            )

    def clean_candidates(self):
        """[(name, what they say of themselves)], in order, each name once."""
        lines = [line.partition(":") for line in self.cleaned_data["candidates"].splitlines() if line.strip()]
        found = [(name.strip(), words.strip()) for name, _colon, words in lines]
        names = [name.casefold() for name, _words in found]
        if "" in names or len(names) != len(set(names)):
            raise ValidationError(_("Write each name once, at the beginning of its line."))
        if any(len(name) > 150 or len(words) > 800 for name, words in found):
            raise ValidationError(_("A name has 150 letters at most, a presentation 800."))
        return found

    def clean(self):
        found = super().clean()
        if found.get("choosing") == Resolution.Choosing.ONE:
            found |= {"seats": 1, "candidates": []}
        elif found.get("seats") is None and "seats" not in self.errors:
            self.add_error("seats", _("Say how many people are elected."))
        return found

    @property
    def values(self):
        """What a verb of `planning` takes."""
        return {name: self.cleaned_data[name] for name in planning.RESOLUTION_FIELDS}

    def keep(self, *, by):
        """Write the resolution and return it; None with the reason on the form."""
        try:
            return planning.write_resolution(
                self.assembly, values=self.values, candidates=self.cleaned_data["candidates"], by=by,
                resolution=self.resolution,
            )  # fmt: skip
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None


class AdditionForm(ResolutionForm):
    """A resolution that members ask for once the agenda is locked: who signed, and when it came."""

    received_on = _day(label=_("When did the request come?"))
    askers = forms.ModelMultipleChoiceField(
        None, label=_("Which members ask for it?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = self.assembly.cooperative.members.registered().order_by("family_name", "organisation", "number")
        self.fields["askers"].queryset = members
        self.fields["received_on"].initial = timezone.localdate()


class DocumentForm(forms.Form):
    file = forms.FileField(label=_("Document (PDF)"), widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}))
    kind = forms.ChoiceField(label=_("What is it?"), choices=Document.Kind.choices, initial=Document.Kind.ACCOUNTS)
    name = forms.CharField(
        label=_("Name that members read"),
        max_length=140,
        required=False,
        help_text=_("By default, the name of the file."),
    )


class MoveForm(PlaceFields):
    def __init__(self, *args, assembly, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(assembly, name) for name in ("starts_at", "place", "remote_link")}


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why? Members will read it."), max_length=300)


class PostedForm(forms.Form):
    """The day on which letters were posted, and how; the letters are those of the page, or one."""

    on = _day(label=pgettext_lazy("letters", "Posted on"))
    how = forms.CharField(
        label=pgettext_lazy("letters", "How"), max_length=200, required=False,
        help_text=_("For instance: ordinary letter, registered letter no. …, handed over in person."),
    )  # fmt: skip

    def __init__(self, *args, assembly, **kwargs):
        super().__init__(*args, **kwargs)
        self.assembly = assembly
        self.fields["on"].initial = timezone.localdate()

    def clean_on(self):
        on = self.cleaned_data["on"]
        called = timezone.localdate(self.assembly.called_at)
        if not called <= on <= timezone.localdate():
            raise ValidationError(_("Choose a day between the call and today."))
        return on


class ReplyForm(forms.ModelForm):
    class Meta:
        model = Question
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class RecordedQuestionForm(QuestionForm):
    """A question that came on paper or by telephone: whose it is."""

    member = forms.ModelChoiceField(None, label=_("Who asks?"), empty_label=_("Choose a member"))
    field_order = ["member", "text"]

    def __init__(self, *args, assembly, **kwargs):
        super().__init__(*args, **kwargs)
        members = assembly.cooperative.members.registered().order_by("family_name", "organisation", "number")
        self.fields["member"].queryset = members
        self.fields["text"].label = _("The question")


def majorities_of(assembly):
    """The majorities that a meeting of this kind votes at, with the plain words of each (D48)."""
    said = {
        Resolution.Majority.ORDINARY: _("ordinary: for current decisions and elections"),
        Resolution.Majority.EXTRAORDINARY: _("extraordinary: for what changes the statutes or the rules"),
    }
    if assembly.kind == Assembly.Kind.MIXED:
        return list(said.items())
    return [(value, words) for value, words in said.items() if value == assembly.kind]
