"""The dry run: compares the lines of a file with the register and says what would be done with each, and why."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from members.cooperative.amounts import euros, percent_above
from members.cooperative.capital import capital_at
from members.cooperative.importing import columns as recognising
from members.cooperative.importing.lines import REFUSED, SKIPPED, name_key, parse, word_key
from members.cooperative.models import Category, College, Member, RegisterImport

MOST_GAPS = 30  # missing numbers said one by one


@dataclass(frozen=True)
class Planned:
    """A `Line` as it would be written: `category` and `college` are rows of the cooperative, or None."""

    line: object
    category: Category | None = None
    college: College | None = None


@dataclass(frozen=True)
class Unknown:
    """A word of the file that is no college nor category of ours: `key` is that of `RegisterImport.meanings`.

    An empty `word` stands for the lines that say nothing.
    """

    kind: str  # "college" or "category"
    key: str
    word: str
    count: int


@dataclass(frozen=True)
class Plan:
    """What would be done with a file, made again at each look; `shares` are those held after the import.

    `gaps` are numbers that nobody has, from 1 to the highest, in the register and the file together. `beyond` is the
    part of local authorities in the capital after the import, in words, when it is above their maximum (D43).
    """

    rows: tuple
    unknown: tuple
    gaps: tuple
    shares: int
    beyond: str

    def of(self, verdict):
        return [row for row in self.rows if row.line.verdict == verdict]

    @property
    def ready(self):
        return self.of("ready")

    @property
    def refused(self):
        return self.of(REFUSED)

    @property
    def skipped(self):
        return self.of(SKIPPED)

    @property
    def noted(self):
        """Lines that would be written and of which something is to be said."""
        return [row for row in self.ready if row.line.reasons]


@transaction.atomic
def receive(cooperative, *, name, content, by):
    """Keep a file as a new `RegisterImport` whose columns are to be told; ValidationError when it is no table."""
    _sheet, columns = recognising.open_file(content)
    return RegisterImport.objects.create(
        cooperative=cooperative,
        by=by,
        file_name=name[-150:],
        packed=RegisterImport.pack(content),
        columns=columns,
        status=RegisterImport.Status.MAPPING,
    )


def plan_of(batch, *, today=None):
    """Return the `Plan` of a `RegisterImport` whose columns are told; writes nothing."""
    today = today or timezone.localdate()
    sheet, _guessed = recognising.open_file(batch.content)
    words = _Words(batch)
    register = _Register(batch.cooperative)
    rows = []
    for line in parse(sheet, batch.columns, today=today):
        row = Planned(line)
        if line.verdict != SKIPPED:
            row = _judged(words.placed(_counted(line, batch.cooperative.share_value)), register)
        rows.append(row)
    kept = [row.line for row in rows if row.line.verdict == "ready" and row.line.left_on is None]
    return Plan(
        rows=tuple(rows),
        unknown=words.unknown(),
        gaps=register.gaps(),
        shares=sum(line.shares for line in kept),
        beyond=_beyond(batch.cooperative, kept),
    )


def _beyond(cooperative, lines):
    """« 53,2 » when local authorities would hold more than they may; empty otherwise."""
    now, value = capital_at(cooperative), cooperative.share_value
    whole = now.amount + value * sum(line.shares for line in lines)
    theirs = now.of_authorities + value * sum(line.shares for line in lines if line.is_authority)
    most = cooperative.authorities_share
    return percent_above(theirs, whole, limit=most) if theirs * 100 > most * whole else ""


def _counted(line, value):
    """The line with whole shares: said, or made of the amount; both must agree."""
    if line.shares is None and line.amount is not None:
        shares, rest = divmod(line.amount, value)
        if rest:
            return line.refusing("not_whole_shares", amount=euros(line.amount), value=euros(value))
        line = replace(line, shares=int(shares))
    elif line.shares is not None and line.amount is not None and line.shares * value != line.amount:
        worth = euros(line.shares * value)
        return line.refusing("amount_differs", shares=str(line.shares), amount=euros(line.amount), expected=worth)
    if line.shares == 0 and line.left_on is None:
        return line.refusing("holds_nothing")
    return line


def _judged(row, register):
    line = row.line
    known = register.by_number.get(line.number) if line.number else None
    if known and known.name_key == line.name_key:
        line = line.because(SKIPPED, "already_there", number=str(line.number))
    elif known and known.place:
        line = line.refusing("number_on_line", number=str(line.number), place=str(known.place))
    elif known:
        line = line.refusing("number_taken", number=str(line.number), name=known.name)
    elif namesake := register.by_name.get(line.name_key):
        if line.number is None and not namesake.place and namesake.joined_on == line.joined_on:
            line = line.because(SKIPPED, "already_there", number=str(namesake.number))
        elif namesake.place:
            line = line.noting("same_name_on_line", place=str(namesake.place))
        else:
            line = line.noting("same_name", number=str(namesake.number))
    if line.verdict == "ready":
        register.add(_Known(line.number, line.name, line.joined_on, line.place))
    return replace(row, line=line)


@dataclass(frozen=True)
class _Known:
    """Someone of the register (`place` is None), or of a line above."""

    number: int | None
    name: str
    joined_on: object
    place: int | None = None

    @property
    def name_key(self):
        return name_key(self.name)


class _Register:
    """Who stands in the register, by number and by name; lines that are taken join them."""

    def __init__(self, cooperative):
        self.by_number, self.by_name = {}, {}
        fields = ("number", "organisation", "given_name", "family_name", "registered_on")
        rows = Member.objects.filter(cooperative=cooperative, number__isnull=False).values_list(*fields)
        for number, organisation, given, family, since in rows.iterator():
            self.add(_Known(number, organisation or f"{given} {family}".strip(), since))

    def add(self, known):
        if known.number:
            self.by_number[known.number] = known
        self.by_name.setdefault(known.name_key, known)

    def gaps(self):
        """The first numbers that nobody has, up to the highest."""
        missing = (number for number in range(1, max(self.by_number, default=0)) if number not in self.by_number)
        return tuple(number for number, _place in zip(missing, range(MOST_GAPS), strict=False))


class _Words:
    """Which college and category the words of a file mean: their own names, else what someone told."""

    def __init__(self, batch):
        cooperative = batch.cooperative
        self.meanings = batch.meanings
        self.told = batch.columns
        self.known = {"category": list(cooperative.categories.all()), "college": []}
        if cooperative.has_colleges:
            self.known["college"] = list(cooperative.colleges.all())
        self.named = {kind: {word_key(one.name): one for one in rows} for kind, rows in self.known.items()}
        self.missing = Counter()
        self.written = {}

    def placed(self, line):
        """Return the `Planned` of a line; a word that means nothing here refuses it."""
        found = {}
        for kind, rows in self.known.items():
            if rows:
                found[kind] = self._one(kind, line)
                if found[kind] is None:
                    word = self._word(kind, line)
                    line = line.refusing(f"unknown_{kind}" if word else f"no_{kind}", word=word[:60])
        return Planned(line, found.get("category"), found.get("college"))

    def unknown(self):
        """The words that someone has to tell, the most frequent first."""
        return tuple(
            Unknown(kind, f"{kind}:{key}", self.written[kind, key], count)
            for (kind, key), count in self.missing.most_common(60)
        )

    def _word(self, kind, line):
        said = getattr(line, kind)
        return said if said or kind in self.told else line.section

    def _one(self, kind, line):
        word = self._word(kind, line)
        key = word_key(word)[:80]
        told = self.meanings.get(f"{kind}:{key}")
        found = self.named[kind].get(key) if key else None
        found = found or next((one for one in self.known[kind] if one.pk == told), None)
        if found is None:
            self.missing[kind, key] += 1
            self.written.setdefault((kind, key), word[:80])
        return found
