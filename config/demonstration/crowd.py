"""The registrations: fictional people drawn by a seeded generator, so that every demonstration shows the same crowd."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from config.demonstration import files
from events.models import Profile, Registration, RegistrationConsent, RegistrationProfile, RegistrationStep, Table
from foundation.folding import fold
from members.consents import VERSION
from members.models import ConsentRecord

Age = Registration.AgeBand
AGES = {
    "senior": (Age.FROM_60, Age.FROM_60, Age.FROM_75),
    "adult": (Age.FROM_26, Age.FROM_40, Age.FROM_40),
    "young": (Age.FROM_15, Age.FROM_18, Age.FROM_18, Age.FROM_18),
}
PROFILES = {
    "senior": (Profile.RETIRED, Profile.RETIRED, Profile.ASSOCIATION, Profile.ELECTED),
    "adult": (Profile.EMPLOYEE, Profile.EMPLOYEE, Profile.MANAGER, Profile.ENTREPRENEUR, Profile.FUNDER),
    "young": (Profile.STUDENT, Profile.STUDENT, Profile.PUPIL, Profile.EMPLOYEE),
}
ELSEWHERE = ("Louhans", "Mâcon", "Bourg-en-Bresse", "Dijon", "Genève", "Lyon")
USUAL = 10  # people at a table when nothing else is said


@dataclass(frozen=True)
class Gathering:
    """How many come: people per table (else USUAL), parties that say wishes, people not placed yet, cancelled."""

    seed: int
    tables: dict = field(default_factory=dict)
    usual: int = USUAL
    wishing: int = 0
    unplaced: int = 0
    cancelled: int = 0


# Two full workshops, one table to be merged (D6), 264 people seated: 290 registrations in all.
TONIGHT = Gathering(
    seed=39,
    tables={7: 12, 11: 12, 25: 12, 26: 12, 16: 4, 22: 7, 2: 8, 3: 8, 15: 7, 20: 8, 6: 9, 12: 9, 17: 8, 18: 9, 9: 9},
    unplaced=10,
    cancelled=16,
)
COMING = Gathering(seed=2026, tables={5: 4, 8: 5, 10: 3, 17: 4, 21: 12}, usual=1, unplaced=2, cancelled=1)
WISHING = Gathering(seed=3, usual=0, wishing=34, cancelled=2)


class Crowd:
    """Draws people and seats them; nothing is written before `save`."""

    def __init__(self, event, tables, *, gathering, communes, now):
        self.event, self.now, self.communes = event, now, communes
        self.rng = random.Random(gathering.seed)
        self.addresses = set(files.cast_addresses())
        self.registrations, self.companions, self.steps = [], [], []
        self.profiles, self.consents = [], []
        self.tables = list(tables)
        self._fill(gathering)

    def _fill(self, gathering):
        free = {}
        for table in self.tables:
            free.setdefault(table.workshop, []).extend([table] * gathering.tables.get(table.number, gathering.usual))
        while any(free.values()):
            size = self.rng.choices((1, 2, 3), weights=(80, 15, 5))[0]
            workshops = [workshop for workshop, seats in free.items() if len(seats) >= size]
            if not workshops:
                continue
            weights = [len(free[workshop]) for workshop in workshops]
            seats = free[self.rng.choices(workshops, weights=weights)[0]]
            first = self._person(table=self._sit(seats))
            for _companion in range(size - 1):
                self._person(table=self._sit(seats), brought_by=first)
        for _party in range(gathering.wishing):
            first = self._person()
            for _companion in range(self.rng.choices((0, 1, 2), weights=(80, 15, 5))[0]):
                self._person(brought_by=first)
        for number in range(gathering.unplaced):
            self._person(source=Registration.Source.HELLOASSO, source_ref=f"demonstration-{number + 1}")
        for _number in range(gathering.cancelled):
            self._person(status=Registration.Status.CANCELLED)

    def _sit(self, seats):
        table = seats.pop(self.rng.randrange(len(seats)))
        table.seats_taken += 1
        return table

    def _person(self, *, table=None, brought_by=None, status=Registration.Status.REGISTERED, **source):
        rng = self.rng
        generation = rng.choices(("senior", "adult", "young"), weights=(28, 52, 20))[0]
        given_name = rng.choice(files.people()["given_names"][generation])
        family_name = brought_by.family_name if brought_by else rng.choice(files.people()["family_names"])
        on_paper = generation == "senior" and not brought_by and not source and rng.random() < 0.2
        local = rng.random() < 0.94
        registered_at = brought_by.created_at if brought_by else self._some_day()
        registration = Registration(
            event=self.event,
            table=table,
            status=status,
            given_name=given_name,
            family_name=family_name,
            email=None if brought_by or on_paper else self._address(given_name, family_name),
            phone=f"+336399{rng.randrange(80000, 90000)}" if rng.random() < 0.5 and not brought_by else "",
            commune=rng.choices(*self.communes)[0] if local else None,
            commune_text="" if local else rng.choice(ELSEWHERE),
            age_band=rng.choice(AGES[generation]),
            brought_by=brought_by,
            **source or {"source": Registration.Source.TEAM if on_paper else Registration.Source.FORM},
        )
        registration.created_at = registered_at
        if status == Registration.Status.CANCELLED:
            registration.cancelled_at = self.now - timedelta(hours=rng.randint(3, 20))
        if registration.is_minor and rng.random() < 0.7:  # the parent's paper has come back (D59)
            registration.authorised_at = registered_at + timedelta(hours=20)
        registration.folded = registration.folded_text()
        (self.companions if brought_by else self.registrations).append(registration)
        self._say_more(registration, generation, table)
        return registration

    def _say_more(self, registration, generation, table):
        rng = self.rng
        kinds = {Profile.INHABITANT} if rng.random() < 0.6 else set()
        kinds.add(Profile.PUPIL if registration.is_minor else rng.choice(PROFILES[generation]))
        self.profiles += [RegistrationProfile(registration=registration, profile=kind) for kind in sorted(kinds)]
        for purpose, share in ((ConsentRecord.Purpose.NEWSLETTER, 0.4), (ConsentRecord.Purpose.IMAGE, 0.7)):
            # A minor gets no newsletter by default, and no picture without the parents (D59).
            if not registration.is_minor and rng.random() < share:
                given = {"purpose": purpose, "text_version": VERSION, "given_at": registration.created_at}
                self.consents.append(RegistrationConsent(registration=registration, **given))
        where = str(table.workshop) if table else ""
        self._step(registration, RegistrationStep.Kind.REGISTERED, registration.created_at, where)
        if registration.cancelled_at:
            self._step(registration, RegistrationStep.Kind.CANCELLED, registration.cancelled_at)

    def _step(self, registration, kind, at, details=""):
        self.steps.append(RegistrationStep(registration=registration, kind=kind, details=details))
        self.steps[-1].at = at

    def _some_day(self):
        """More and more people as the evening comes, and nobody in the last day."""
        return self.now - timedelta(days=1, minutes=int(40 * 24 * 60 * self.rng.random() ** 2))

    def _address(self, given_name, family_name):
        name = f"{fold(given_name)}.{fold(family_name)}".replace(" ", "-").replace("'", "-").replace("ı", "i")
        address, number = f"{name}@example.org", 1
        while address in self.addresses:
            number += 1
            address = f"{name}{number}@example.org"
        self.addresses.add(address)
        return address

    def welcome(self, person):
        """Give the seat of the first registration to someone who signs in, with an address that was proved (D65)."""
        registration = self.registrations[0]
        registration.person, registration.email, registration.phone = person, person.email, person.phone
        registration.given_name, registration.family_name = person.given_name, person.family_name
        registration.folded = registration.folded_text()

    def save(self):
        """Write everything, seats taken included; the times are set afterwards, as the columns date themselves."""
        for batch in (self.registrations, self.companions):
            times = [registration.created_at for registration in batch]
            Registration.objects.bulk_create(batch)
            for registration, at in zip(batch, times, strict=True):
                registration.created_at = at
            Registration.objects.bulk_update(batch, ["created_at"], batch_size=200)
        RegistrationProfile.objects.bulk_create(self.profiles)
        RegistrationConsent.objects.bulk_create(self.consents)
        times = [step.at for step in self.steps]
        RegistrationStep.objects.bulk_create(self.steps)
        for step, at in zip(self.steps, times, strict=True):
            step.at = at
        RegistrationStep.objects.bulk_update(self.steps, ["at"], batch_size=200)
        Table.objects.bulk_update(self.tables, ["seats_taken"])

    def __len__(self):
        return len(self.registrations) + len(self.companions)


def weighted_communes(territory, *, day):
    """Return (communes, populations) of the perimeter, for drawing where people come from."""
    communes = list(territory.communes_on(day))
    return communes, [commune.population + 1 for commune in communes]
