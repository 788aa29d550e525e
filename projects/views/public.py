"""What everyone may read of projects: the list, and what each team chose to show."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from foundation import imaging, keyset
from ideas.groups.opening import membership_in
from projects.forms import PublicFilterForm
from projects.models import DeclaredProject, Project
from projects.opening import found, is_of_team
from projects.showing import page_of

PAGE = 24
PICTURE_KEPT = 60 * 60 * 24  # s
MOST_COUNTED = 1000  # beyond, « more than 1 000 » says as much and costs nothing
MOST_DECLARED = 30


@login_not_required
@require_safe
def project_list(request):
    form = PublicFilterForm(request.GET)
    projects = form.filter(Project.objects.public())
    count = projects[: MOST_COUNTED + 1].count()
    page = keyset.paginate(projects.for_cards(), order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "form": form,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        "turning": keyset.turning(request.GET, page),
        "declared": [] if request.GET.get("suite") else _declared(form),
    }
    return render(request, "projects/project_list.html", context)


@login_not_required
@require_safe
def project(request, slug):
    """The public page; a project that joined another leads to it, an unpublished one is nobody's business."""
    known = found(slug)
    if known.is_merged and known.merged_into.is_public:
        return redirect(known.merged_into)
    if not known.is_public:
        raise Http404
    inside = membership_in(request, known.group) is not None or is_of_team(request, known)
    context = {**page_of(known), "inside": inside, "share_url": settings.PUBLIC_URL + known.get_absolute_url()}
    return render(request, "projects/project.html", context)


@login_not_required
@require_safe
def image(request, slug):
    """The picture of a published project, shown where its page is shared; its tag changes with what it says."""
    known = found(slug)
    if not known.is_public:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):  # readers of shared links choose no language
        words = {
            "kicker": f"{known.territory.brand} · {known.territory}",
            "title": known.name,
            "lines": [str(known.public_stage), str(known.commune or "")],
            "accent": known.territory.accent,
        }
    tag = sha256(repr(sorted(words.items())).encode()).hexdigest()[:20]
    response = get_conditional_response(request, etag=f'"{tag}"')
    if response is None:
        picture = cache.get_or_set(f"project-image:{tag}", lambda: imaging.share_image(**words), PICTURE_KEPT)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = f'"{tag}"'
    return response


def _declared(form):
    """Real projects of before the platform: shown apart, for they are in no stage that anybody knows."""
    wanted = form.cleaned_data
    if any(wanted.get(name) for name in ("etape", "theme", "commune")):
        return []
    declared = DeclaredProject.objects.select_related("territory").matching(wanted.get("q") or "")
    if wanted.get("territoire"):
        declared = declared.filter(territory=wanted["territoire"])
    return list(declared[:MOST_DECLARED])
