"""What a file says otherwise since the session that judged it before: answers added, gone, rewritten (D30, D32)."""

from projects.sheets.differences import differences


def changes_between(before, after):
    """Return [{"chapter", "question", "before", "after"}] of two frozen contents, in reading order."""
    old, new = answers_of(before), answers_of(after)
    ordered = [*new, *(place for place in old if place not in new)]
    return [
        {"chapter": place[0], "question": place[-1], "before": old.get(place, ""), "after": new.get(place, "")}
        for place in ordered
        if old.get(place, "") != new.get(place, "")
    ]


def answers_of(content):
    """{(chapter, section, block, question): answer} of a frozen content; the summary is ("", "", "", "")."""
    found = {("", "", "", ""): content["project"]["summary"]}
    for chapter in content["chapters"]:
        for section in chapter["sections"]:
            for block in section["blocks"]:
                for question, answer in block["answers"]:
                    found[chapter["title"], section["title"], block["title"], question] = answer
    return found


def shown(changes):
    """The same with `pieces`, the words kept, gone and new of each."""
    return [{**one, "pieces": differences(one["before"], one["after"])} for one in changes]
