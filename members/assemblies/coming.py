"""The assemblies of a member, in the space of members: those to come first, then the latest ones."""

from members.assemblies.models import Assembly

MOST = 5


def section_of(request, member):
    """What `assemblies/_coming.html` shows to `member`; None when nothing was ever called."""
    told = Assembly.objects.told().filter(cooperative=member.cooperative_id)
    coming, past = (
        list(told.to_come().order_by("starts_at", "pk")[:MOST]),
        list(told.past().order_by("-starts_at")[:MOST]),
    )
    if not coming and not past:
        return None
    answered = dict(member.assembly_answers.filter(assembly__in=coming).values_list("assembly", "choice"))
    return {"coming": [(one, answered.get(one.pk)) for one in coming], "past": past, "member": member}
