"""The press kit, the next morning: a page to copy from and one archive."""

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from events.views.organising.opening import evening_required
from ideas.evening.press import archive, make_kit


@evening_required
@require_GET
def press(request, event):
    context = {"event": event, "tab": "night", "kit": make_kit(event), "has_begun": event.has_begun(timezone.now())}
    return render(request, "evening/press.html", context)


@evening_required
@require_GET
def press_zip(request, event):
    name = f"presse-{event.slug}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive(make_kit(event)), as_attachment=True, filename=name, content_type="application/zip")
