"""What the law asks every site to say, for one territory or for the platform, and how to write to the team."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config import emails
from config.forms import ContactForm
from foundation import throttling
from members.models import Territory

MOST_TERRITORIES = 60
MESSAGES_PER_HOUR = 5  # from one address; a hall shares one, but a hall does not write to the team
MESSAGES_PER_DAY = 60  # to one territory


@login_not_required
@require_safe
def notices(request, slug=None):
    return _page(request, "notices", slug)


@login_not_required
@require_safe
def privacy(request, slug=None):
    """What is known of people, why, how long: as `config.forgetting` and each floor's `personal_data` do it (D58)."""
    return _page(request, "privacy", slug, years=settings.RETENTION_YEARS)


@login_not_required
@require_safe
def accessibility(request, slug=None):
    return _page(request, "accessibility", slug)


@login_not_required
@require_http_methods(["GET", "POST"])
def contact(request, slug=None):
    """Write to the team; where no address is known the page says how else to reach it."""
    territory = _territory(slug)
    reachable = bool(territory and territory.contact_email)
    form = ContactForm(request.POST if request.method == "POST" and reachable else None)
    if form.is_bound and form.is_valid() and _let_through(request, form, territory):
        if not form.is_machine:
            typed = {name: form.cleaned_data[name] for name in ("name", "email", "message")}
            emails.contact_message(territory, **typed, language=get_language() or "fr")
        messages.success(request, _("Your message is on its way. The team answers by e-mail."))
        return redirect("contact", **({"slug": slug} if slug else {}))
    return _page(request, "contact", slug, form=form, reachable=reachable, status=422 if form.is_bound else 200)


def _let_through(request, form, territory):
    """Whether this visitor, and this territory, have not had their share of messages; else the form says it."""
    mine = throttling.allow(f"contact:{throttling.address(request)}", limit=MESSAGES_PER_HOUR, per=3600)
    if mine and throttling.allow(f"contact-to:{territory.pk}", limit=MESSAGES_PER_DAY, per=86400):
        return True
    form.add_error(None, _("Many messages left from here: yours has not. It is still below; try again in an hour."))
    return False


def _territory(slug):
    """The territory asked for; without one, the only one there is, else None."""
    if slug:
        return get_object_or_404(Territory, slug=slug)
    few = list(Territory.objects.all()[:2])
    return few[0] if len(few) == 1 else None


def _page(request, name, slug, *, status=200, **context):
    territory = _territory(slug)
    others = [] if territory else Territory.objects.all()[:MOST_TERRITORIES]
    context |= {"territory": territory, "territories": others, "today": timezone.localdate()}
    return render(request, f"config/{name}.html", context, status=status)
