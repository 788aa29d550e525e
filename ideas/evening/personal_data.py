"""What the evening itself writes down of people (D58)."""

PERSONAL = {
    "evening.PaperSheet": {"draft": {}},  # may hold a name and an address; blanked once the sheet is typed
    "evening.Transcriber": {"name": ""},
}
NOT_PERSONAL = {
    "evening.Control": {"message": "what the organisers show to everyone in the room"},
    "evening.ControlStep": {"details": "a scene, a slide, or what was shown to everyone in the room"},
    "evening.PaperSheet": {
        "series number code": "printed on the paper before anything was written",
        "holder": "drawn for a browser, forgotten as soon as the sheet is kept",
    },
    "evening.PaperPhoto": {"key alt": "drawn by the machine; the photo itself goes with its author, or after a season"},
}
