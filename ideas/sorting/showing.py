"""What a page shows of groups: shared words highlighted, which idea is offered as the whole."""

from django.utils.html import format_html_join

from ideas.sorting.similar_words import marked, word_weights

LONGEST = 280  # letters of a need or a solution; the rest is on the idea's own page


def explain(groups):
    """Give each row of each `AlikeGroup` what its card shows: `title`, `need`, `solution` with <mark>, `offered`."""
    for group in groups:
        rows = list(group.members.all())
        present = [row for row in rows if row.is_present]
        keys = _shared(present or rows)
        offered = max(present, key=lambda row: (_fullness(row.idea), -row.idea_id), default=None)
        for row in rows:
            row.title, row.need, row.solution = (
                highlighted(_short(text), keys) for text in (row.idea.title, row.idea.need, row.idea.solution)
            )
            row.offered = row is offered
        group.rows, group.present = rows, len(present)


def highlighted(text, keys):
    """Return `text`, escaped, with the words of these `keys` marked."""
    parts = [("mark" if shared else "", part) for part, shared in marked(text, keys)]
    return format_html_join("", "{}", ((_mark(part) if tag else part,) for tag, part in parts))


def _mark(word):
    return format_html_join("", "<mark>{}</mark>", [(word,)])


def _shared(rows):
    counts = {}
    for row in rows:
        for key in word_weights(f"{row.idea.title}\n{row.idea.need}\n{row.idea.solution}"):
            counts[key] = counts.get(key, 0) + 1
    enough = max(2, (len(rows) + 1) // 2)
    return {key for key, count in counts.items() if count >= enough}


def _fullness(idea):
    return len(idea.need) + len(idea.solution)


def _short(text):
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
