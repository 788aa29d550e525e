"""Where the seating puts each person and why (D3), which seats are kept as they are, and what a proposal amounts to."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.registration import Registration

WHEELCHAIRS = 2  # at one table: a third one bars the way round a table of twelve


class SeatingPlan(models.Model):
    """What one evening asks of its seating, and the figures of the last proposal; never saved: the values given here.

    `figures` counts people: first, second, third, none; parties and together (parties of two or more that sit at one
    table), wheelchairs, and before and after: percents of pairs at one table who say no profile in common.
    """

    event = models.OneToOneField(Event, models.CASCADE, related_name="seating_plan")
    most_wheelchairs = models.PositiveSmallIntegerField(
        _("wheelchairs at most per table"), default=WHEELCHAIRS, validators=[MinValueValidator(1)]
    )
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.event}"

    @classmethod
    def of(cls, event):
        """The plan of `event`, saved or not."""
        return cls.objects.filter(event=event).first() or cls(event=event)

    @classmethod
    def set_wheelchairs(cls, event, number):
        """Allow `number` wheelchairs at one table from the next proposal on."""
        cls.objects.update_or_create(event=event, defaults={"most_wheelchairs": number})


class PlacementQuerySet(models.QuerySet):
    def locked(self):
        return self.filter(locked=True)

    def proposed(self):
        """Put there by a proposal: the next one may say otherwise."""
        return self.filter(locked=False)


class Placement(models.Model):
    """Why one person sits where they do, or nowhere; a locked one is kept by every proposal."""

    class Reason(models.TextChoices):
        WISH = "wish", _("one of the wishes")
        WITH = "with", _("with the people who come together")
        HAND = "hand", _("placed by the team")
        NONE = "none", _("no wish could be followed")

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="placement")
    locked = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=4, choices=Reason, default=Reason.HAND)
    # The wishes that were not followed, in order: [[rank, people who asked for it, its seats], …]; seats are None when
    # it was not full, but had no table for all who come together.
    missed = models.JSONField(default=list)
    parted = models.PositiveSmallIntegerField(default=0)  # how many tables a party too large for one is spread over

    objects = PlacementQuerySet.as_manager()

    def __str__(self):
        return f"{self.registration} · {self.get_reason_display()}"

    @property
    def is_unmet(self):
        return self.reason == self.Reason.NONE

    def is_true(self, *, rank, seated):
        """Whether it still says why: neither table nor wishes changed since; `rank` is that of the wish they have."""
        if self.is_unmet or not seated:
            return self.is_unmet and not seated
        return self.reason != self.Reason.WISH or (rank is not None and all(miss[0] < rank for miss in self.missed))

    def sentences(self, *, rank=None, companions=()):
        """Return why, in sentences for the person; `rank` is that of the wish they got, `companions` who sits there.

        They tell nobody else's name but those of `companions`, who come with the person.
        """
        said = [_missed(*miss) for miss in self.missed]
        if self.reason == self.Reason.HAND:
            said = [gettext("The team chose this table for you.")]
        elif self.reason == self.Reason.WITH:
            said = [gettext("The team chose the table of the people who come with you, and you sit with them.")]
        elif self.reason == self.Reason.NONE:
            said.append(gettext("None of your wishes could be followed: we are sorry."))
        elif rank:
            said.append(FOLLOWED[rank - 1]())
        if companions:
            names = _listed([companion.given_name for companion in companions])
            said.append(gettext("You sit with %(names)s, as you come together.") % {"names": names})
        if self.parted > 1:
            said.append(
                gettext("No table had room for all of you who come together: you are spread over %(number)s tables.")
                % {"number": self.parted}
            )
        return said


FOLLOWED = (
    lambda: gettext("Your first choice was followed."),
    lambda: gettext("Your second choice was followed."),
    lambda: gettext("Your third choice was followed."),
)
FULL = (
    lambda asked: ngettext(
        "Your first choice was full: %(asked)s person asked for its %(seats)s seats.",
        "Your first choice was full: %(asked)s people asked for its %(seats)s seats.",
        asked,
    ),
    lambda asked: ngettext(
        "Your second choice was full: %(asked)s person asked for its %(seats)s seats.",
        "Your second choice was full: %(asked)s people asked for its %(seats)s seats.",
        asked,
    ),
    lambda asked: ngettext(
        "Your third choice was full: %(asked)s person asked for its %(seats)s seats.",
        "Your third choice was full: %(asked)s people asked for its %(seats)s seats.",
        asked,
    ),
)
UNFIT = (
    lambda: gettext("Your first choice had no table left that suits everyone of you."),
    lambda: gettext("Your second choice had no table left that suits everyone of you."),
    lambda: gettext("Your third choice had no table left that suits everyone of you."),
)


def _missed(rank, asked, seats):
    if seats is None:
        return UNFIT[rank - 1]()
    return FULL[rank - 1](asked) % {"asked": asked, "seats": seats}


def _listed(names):
    if len(names) == 1:
        return names[0]
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def note_move(registration, *, by):
    """What a proposal said of the seat of `registration` is over; before the tables are told, a move of the team stays.

    Called by the verb that moved them, in its transaction.
    """
    Placement.objects.filter(registration=registration).delete()
    if registration.awaits_seating and by is not None:
        Placement.objects.create(registration=registration, locked=True, by=by)


@transaction.atomic
def set_locked(registration, *, locked, by):
    """Keep the seat of `registration` in every later proposal, or let go of it; doing it twice changes nothing.

    ValidationError when the person has no seat to keep, or once the tables were told.
    """
    Registration.objects.filter(pk=registration.pk).hold()
    event = Event.objects.select_for_update(no_key=True).get(pk=registration.event_id)
    if not event.takes_wishes:
        raise ValidationError(_("The tables were already told: move people one by one."))
    if locked and not Registration.objects.seated().filter(pk=registration.pk).exists():
        raise ValidationError(_("There is no seat to keep: give one first."))
    if locked:
        Placement.objects.update_or_create(registration=registration, defaults={"locked": True, "by": by})
    else:
        Placement.objects.locked().filter(registration=registration).update(locked=False, by=by)
