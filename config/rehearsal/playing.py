"""Plays the evening: one thread per phone and screen, while this one conducts and tells how it goes."""

import random
import threading

from django.utils.translation import gettext as _

from config.rehearsal import cast
from config.rehearsal.book import Book
from config.rehearsal.cast import Way
from config.rehearsal.client import Measures
from config.rehearsal.clock import Clock
from config.rehearsal.people import Participant
from config.rehearsal.screens import Desk, FacilitatorPage, Volunteer, Wall
from events.models import Scene

TELL_EVERY = 5  # seconds
DOORS, WALLS = 3, 2
STACK = 256 * 1024  # bytes per thread: a phone's life is not deep


class Play:
    """The hall of `parts` on `stage`, at the site `origin`, within `seconds`."""

    def __init__(self, stage, parts, *, origin, seconds):
        self.stage, self.clock = stage, Clock(seconds)
        self.book, self.measures = Book(), Measures()
        self.house = {"origin": origin, "clock": self.clock, "book": self.book, "measures": self.measures}
        self.people = [Participant(part, stage.seats[part.number], **self.house) for part in parts]
        self.doors = self._doors(parts)
        slug = stage.event.slug
        self.screens = [
            *self.doors,
            *(Wall(slug, **self.house) for _wall in range(WALLS)),
            Desk(slug, cookies=stage.sign_in(), **self.house),
            *(FacilitatorPage(link, **self.house) for link in stage.facilitator_links),
        ]

    def _doors(self, parts):
        """Whoever does not come in alone comes to one of the doors, by chance."""
        coming = sorted((part for part in parts if part.way in (Way.DOOR, Way.WALK_IN)), key=lambda part: part.arrives)
        chance, links = random.Random(7), self.stage.door_links
        queues = {link: [] for link in links}
        for part in coming:
            queues[chance.choice(links)].append((part, self.stage.seats[part.number].ticket))
        numbers = self.stage.table_numbers
        return [Volunteer(link, queue, table_numbers=numbers, **self.house) for link, queue in queues.items()]

    def run(self, tell):
        """Play to the end; `tell(line)` is called every five seconds. Nothing asks any more when it returns."""
        before = threading.stack_size(STACK)
        threads = [
            threading.Thread(target=self._safely, args=(one,), daemon=True) for one in (*self.screens, *self.people)
        ]
        self.clock.start()
        try:
            for thread in threads:
                thread.start()
            self._conduct(tell)
        finally:
            self.clock.stop()
            for thread in threads:
                thread.join()
            threading.stack_size(before)

    def _safely(self, one):
        try:
            one.play()
        except Exception as error:  # a thread that dies silently would be someone whose ideas nobody counts
            self.book.trouble(f"{type(one).__name__}: {type(error).__name__}: {error}")
        finally:
            one.phone.close()

    def _conduct(self, tell):
        """What the conductor does, in order; then wait for who has not finished."""
        self.stage.begin_scene(Scene.Kind.PLENARY)
        for share, act in (
            (cast.ARRIVING, lambda: self.stage.begin_scene(Scene.Kind.WORK)),
            (0.4, lambda: self.stage.say(_("Rehearsal: half of the time has passed."))),
            (0.5, self.stage.pause),
            (0.52, self.stage.resume),
            (cast.VOTE_OPENS, self._open_vote),
        ):
            self._wait(share * self.clock.seconds, tell)
            act()
        self._wait(cast.VOTE_CLOSES * self.clock.seconds, tell)
        while self.busy and self.clock.now() < self.clock.limit:
            self._wait(self.clock.now() + 0.5, tell)
        self.stage.close_vote()
        self._wait(self.clock.seconds, tell)

    def _open_vote(self):
        if not self.stage.open_vote():
            self.book.trouble(_("The vote could not be opened: no idea is stored."))

    @property
    def busy(self):
        """Whether someone still has something to send."""
        return not all(one.is_done for one in (*self.people, *self.doors))

    def _wait(self, moment, tell):
        while (left := moment - self.clock.now()) > 0:
            told = self.clock.now() // TELL_EVERY
            self.clock.sleep(min(left, (told + 1) * TELL_EVERY - self.clock.now() + 0.01))
            if self.clock.now() // TELL_EVERY > told:
                tell(self.progress())

    def progress(self):
        """Return how it goes, for one line: {name: number}."""
        measured = self.measures.taken()
        return {
            "seconds": round(self.clock.now()),
            "phones": self.book.phones,
            "present": self.book.count("presences"),
            "ideas": self.book.count("ideas"),
            "stickers": self.book.count("stickers"),
            "questions": len(measured),
            "errors": sum(not measure.is_fine for measure in measured),
        }
