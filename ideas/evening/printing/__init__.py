"""What an evening prints that leads phones to tables and sheets: signs of tables, idea sheets."""

from events import printing


def offer():
    """Put these documents among those that every evening prints; called once when the app is ready."""
    from ideas.evening.printing import sheets, signs

    printing.offer(signs.DOCUMENT)
    printing.offer(sheets.DOCUMENT)
