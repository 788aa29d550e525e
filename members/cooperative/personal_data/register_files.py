"""Delegates of structures, corrections of members' cards, and registers brought as files (D51, D58)."""

from django.utils import timezone

from members.cooperative.models import ContactChange, Delegation, RegisterImport

PERSONAL = {}
NOT_PERSONAL = {
    "cooperative.Delegation": {
        "given_name family_name email phone": "the register and those who voted for a structure survive (D51)",
    },
    "cooperative.ContactChange": {"changes": "the history of the register survives, without addresses and phones"},
    "cooperative.RegisterImport": {
        "file_name columns meanings packed": "a file of the register, gone after a fortnight (D51)",
    },
}


def leftovers(before):
    """Files of registers that nobody came back to: a fortnight is enough, whatever `before` says."""
    old = RegisterImport.objects.forgettable(timezone.now()).exclude(packed=None)
    return [(old, lambda keys: RegisterImport.objects.filter(pk__in=keys).update(packed=None, status="dropped"))]


def export(person):
    """The structures that `person` votes or voted for, and what was corrected on their own card."""
    if not person.email:
        return {}
    delegations = Delegation.objects.filter(email__iexact=person.email).select_related("member")
    changes = ContactChange.objects.filter(member__email__iexact=person.email)
    return {
        "delegations": [[str(one.member), one.since, one.until] for one in delegations],
        "corrections_in_the_register": [[one.at, one.changes] for one in changes],
    }


def erase_all_of(person):
    """The register survives (D51); the file that someone sent is no longer said to be theirs."""
    RegisterImport.objects.filter(by=person).update(by=None)
