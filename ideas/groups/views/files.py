"""Files of a group: several at once, a bad one refused and the rest kept; given back to members and the team only."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_files
from foundation.keyset import paginate, turning
from foundation.uploads import limit_in_mb, refused_names, several
from ideas.groups import checking_files
from ideas.groups.models import GroupFile, GroupShelf
from ideas.groups.models.file import spoken_weight
from ideas.groups.opening import group_required
from ideas.groups.views.meetings import frame

PAGE = 30
MOST_AT_ONCE = 20
MOST_DELETED = 30


@several
@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request, group, membership):
    if request.method != "POST":
        return _page(request, group, membership)
    kept, refused = _keep(request, group, membership)
    if kept:
        said = ngettext("%(count)s file is kept.", "%(count)s files are kept.", kept) % {"count": kept}
        messages.success(request, said)
        for sentence in refused:
            messages.warning(request, sentence)
        return redirect("groups:files", group.slug)
    refused = refused or [_("Choose one file or more first.")]
    return _page(request, group, membership, refused=refused, status=422)


def _keep(request, group, membership):
    """Return (how many files were kept, why each other one was not)."""
    kept = 0
    refused = [
        _("“%(name)s” weighs more than %(limit)s MB: it was not kept.") % {"name": name, "limit": limit_in_mb()}
        for name in refused_names(request)
    ]
    uploads = request.FILES.getlist("files")
    for upload in uploads[:MOST_AT_ONCE]:
        try:
            GroupFile.add(group, checking_files.read(upload), membership=membership)
            kept += 1
        except ValidationError as refusal:
            refused.append(refusal.messages[0])
    if len(uploads) > MOST_AT_ONCE:
        refused.append(_("Twenty files at most at once: the others were not kept, send them next."))
    return kept, refused


def _page(request, group, membership, *, refused=(), status=200):
    now, rows = timezone.now(), GroupFile.objects.filter(group=group).select_related("added_by")
    shelf = GroupShelf.objects.filter(group=group).first()
    page = paginate(rows.kept(), order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        **frame(group, membership, "files"), **turning(request.GET, page), "page": page,
        "refused": refused, "limit": limit_in_mb(),
        "deleted": list(rows.deleted(now).order_by("-deleted_at")[:MOST_DELETED]),
        "weight": spoken_weight(shelf.bytes if shelf else 0), "room": spoken_weight(settings.GROUP_FILES_MAX_BYTES),
        "accept": ",".join(f".{kind}" for kind in checking_files.TAKEN),
    }  # fmt: skip
    return render(request, "groups/files.html", context, status=status)


@group_required
@require_safe
def file(request, group, membership, key):
    """One file, to be saved, never shown inside our pages."""
    found = get_object_or_404(GroupFile.objects.kept(), group=group, key=key)
    return kept_files.answer(found, name=found.name, ending=found.kind)


@group_required
@require_POST
def file_step(request, group, membership, key, act):
    """Delete a file, or put it back within the week."""
    found = get_object_or_404(GroupFile, group=group, key=key)
    if act == "supprimer" and found.delete_for_now():
        messages.success(request, _("“%(name)s” is deleted. You have seven days to put it back.") % {"name": found})
    elif act == "remettre" and found.put_back(now=timezone.now()):
        messages.success(request, _("“%(name)s” is back.") % {"name": found})
    return redirect("groups:files", group.slug)
