"""How many voted on each file of a session, of how many who can; never how (D26, D28)."""

from projects.committee.models import Declaration, Expert, Voting


def turnout(session):
    """Return a function {file: (votes, voters)} of `session`, in three statements whatever its files."""
    sitting = set(Expert.objects.sitting_at(session).values_list("pk", flat=True))
    recused = _by_file(Declaration.objects.recused().filter(item__session=session))
    voted = _by_file(Voting.objects.filter(item__session=session))

    def of(item):
        voters = sitting - recused.get(item.pk, set())
        return len(voters & voted.get(item.pk, set())), len(voters)

    return of


def _by_file(rows):
    found = {}
    for item, expert in rows.order_by().values_list("item", "expert"):
        found.setdefault(item, set()).add(expert)
    return found
