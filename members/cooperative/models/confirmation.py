"""Once a year a structure's delegate says that they still vote for it (D41): what is asked, and its trace."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.cooperative.models.delegate import delegate_on
from members.cooperative.models.member import Member

ASKED_AFTER = timedelta(days=365)  # people change posts between two assemblies


class DelegateConfirmation(models.Model):
    """« C’est toujours moi », said by who signs in with the delegate's address."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="delegate_confirmations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.member} · {timezone.localdate(self.at)}"


def delegate_due(member, *, today):
    """Return the day since which the delegate of a structure is to be confirmed; None when nothing is asked."""
    delegate = delegate_on(member, today)
    if delegate is None:
        return None
    said = member.delegate_confirmations.values_list("at", flat=True).first()
    last = max(delegate.since, timezone.localdate(said)) if said else delegate.since
    return last + ASKED_AFTER if last + ASKED_AFTER <= today else None


@transaction.atomic
def confirm_delegate(member, *, by, now=None):
    """Write that the delegate is still the same; a second click the same day adds nothing."""
    now = now or timezone.now()
    if member.kind != Member.Kind.STRUCTURE:
        raise ValidationError(_("Only a structure votes through a delegate."))
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    said = member.delegate_confirmations.first()
    if said and timezone.localdate(said.at) == timezone.localdate(now):
        return said
    return member.delegate_confirmations.create(by=by, at=now)
