"""The addresses of a meeting's minutes, the same in every room."""

from django.urls import path

from members.views import minutes


def minutes_of(start, *, reading, keeping):
    """Return the addresses below that of a meeting, `start`, named without their room's namespace.

    `reading` and `keeping` are decorators: each opens `view(request, meeting, …)`, a `Meeting`, to who may.
    """
    start = f"{start}/pv"
    return [
        path(f"{start}/", reading(minutes.minutes_read), name="minutes"),
        path(f"{start}/proces-verbal.pdf", reading(minutes.minutes_pdf), name="minutes_pdf"),
        path(f"{start}/rediger/", keeping(minutes.minutes_draft), name="minutes_draft"),
        path(f"{start}/completer/", keeping(minutes.minutes_correct), name="minutes_correct"),
        path(f"{start}/adopter/", keeping(minutes.minutes_adopt), name="minutes_adopt"),
        path(f"{start}/additif/", keeping(minutes.minutes_addendum), name="minutes_addendum"),
        path(f"{start}/signe/", keeping(minutes.minutes_sign), name="minutes_sign"),
        path(f"{start}/signe/<str:key>/", reading(minutes.minutes_signed), name="minutes_signed"),
        path(f"{start}/signe/<str:key>/ecarter/", keeping(minutes.minutes_set_aside), name="minutes_set_aside"),
    ]
