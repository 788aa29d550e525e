"""Words to the whole group: written on the page, mailed to each, without showing anybody's address."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups import emails
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.membership import Membership


class GroupMessageQuerySet(models.QuerySet):
    def for_pages(self):
        return self.select_related("author", "by")


class GroupMessage(models.Model):
    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")  # of the team
    is_team = models.BooleanField(default=False)
    text = models.TextField(_("your message"), max_length=3000)
    urgent = models.BooleanField(default=False)
    key = models.UUIDField(unique=True)  # made with the page: a double tap writes once
    at = models.DateTimeField(default=timezone.now)

    objects = GroupMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["group", "-id"])]

    def __str__(self):
        return f"{self.group_id} · {self.at:%Y-%m-%d %H:%M}"

    @property
    def author_name(self):
        """Given name and initial, « the team », or « former member »."""
        if self.is_team:
            return str(_("The team"))
        return self.author.shown_name if self.author else str(_("Former member"))

    @classmethod
    @transaction.atomic
    def write(cls, group, *, key, text, urgent=False, author=None, by=None):
        """Write to every member, once per `key` (UUID). ValidationError `many` over the limit of the day [setting]."""
        group.must_stand()
        group.hold()  # two writers, or two taps, come one after the other
        known = cls.objects.filter(key=key).first()
        if known and (known.group_id, known.text) == (group.pk, text):
            return known
        if known:  # other words from a page that was sent already, or the page of another group
            key = uuid.uuid4()
        most = group.rules.messages_a_day
        today = cls.objects.filter(group=group, at__gt=timezone.now() - timedelta(days=1))
        if by is None and today.filter(is_team=False).count() >= most:
            raise ValidationError(
                _("%(most)s messages already left in a day: letterboxes are full. Your text is kept on this page.")
                % {"most": most},
                code="many",
            )
        message = cls.objects.create(
            group=group, key=key, text=text, urgent=urgent, author=author, by=by, is_team=author is None
        )
        group.touch()
        for member in group.memberships.reachable().exclude(pk=author.pk if author else None):
            emails.message(member, message=message)
        return message
