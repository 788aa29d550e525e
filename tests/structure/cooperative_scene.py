"""What lines of the access table about the cooperative are about: that of territory A, where nobody administers it."""

from members.cooperative.importing import planning
from members.cooperative.leaving import ask_withdrawal
from tests.cast_of_cooperatives import make_cooperative, make_newcomer, make_shareholder


def subjects_of(territory):
    """Return {word of the table: arguments of its address}."""
    cooperative = make_cooperative(territory=territory)
    here = {"slug": territory.slug}
    member, newcomer = make_shareholder(cooperative=cooperative, shares=3), make_newcomer(cooperative=cooperative)
    refund = ask_withdrawal(member, shares=1, by=None, tell=False)
    batch = planning.receive(cooperative, name="registre.csv", content=b"Nom;Parts\nMorel;2\n", by=None)
    return {
        "cooperative-member": {**here, "pk": member.pk},
        "cooperative-application": {**here, "pk": newcomer.pk},
        "cooperative-application-act": {**here, "pk": newcomer.pk, "act": "accepter"},
        "cooperative-refund": {**here, "pk": refund.pk},
        "cooperator": {**here, "pk": member.pk},
        "register-import": {**here, "pk": batch.pk},
        "cooperative-group": {**here, "group": "college", "pk": cooperative.colleges.first().pk},
    }
