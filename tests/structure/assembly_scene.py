"""What lines of the access table about assemblies are about: one that was called, of territory A's cooperative."""

from django.core.files.base import ContentFile

from members.assemblies import answering, calling, documents
from members.assemblies.models import Notice, Teller
from members.assemblies.proxying import give_proxy
from tests.cast_of_cooperatives import make_assembly, make_cooperator, make_resolution


def subjects_of(cooperative):
    """Return {word of the table: arguments of its address}."""
    member = make_cooperator(cooperative=cooperative)
    assembly = make_assembly(cooperative=cooperative)
    make_resolution(assembly=assembly)
    file = ContentFile(b"%PDF-1.4 comptes", name="comptes.pdf")
    document = documents.add(assembly, file, kind="accounts", by=None)
    calling.call(assembly, by=None)
    proxy = give_proxy(assembly, giver=make_cooperator(cooperative=cooperative), holder=member)
    teller = Teller.objects.create(assembly=assembly, name="Rose Petit")
    here = {"slug": cooperative.territory.slug, "pk": assembly.pk}
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
        "notice-code": {"code": Notice.objects.filter(assembly=assembly).first().code},
    }
