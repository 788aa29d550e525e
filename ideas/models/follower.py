"""Whoever follows an idea: an address proved by its owner (D65), which joins no group by it (D19)."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import links
from ideas import emails_merging as emails
from ideas.models.idea import Idea

CONFIRMING = "idea-follow"  # the act by which the owner of an address says that they want to follow
STOPPING = "idea-unfollow"  # the access that their mails carry, to stop with one button
STOPPING_LASTS = timedelta(days=400)
UNPROVED_KEPT = timedelta(days=7)  # an address typed by anyone, that its owner never confirmed


class FollowerQuerySet(models.QuerySet):
    def active(self):
        """Who confirmed, and did not stop."""
        return self.filter(stopped_at=None).exclude(confirmed_at=None)

    def unproved(self, now):
        """Typed so long ago without being confirmed that nothing is waited for any more."""
        return self.filter(confirmed_at=None, asked_at__lt=now - UNPROVED_KEPT)

    def told_of(self, idea):
        """Who is written to about `idea`: who follows its whole or any of its parts, once per address (D17)."""
        whole = idea.whole_id or idea.pk
        active = self.active().exclude(email="").filter(Q(idea=whole) | Q(idea__whole=whole))
        firsts = active.order_by().values("email").annotate(first=Min("pk")).values("first")
        return self.filter(pk__in=firsts).order_by("pk")


class Follower(models.Model):
    """One address that follows one idea; the idea that it chose, whatever this idea is merged into."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="followers")
    email = models.EmailField(_("your e-mail"), blank=True)  # in small letters; empty once erased
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, default="fr")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "email"], condition=~Q(email=""), name="ideas_follower_once_per_address"
            )
        ]

    def __str__(self):
        return self.email or str(_("Erased name"))

    @classmethod
    @transaction.atomic
    def ask(cls, idea, *, email, language):
        """Write to an address that someone typed: nothing is followed before its owner said so (D65)."""
        address = email.strip().lower()
        follower, _made = cls.objects.get_or_create(idea=idea, email=address, defaults={"language": language})
        link = links.act(CONFIRMING, follower.pk, lasts=UNPROVED_KEPT)
        emails.follow_confirm(follower, link=link, token=links.token(link))
        return follower

    def stop_url(self):
        """The address, for mails, of the page whose one button stops."""
        link = links.access(STOPPING, self.pk, until=timezone.now() + STOPPING_LASTS)
        return settings.PUBLIC_URL + reverse("ideas:watch_stop", args=[links.token(link)])

    @transaction.atomic
    def confirm(self):
        """The owner of the address agreed; twice changes nothing."""
        Follower.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=timezone.now())
        self.refresh_from_db()

    @transaction.atomic
    def stop(self):
        """The owner of the address wants no more of it, so it is not kept; twice changes nothing."""
        stopped = {"stopped_at": timezone.now(), "email": "", "person": None}
        Follower.objects.filter(pk=self.pk, stopped_at=None).update(**stopped)
        self.refresh_from_db()
