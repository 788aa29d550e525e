"""What the evening itself writes down of people (D58)."""

PERSONAL = {}
NOT_PERSONAL = {
    "evening.Control": {"message": "what the organisers show to everyone in the room"},
    "evening.ControlStep": {"details": "a scene, a slide, or what was shown to everyone in the room"},
}
