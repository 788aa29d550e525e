"""What lines of the access table about the expert committee are about: one session called, one file, all in A."""

from tests.factories import make_agenda_item, make_committee, make_expert, make_session


def subjects_of(territory):
    """Return {word of the table: arguments of its address}."""
    committee = make_committee(territory=territory)
    session = make_session(committee=committee)
    item, expert = make_agenda_item(session=session), make_expert(committee=committee)
    recusal = item.declarations.create(expert=expert, kind="recused", reason="family")
    return {
        "committee-session": {"pk": session.pk},
        "committee-item": {"pk": item.pk},
        "committee-expert": {"pk": expert.pk},
        "committee-recusal": {"pk": recusal.pk},
        "committee-interest": {"pk": expert.pk, "number": 1},
        "committee-project": {"slug": item.project.slug},
    }
