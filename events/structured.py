"""The evening as schema.org data, for search engines and calendars that read pages."""

import json

from django.utils.safestring import mark_safe

# The text stands inside <script>: these characters could close it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def event_data(event, *, image_url, seats_left):
    """Return the JSON-LD text of an evening that has a date and a place, else an empty text."""
    if not event.starts_at or not event.venue_name:
        return ""
    state = "EventCancelled" if event.is_called_off else "EventScheduled"
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{event.brand} · {event.territory}",
        "description": event.tagline or event.description[:200],
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat() if event.ends_at else None,
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": event.venue_name, "address": event.venue_address or event.venue_name},
        "image": [image_url],
        "url": event.public_url,
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": f"Start-Up de Territoire · {event.territory}"},
        "remainingAttendeeCapacity": max(0, seats_left),
    }
    present = {name: value for name, value in data.items() if value is not None}
    return mark_safe(json.dumps(present, ensure_ascii=False).translate(_ESCAPES))
