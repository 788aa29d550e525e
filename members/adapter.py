"""allauth's mails go through the outbox; names and phones stay ours."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.models import Person
from outbox.queueing import queue


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right. Look at the last mail: each new code replaces the others."),
        "too_many_login_attempts": _("Too many tries. Nothing is lost: wait five minutes, then ask for a new code."),
        "rate_limited": _("Too many tries. Nothing is lost: wait five minutes, then ask for a new code."),
    }

    def send_mail(self, template_prefix, email, context):
        """Queue one mail of the sign-in, written in `emails/members/`; a code is blanked once delivered."""
        person = Person.objects.filter(email=email.lower()).first()
        name = template_prefix.rsplit("/", 1)[-1]
        queue(
            key=f"sign-in:{name}:{uuid.uuid4()}",
            kind="sign-in",
            to=email,
            template=f"emails/members/{name}",
            context={key: value for key, value in context.items() if key != "request"},
            language=person.language if person and person.last_login else translation.get_language(),
            secret="code" in context,
        )
