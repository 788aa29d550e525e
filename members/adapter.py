"""allauth's mails go through the outbox; names and phones stay ours."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation

from outbox.queueing import queue


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix, email, context):
        """Queue a code's mail; its text is blanked once delivered."""
        person = context.get("user")
        queue(
            key=f"sign-in:{uuid.uuid4()}",
            kind="sign-in",
            to=email,
            template=f"emails/members/{template_prefix.rsplit('/', 1)[-1]}",
            context={key: value for key, value in context.items() if key != "request"},
            language=person.language if person and person.pk else translation.get_language(),
            secret=True,
        )
