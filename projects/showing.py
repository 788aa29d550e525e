"""What the public page of a project shows: exactly the blocks that its team chose, and nothing else."""

from django.utils import timezone

from projects.models import Bearing, Listing, PublicPage
from projects.models.attachment import shown_photos

MOST_IDEAS = 12
MOST_PARTNERS = 30


def page_of(project):
    """Return what projects/_page.html shows of `project`, as everyone would see it, published or not."""
    page = PublicPage.of(project)
    bearer = project.current(Bearing.Kind.BEARER) if page.shows_bearer else None
    return {
        "project": project,
        "territory": project.territory,
        "page": page,
        "bearer": bearer.membership.given_name if bearer and bearer.name_is_shown else "",
        "listing": Listing.objects.public(timezone.now()).filter(project=project).first(),
        "partners": list(project.partners.shown()[:MOST_PARTNERS]) if page.shows_partners else [],
        "ideas": list(project.ideas().listed()[:MOST_IDEAS]) if page.shows_ideas else [],
        "photos": list(shown_photos(project)),
        "joined": list(project.merged.order_by("pk").values_list("name", flat=True)[:MOST_IDEAS]),
    }
