"""What lines of the access table about assemblies are about: one that was called, two held, in territory A."""

from django.core.files.base import ContentFile
from django.utils import timezone

from members.assemblies import answering, calling, documents, minutes, resulting
from members.assemblies.models import Notice, Officer, Teller
from members.assemblies.proxying import give_proxy
from members.assemblies.sitting import appoint
from members.minutes import adopt
from tests.cast_of_cooperatives import make_assembly, make_cooperator, make_resolution
from tests.members.assemblies.results import a_closed_assembly, a_counted_vote
from tests.members.assemblies.votes import an_assembly_in_session


def subjects_of(cooperative, member=None):
    """Return {word of the table: arguments of its address}; `member` asked a question and received a proxy."""
    member = member or make_cooperator(cooperative=cooperative)
    assembly = make_assembly(cooperative=cooperative)
    make_resolution(assembly=assembly)
    file = ContentFile(b"%PDF-1.4 comptes", name="comptes.pdf")
    document = documents.add(assembly, file, kind="accounts", by=None)
    calling.call(assembly, by=None)
    proxy = give_proxy(assembly, giver=make_cooperator(cooperative=cooperative), holder=member)
    teller = Teller.objects.create(assembly=assembly, name="Rose Petit")
    here = {"slug": cooperative.territory.slug, "pk": assembly.pk}
    (held, keeper), (drafted, _keeper) = _held(cooperative), _held(cooperative)
    written = held.written.minutes
    written.correct(content=written.content | {"convening": "Par lettre."}, version=0)
    adopt(held.written, by=keeper, how="", version=1)
    held_here = {**here, "pk": held.pk}
    return {
        "assembly": here,
        "assembly-resolution": {**here, "number": 1},
        "assembly-document": {**here, "key": document.key},
        "assembly-question": {**here, "question": answering.ask(assembly, member, text="Pourquoi ?").pk},
        "assembly-teller": {**here, "teller": teller.pk},
        "teller": {"pk": teller.pk},
        "teller-resolution": {"pk": teller.pk, "number": 1},
        "assembly-pk": {"pk": assembly.pk},
        "assembly-pk-resolution": {"pk": assembly.pk, "number": 1},
        "assembly-pk-document": {"pk": assembly.pk, "key": document.key},
        "assembly-proxy": {**here, "proxy": proxy.pk},
        "assembly-pk-proxy": {"pk": assembly.pk, "proxy": proxy.pk},
        "assembly-signed": {**here, "key": "ABCDEFGH"},
        "held": held_here,
        "held-resolution": {**held_here, "number": 1},
        "held-pk": {"pk": held.pk},
        "held-pk-resolution": {"pk": held.pk, "number": 1},
        "drafted": {**here, "pk": drafted.pk},
        "notice-code": {"code": Notice.objects.filter(assembly=assembly).first().code},
    }


def _held(cooperative):
    """(an assembly that voted once, was closed and has its minutes written, who administers)."""
    assembly, _none = an_assembly_in_session(voters=0, cooperative=cooperative, called_at=timezone.now())
    resolution, keeper = a_counted_vote(assembly=assembly, counts=[(1, 0), (1, 0), (0, 1), (1, 0), (1, 0)])
    appoint(assembly, kind=Officer.Kind.CHAIR, who=assembly.voters.first().member, by=keeper)
    appoint(assembly, kind=Officer.Kind.SECRETARY, who="Dominique Écrit", by=keeper)
    resulting.announce(resolution, by=keeper)
    closed = a_closed_assembly(resolution, by=keeper)
    minutes.draft(closed)
    return closed, keeper
