"""The rules of a cooperative said in plain sentences, each with what it gives at its size (D40–D52)."""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from foundation import typography
from members.cooperative.amounts import euros, plain
from members.cooperative.days import spoken_day
from members.cooperative.models import Cooperative
from members.cooperative.rules import EXTRAORDINARY, ORDINARY, Rules
from members.cooperative.standing import SECRET_FROM
from members.cooperative.surplus import share_out
from members.cooperative.year import ACCOUNTS_MONTHS, last_year, month_end, next_end

USUAL_SIZE = 50  # of the examples, while the register is empty
VOTES, WEIGHT, SURPLUS = 40, 20, Decimal(10_000)  # of the examples
Aggregation, Silent = Cooperative.Aggregation, Cooperative.Silent


@dataclass(frozen=True)
class Sentence:
    """A rule, and what it gives: an example with figures, or nothing."""

    text: str
    example: str = ""


def sentences_of(cooperative, standing):
    """Return [(title, [Sentence])] of `cooperative`, at the size that `standing` counted today."""
    rules, size = Rules.of(cooperative), standing.members or USUAL_SIZE
    by_college = any(one.weight is not None for one in standing.colleges)
    return [
        (_("Who is a member"), list(_membership(cooperative, standing))),
        (_("Who weighs what"), list(_weights(rules, standing, by_college))),
        (_("Being called"), list(_calling(rules, size))),
        (_("Giving a proxy"), list(_proxies(rules, size))),
        (_("Being enough to decide: the quorum"), list(_quorum(rules, size))),
        (_("Deciding: the majority"), list(_majorities(rules, by_college and rules.aggregation != Aggregation.NONE))),
        (_("Voting"), list(_voting(rules, by_college))),
        (_("Money and audit"), list(_money(cooperative))),
    ]


def share_needed(part, strict):
    """How a majority is said: « more than half », « two thirds or more », « more than 3/5 »."""
    words = {
        (Fraction(1, 2), True): _("more than half"),
        (Fraction(1, 2), False): _("half or more"),
        (Fraction(2, 3), True): _("more than two thirds"),
        (Fraction(2, 3), False): _("two thirds or more"),
        (Fraction(3, 4), True): _("more than three quarters"),
        (Fraction(3, 4), False): _("three quarters or more"),
    }
    return words.get((part, strict)) or (_("more than %(part)s") if strict else _("%(part)s or more")) % {"part": part}


def _membership(cooperative, standing):
    yield Sentence(_("One person, one vote, whatever the number of shares."))
    yield Sentence(_("A structure votes through the person that it names."))
    yield Sentence(_("A share costs %(euros)s.") % {"euros": euros(cooperative.share_value)})
    names = ", ".join(category.name for category in standing.categories)
    yield Sentence(_("Members are of these categories, which the law asks for: %(names)s.") % {"names": names})


def _weights(rules, standing, by_college):
    if not by_college:
        yield Sentence(_("All the votes are counted together: there are no colleges."))
        return
    told = _("%(college)s %(percent)s %%")
    weighing = [one for one in standing.colleges if one.weight is not None]
    names = ", ".join(told % {"college": one.college, "percent": one.percent} for one in weighing)
    yield Sentence(_("Votes are counted by college, and each weighs: %(names)s.") % {"names": names})
    yield _counting(rules.aggregation)
    if rules.aggregation != Aggregation.NONE and rules.silent == Silent.RENORMALISE:
        yield Sentence(_("When nobody in a college votes for or against, its weight is shared among the others."))
    elif rules.aggregation != Aggregation.NONE:
        yield Sentence(
            _("When nobody in a college votes for or against, its weight is lost: the result is out of 100.")
        )
    yield Sentence(
        _("Only an extraordinary general meeting changes these weights. A vote uses those in force on its day.")
    )


def _counting(aggregation):
    figures = {"weight": WEIGHT, "for": WEIGHT * 3 // 4, "against": WEIGHT // 4}
    if aggregation == Aggregation.PROPORTIONAL:
        example = _(
            "In a college that weighs %(weight)s %%, 3 votes for and 1 against: %(for)s %% for, %(against)s %% against."
        )
        return Sentence(_("A college shares its weight as its members voted."), example % figures)
    if aggregation == Aggregation.BLOC:
        example = _("In a college that weighs %(weight)s %%, 3 votes for and 1 against: %(weight)s %% for.")
        return Sentence(
            _("A college gives all its weight to what most of its members voted; a tie gives nothing."),
            example % figures,
        )
    return Sentence(_("The statutes have colleges, and count all the votes together: one member, one vote."))


def _calling(rules, size):
    today = timezone.localdate()
    told = ngettext(
        "Notices leave at least %(n)s full day before the meeting.",
        "Notices leave at least %(n)s full days before the meeting.",
        rules.notice_days,
    )
    example = _("Called today, a meeting is held on %(day)s at the earliest.")
    yield Sentence(told % {"n": rules.notice_days}, example % {"day": spoken_day(rules.earliest_date(today, False))})
    told = ngettext(
        "When a meeting is called a second time: %(n)s full day.",
        "When a meeting is called a second time: %(n)s full days.",
        rules.second_notice_days,
    )
    yield Sentence(told % {"n": rules.second_notice_days})
    yield Sentence(_("Notices come by e-mail to those who agreed to it in writing, by letter to everyone else."))
    if rules.record_days:
        told = ngettext(
            "The list of who votes is closed %(n)s day before the meeting.",
            "The list of who votes is closed %(n)s days before the meeting.",
            rules.record_days,
        )
        yield Sentence(told % {"n": rules.record_days})
    else:
        yield Sentence(_("Those who are members on the day of the meeting vote."))
    told = ngettext(
        "Members who hold %(part)s %% of the votes may add to the agenda, until %(n)s day before.",
        "Members who hold %(part)s %% of the votes may add to the agenda, until %(n)s days before.",
        rules.additions_days,
    )
    people = rules.people_for_addition(size)
    yield Sentence(
        told % {"part": _percent(rules.additions_share), "n": rules.additions_days},
        _at(size, ngettext("%(n)s person is enough.", "%(n)s people are enough.", people), people),
    )


def _proxies(rules, size):
    limit = rules.proxies_limit(size)
    held = ngettext("one person holds %(n)s proxy at most.", "one person holds %(n)s proxies at most.", limit)
    yield Sentence(
        _("One person may vote for others: one proxy for %(n)s members, one at least.") % {"n": rules.proxies_divisor},
        _at(size, held, limit),
    )
    if rules.spouse_proxies:
        yield Sentence(_("A proxy is given to another member, or to one’s spouse."))
    else:
        yield Sentence(_("A proxy is given to another member, never to oneself."))
    yield Sentence(_("It is taken back until the vote opens, and no longer counts if its giver comes."))
    yield Sentence(_("A proxy without a name follows the board, and is counted apart."))


def _quorum(rules, size):
    yield Sentence(_("Those who are there, who vote from afar and who gave a proxy are counted, each once."))
    for kind, again, said in (
        (ORDINARY, False, _("Ordinary decisions: %(part)s %% of the members.")),
        (ORDINARY, True, _("Ordinary decisions, called a second time: %(part)s %% of the members.")),
        (EXTRAORDINARY, False, _("Decisions that change the statutes: %(part)s %% of the members.")),
        (
            EXTRAORDINARY,
            True,
            _("Decisions that change the statutes, called a second time: %(part)s %% of the members."),
        ),
    ):
        part = rules.quorum_of(kind, again)
        if part:
            people = rules.people_for_quorum(kind, again, size)
            made = ngettext("%(n)s person makes the quorum.", "%(n)s people make the quorum.", people)
            yield Sentence(said % {"part": _percent(part)}, _at(size, made, people))
        elif kind == ORDINARY:
            yield Sentence(
                _("Ordinary decisions, called a second time: no quorum, those who are there decide.")
                if again
                else _("Ordinary decisions: no quorum, those who are there decide.")
            )
        else:
            yield Sentence(_("Decisions that change the statutes: no quorum, those who are there decide."))


def _majorities(rules, weighed):
    for kind, said in (
        (ORDINARY, _("An ordinary decision asks for %(part)s of the votes cast.")),
        (EXTRAORDINARY, _("A decision that changes the statutes asks for %(part)s of the votes cast.")),
    ):
        part, strict = rules.threshold_of(kind)
        text = said % {"part": share_needed(part, strict)}
        yield Sentence(text, _weighed_example(part, strict) if weighed else _counted_example(part, strict))
    yield Sentence(_("Abstentions, blank and void ballots are not votes cast."))
    yield Sentence(_("When several people are elected, those with more than half of the votes are, the highest first."))


def _counted_example(part, strict):
    needed = math.floor(part * VOTES) + 1 if strict else math.ceil(part * VOTES)
    return _("Out of %(votes)s votes cast, %(needed)s for are needed.") % {"votes": VOTES, "needed": needed}


def _weighed_example(part, strict):
    """The nearest hundredths of a per cent on both sides of the limit, which itself may be none."""
    limit = part * 10000
    least = math.floor(limit) + 1 if strict else math.ceil(limit)
    figures = {"enough": _hundredths(least), "short": _hundredths(least - 1)}
    return _("%(enough)s %% is adopted, %(short)s %% is not.") % figures


def _voting(rules, by_college):
    yield Sentence(
        _(
            "In a secret vote it is known who voted, never what: not even by those who keep the computers, "
            "once it is closed."
        )
    )
    if rules.remote_ballots:
        yield Sentence(_("The statutes allow voting from afar, with a personal code and until the hour written."))
    else:
        yield Sentence(_("The statutes do not allow voting from afar: one comes, or gives a proxy."))
    if by_college:
        told = _("In a secret vote, a college with fewer than %(n)s ballots is shown together with another one.")
        yield Sentence(told % {"n": SECRET_FROM})


def _money(cooperative):
    today = timezone.localdate()
    shared = share_out(SURPLUS, reserves_share=cooperative.reserves_share)
    example = _("Out of a surplus of %(surplus)s: %(reserves)s at least.")
    yield Sentence(
        _("At least %(part)s %% of the surplus stays in the cooperative, as reserves.")
        % {"part": plain(cooperative.reserves_share)},
        example % {"surplus": euros(SURPLUS), "reserves": euros(shared.reserves)},
    )
    told = _("Local authorities together hold %(part)s %% of the capital at most.")
    yield Sentence(told % {"part": plain(cooperative.authorities_share)})
    ends_on = next_end(today, ends_month=cooperative.year_ends_month)
    approve_by = last_year(today, ends_month=cooperative.year_ends_month).approve_by
    approve_by = approve_by if approve_by >= today else month_end(ends_on.year, ends_on.month + ACCOUNTS_MONTHS)
    yield Sentence(
        _("Members approve the accounts within six months of the end of the year."),
        _("The next time: until %(day)s.") % {"day": spoken_day(approve_by)},
    )
    told = ngettext(
        "Somebody from outside looks at how the cooperative works every year: this is the co-operative audit.",
        "Somebody from outside looks at how the cooperative works every %(n)s years: this is the co-operative audit.",
        cooperative.audit_years,
    )
    yield Sentence(told % {"n": cooperative.audit_years})


def _at(size, told, count):
    """« With 73 members: 15 people make the quorum. »"""
    example = pgettext("example", "With %(size)s members: %(told)s")
    return example % {"size": _number(size), "told": told % {"n": _number(count)}}


def _percent(part):
    return plain(_decimal(part * 100))


def _decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def _hundredths(count):
    return _number((Decimal(count) / 100).quantize(Decimal("0.01")))


def _number(value):
    return typography.number(value, language=get_language())
