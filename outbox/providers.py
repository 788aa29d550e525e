"""Reads what a mail provider reports, as django-anymail understands each of them."""

from importlib import import_module

from outbox import reports

VIEWS = {
    "brevo": ("anymail.webhooks.brevo", "BrevoTrackingWebhookView"),
    "mailgun": ("anymail.webhooks.mailgun", "MailgunTrackingWebhookView"),
    "mailjet": ("anymail.webhooks.mailjet", "MailjetTrackingWebhookView"),
    "postmark": ("anymail.webhooks.postmark", "PostmarkTrackingWebhookView"),
}


class _Signal:
    """Receives what anymail's views send to their signal: one function knows what to do."""

    @staticmethod
    def send(*, sender, event, esp_name):
        reports.record(event)


def read_report(request, provider):
    """Check the secret, then record each event of `request`; return the answer for the provider."""
    module, name = VIEWS[provider]
    view = getattr(import_module(module), name)  # late: it loads requests
    reader = type(name, (view,), {"signal": _Signal})
    return reader.as_view()(request)
