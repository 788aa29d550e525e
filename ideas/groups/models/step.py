"""The history of a group: when, who, in which role, what and why (D18)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GroupStep(models.Model):
    class Kind(models.TextChoices):
        FOUNDED = "founded", _("the group is founded")
        DESCRIBED = "described", _("what the group is for was rewritten")
        JOINED = "joined", _("someone joined")
        REFUSED = "refused", _("someone’s request was not accepted")
        INVITED = "invited", _("someone was invited")
        LEFT = "left", _("someone left")
        REMOVED = "removed", _("someone was taken out of the group")
        LEAD_PROPOSED = "lead_asked", _("the lead is proposed to someone")
        LEAD_TAKEN = "lead_taken", _("someone leads the group")
        LEAD_LEFT = "lead_left", _("someone no longer leads the group")
        ROLE_WANTED = "wanted", _("a role is looked for")
        ROLE_TAKEN = "taken", _("a role is held")
        ROLE_FREED = "freed", _("a role is free again")
        ROLE_DROPPED = "dropped", _("a role is no longer looked for")
        ASKED = "asked", _("asked whether it is alive")
        SAID_ALIVE = "alive", _("answered that it is alive")
        HELP_ASKED = "help", _("asked for help")
        HELPED = "helped", _("the team got in touch")
        SLEPT = "slept", _("fell asleep")
        WOKEN = "woken", _("woke up")
        CLOSED = "closed", pgettext_lazy("group step", "closed")
        ERASED = "erased", _("a former member’s name was erased")

    class Role(models.TextChoices):
        LEAD = "lead", _("leads the group")
        MEMBER = "member", pgettext_lazy("group", "member")
        TEAM = "team", _("the team")
        MACHINE = "machine", _("the platform")

    group = models.ForeignKey("groups.WorkingGroup", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey("groups.Membership", models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=7, choices=Role)
    details = models.CharField(max_length=300, blank=True)  # the title of a role
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["group", "-id"])]

    def __str__(self):
        return f"{self.group_id} · {self.get_kind_display()}"
