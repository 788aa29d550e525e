"""What the cooperative's dashboard and the duties of its year know of assemblies (`members.cooperative.meetings`)."""

from django.urls import reverse
from django.utils.text import capfirst

from members.assemblies.models import Assembly
from members.cooperative.meetings import Meeting

APPROVING = (Assembly.Kind.ORDINARY, Assembly.Kind.MIXED)


def meetings(cooperatives, since, until):
    """{cooperative pk: [Meeting]} of the assemblies that begin from `since` to before `until`; none cancelled."""
    slugs = {cooperative.pk: cooperative.territory.slug for cooperative in cooperatives}
    found = {pk: [] for pk in slugs}
    known = Assembly.objects.held_or_to_come().filter(cooperative__in=slugs, starts_at__gte=since, starts_at__lt=until)
    for assembly in known:
        slug = slugs[assembly.cooperative_id]
        found[assembly.cooperative_id].append(
            Meeting(
                title=capfirst(assembly.get_kind_display()),
                starts_at=assembly.starts_at,
                state=assembly.get_status_display(),
                url=reverse("assemblies:prepare", args=[slug, assembly.pk]),
                approves_accounts=assembly.kind in APPROVING,
                is_called=assembly.called_at is not None or assembly.status == Assembly.Status.CLOSED,
                is_closed=assembly.status == Assembly.Status.CLOSED,
            )
        )
    return found
