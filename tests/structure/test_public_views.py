"""Every view asks for a signed-in person, but these: whoever adds one says so here."""

import pytest
from django.urls import URLPattern, get_resolver

pytestmark = pytest.mark.once

PUBLIC = {
    "home",
    "territory",
    "editions",
    "events:hosting_ask",
    "events:hosting_sent",
    "events:hosting_prove",
    "events:hosting_link",
    "events:hosting_follow",
    "notices",
    "privacy",
    "accessibility",
    "contact",
    "healthz",
    "set_language",
    "demo",
    "demo_enter",
    "mails",
    "mail",
    "mail_page",
    "mail_piece",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "members:colours",
    "members:start",
    "members:communes",
    "outbox:unsubscribe",
    "outbox:preferences",
    "outbox:preferences_link",
    "outbox:report",
    "events:event",
    "events:calendar",
    "events:image",
    "events:authorisation",
    "events:register",
    "events:thanks",
    "events:find_ticket",
    "events:ticket_link",
    "events:confirm_change",
    "events:ticket",
    "events:move",
    "events:cancel",
    "events:erase",
    "events:stop_news",
    "events:ticket_calendar",
    "events:needs",
    "events:parent",
    "events:authorise",
    "events:rides",
    "events:ride_remove",
    "events:ride_ask",
    "events:ride_reply",
    "events:ride_answer",
    "events:group_link",
    "events:group",
    "events:group_remove",
    "events:group_tickets",
    "events:group_authorisations",
    "events:facilitator_link",
    "events:facilitator",
    "events:facilitator_answer",
    "events:facilitator_calendar",
    "events:facilitator_kit",
    "events:facilitator_kit_pdf",
    "events:call_link",
    "events:call_answer",
    "events:call_take_out",
    "events:photos",
    "events:photo",
    "events:photo_removal",
    "ideas:idea_list",
    "ideas:mine",
    "ideas:claim",
    "ideas:restore",
    "ideas:photo",
    "ideas:stall_link",
    "ideas:stall",
    "ideas:deposit",
    "ideas:find",
    "ideas:open",
    "ideas:follow_up",
    "ideas:idea",
    "ideas:report",
    "ideas:complete",
    "ideas:follow",
    "ideas:withdraw",
    "ideas:erase_author",
    "evening:table",
    "evening:received",
    "evening:wall",
    "evening:wall_state",
}


def test_public_views_are_these():
    views = _views(get_resolver().url_patterns)
    assert {name for name, view in views if not getattr(view, "login_required", True)} == PUBLIC


def _views(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _views(pattern.url_patterns, inner)
