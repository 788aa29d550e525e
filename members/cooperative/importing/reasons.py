"""Puts into words what is to be said of a line of a register, in the reader's language."""

from django.utils.translation import gettext_lazy as _

_SENTENCES = {
    # lines that are no member
    "header": _("The names of the columns, once more."),
    "total": _("A total: not a member."),
    "title": _("A title, “%(title)s”: not a member."),
    # from the line alone
    "no_number": _("The number in the register is missing."),
    "bad_number": _("“%(typed)s” is not a number of the register."),
    "no_name": _("The name is missing."),
    "long_name": _("The name is too long to be one: 80 characters, 150 for a structure."),
    "read_as_structure": _("No given name: read as a structure."),
    "read_as_authority": _("Read as a local authority: it counts in their part of the capital."),
    "no_delegate": _("A structure without delegate: name one before the next assembly."),
    "bad_yes": _("“%(typed)s” is neither yes nor no."),
    "bad_shares": _("“%(typed)s” is not a whole number of shares."),
    "bad_amount": _("“%(typed)s” is not an amount in euros."),
    "no_shares": _("Neither the shares nor their amount are given."),
    "holds_nothing": _("No share: a member holds one at least."),
    "not_whole_shares": _("%(amount)s is not a whole number of shares of %(value)s."),
    "amount_differs": _("%(shares)s shares are worth %(expected)s, and the file says %(amount)s."),
    "no_day": _("The day of entry is missing."),
    "bad_day": _("“%(typed)s” is not a day. Write it as 03/09/2018."),
    "future_day": _("The day of entry, %(typed)s, is still to come."),
    "bad_left": _("“%(typed)s” is not a day of leaving. Write it as 03/09/2018."),
    "left_before": _("The day of leaving, %(typed)s, is before the entry or still to come."),
    "bad_email": _("“%(address)s” is not an e-mail address: it is left out."),
    "bad_phone": _("The phone number “%(phone)s” is not complete: it is left out."),
    "agreed_without_day": _("Notices by e-mail need the day of the written agreement: letters until then."),
    # from our categories and colleges
    "unknown_category": _("We do not know the category “%(word)s”: say above what it is."),
    "no_category": _("The category is missing."),
    "unknown_college": _("We do not know the college “%(word)s”: say above which it is."),
    "no_college": _("The college is missing."),
    # from the register and the lines above
    "already_there": _("Already in the register under number %(number)s: nothing changes."),
    "number_taken": _("The number %(number)s is already that of %(name)s."),
    "number_on_line": _("The number %(number)s stands on line %(place)s already."),
    "same_name": _("Someone of the same name is in the register under number %(number)s."),
    "same_name_on_line": _("The same name stands on line %(place)s."),
}


def sentences(line):
    """Return what is to be said of a `Line` as sentences."""
    return [_SENTENCES[reason.code] % reason.details for reason in line.reasons]
