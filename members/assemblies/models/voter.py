"""Who is entitled to vote in an assembly: listed on the record date or at the opening, then for ever (D47)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation.folding import fold
from foundation.guards import Frozen, Kept
from foundation.templatetags.french import long_date
from members.assemblies.models.assembly import Assembly
from members.assemblies.models.step import AssemblyStep
from members.cooperative.colleges import weights_on
from members.cooperative.models import College, Member

MOST_NAMED = 5  # members in one sentence
LONGEST_NUMBER = 7  # figures: a longer one is no number of a register


class VoterQuerySet(models.QuerySet):
    def of_person(self, person):
        """Those that `person` votes for: themselves, or the structure whose delegate they are today (D41)."""
        return self.filter(member__in=Member.objects.of_person(person))

    def named_like(self, words):
        """Those whose name, or whose number, is what was typed; the delegate of a structure is found as well."""
        found = self
        for word in fold(words).split():
            number = int(word) if word.isdecimal() and len(word) < LONGEST_NUMBER else 0
            found = found.filter(models.Q(folded__contains=word) | models.Q(number=number))
        return found

    def on_the_sheet(self):
        """In the order of the register, with what a line of the attendance sheet shows."""
        return self.select_related("member", "college").order_by("number", "pk")


class Voter(models.Model):
    """A member who may vote in this assembly, with their college of that day: one person, one vote (D41)."""

    guards = [
        Frozen(
            "voter_stays_as_listed",
            fields=["assembly", "member", "college", "number", "name"],
            says=_("The list of voters was closed: it no longer changes."),
        ),
        Kept("voter_stays_listed", says=_("The list of voters was closed: it no longer changes.")),
    ]

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="voters")
    member = models.ForeignKey(Member, models.PROTECT, related_name="voters")
    college = models.ForeignKey(College, models.PROTECT, null=True, blank=True, related_name="voters")
    number = models.PositiveIntegerField()  # in the register
    name = models.CharField(max_length=170)
    folded = models.CharField(max_length=400, editable=False)  # what is searched at the door
    listed_at = models.DateTimeField(default=timezone.now)

    objects = VoterQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["assembly", "member"], name="assemblies_one_voter_each")]

    def __str__(self):
        return self.name

    @property
    def signer(self):
        """Who signs for this voter today: the member, or the delegate of a structure."""
        member = self.member
        return f"{member.given_name} {member.family_name}".strip() or self.name


def record_day(assembly):
    """The day on which one must be in the register to vote: that of the notice, else that of the assembly (D47)."""
    return assembly.record_on or timezone.localdate(assembly.starts_at)


@transaction.atomic
def list_voters(assembly, *, now=None):
    """List those who may vote, once each, and return how many were added.

    ValidationError before the record day, and `college` while someone would be in none that weighs (D41, D42). It can
    be run again until the opening: who was registered in time and was missing is added, nobody is taken away.
    """
    now = now or timezone.now()
    assembly = locked(assembly)
    day = record_day(assembly)
    if not (assembly.is_called or assembly.is_open):
        raise ValidationError(_("Voters are listed once the members were called, and until the end of the meeting."))
    if timezone.localdate(now) < day:
        raise ValidationError(
            _("The list of voters is closed on %(day)s: come back on that day."), params={"day": long_date(day)}
        )
    listed = assembly.voters.values("member")
    entitled = assembly.cooperative.members.registered(day).exclude(pk__in=listed).order_by("number")
    _each_weighs(assembly, entitled)
    added = Voter.objects.bulk_create(
        Voter(
            assembly=assembly, member=member, college_id=member.college_id, number=member.number, name=str(member),
            folded=fold(f"{member} {member.given_name} {member.family_name}"), listed_at=now,
        )
        for member in entitled
    )  # fmt: skip
    if added:
        assembly.record(AssemblyStep.Kind.LISTED, by=None, details=len(added), now=now)
    return len(added)


def _each_weighs(assembly, members):
    """ValidationError names those whose college would count for nothing: no result could be worked out (D41, D42)."""
    weights = weights_on(assembly.cooperative, timezone.localdate(assembly.starts_at))
    lost = [str(one) for one in members if one.college_id not in weights] if weights else []
    if lost:
        told = ngettext(
            "%(names)s is in no college that weighs on the day of the meeting: put them in one, then come back.",
            "%(n)s members are in no college that weighs on the day of the meeting: put each in one, then come back:"
            " %(names)s.",
            len(lost),
        )
        names = ", ".join(lost[:MOST_NAMED]) + (" …" if len(lost) > MOST_NAMED else "")
        raise ValidationError(told % {"n": len(lost), "names": names}, code="college")


def locked(assembly):
    """Return the assembly, held until the end of the transaction: two presences, two proxies, one after the other."""
    return (
        Assembly.objects.select_for_update(of=("self",), no_key=True).select_related("cooperative").get(pk=assembly.pk)
    )


def why_not_voter(assembly, member):
    """Return why `member` does not vote in `assembly`, as a sentence; "" when they do (D47)."""
    day = record_day(assembly)
    if member.cooperative_id != assembly.cooperative_id or member.registered_on is None:
        return _("This person is not in the register of members: they may listen, and do not vote.")
    if member.left_on and member.left_on <= day:
        return _("No longer a member since %(left)s: the list of voters was closed on %(day)s.") % {
            "left": long_date(member.left_on),
            "day": long_date(day),
        }
    if member.registered_on > day:
        return _(
            "Member since %(since)s, and the list of voters was closed on %(day)s: they take part and speak, and will"
            " vote from the next meeting on."
        ) % {"since": long_date(member.registered_on), "day": long_date(day)}
    return ""
