"""Puts into words why a line was not simply taken, in the reader's language."""

from django.utils.translation import gettext_lazy as _

_SENTENCES = {
    # from the line alone
    "status": _("Ticket “%(status)s”: not coming."),
    "draft": _("A draft: this person did not send the form."),
    "unknown_status": _("We do not know the ticket status “%(status)s”."),
    "no_order": _("The order reference is missing."),
    "long_reference": _("The order reference is too long to be one."),
    "long_name": _("The name is longer than 80 characters."),
    "formula": _("The name begins like a spreadsheet formula: “%(cell)s”."),
    "bad_email": _("“%(address)s” is not an e-mail address. Correct it in the file and import it again."),
    "several_on_a_line": _("%(count)s tickets and one name only: the other people are to be entered by hand."),
    "bad_phone": _("The phone number “%(phone)s” is not complete: it is left out."),
    "no_name": _("The name is missing."),
    "name_of_payer": _("The participant’s name is missing: the payer’s name is proposed."),
    "same_ticket": _("The same ticket stands on line %(line)s."),
    # from who is registered already
    "already_imported": _("This ticket was imported before: nothing changes."),
    "cancelled_here": _("This ticket was imported before and its registration cancelled here: nothing changes."),
    "still_registered": _("Imported before and still registered here: cancel it if the person is not coming."),
    "already_registered": _("Already registered with this address: nothing changes."),
    "same_name_same_payer": _("%(name)s is registered already, with the same payer’s address."),
    "same_name": _("Someone called %(name)s is registered already, with another address or none."),
    "same_name_on_line": _("The same name stands on line %(line)s."),
    "address_of_other": _("This address is already that of %(name)s: it only receives the ticket."),
    # from the workshops
    "workshop_unknown": _("No workshop is called “%(workshop)s”: a place remains to be found."),
    "workshop_full": _("The workshop “%(workshop)s” is full: a place remains to be found."),
    "evening_full": _("The evening is full: not registered. Add places, then import the list again."),
    # when it was undone
    "kept_present": _("Kept: marked present since."),
    "kept_changed": _("Kept: changed since the import."),
    "kept_cancelled": _("Kept: cancelled since the import."),
}


def sentences(row):
    """Return the reasons of an `ImportRow` as sentences."""
    reasons = [*row.reasons]
    if row.registration and row.workshop and row.registration.table_id is None:
        reasons.append(["workshop_full", {"workshop": row.workshop.title}])
    return [str(_SENTENCES[code]) % details for code, details in reasons]
