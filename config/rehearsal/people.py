"""What a participant does with a phone: arrives, opens the table's page, writes ideas, puts stickers."""

import random
import re
import threading
import time
import uuid
from collections import deque
from contextlib import closing

from config.rehearsal.cast import STICKERS, Way
from config.rehearsal.client import Phone, Unreachable

EVERY, PAUSE = 4.6, 2.0  # seconds: between two looks at the evening's state; before a second try
STAMPED = 3.0  # seconds after which a page's own stamp is old enough to be sent with it
FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')
STAMP = re.compile(r'name="stamp" value="([^"]*)"')
BUTTON = re.compile(r'name="gommettes" value="(\d+):1"')
JSON = "application/json"
NOT_NOW = (408, 425, 429)


class Participant:
    """One `Part` played in a thread of its own."""

    def __init__(self, part, seat, *, origin, clock, book, measures):
        self.part, self.seat, self.clock, self.book = part, seat, clock, book
        self.phone, self.origin, self.measures = Phone(origin, measures), origin, measures
        self.home = f"/a/{seat.code}/"
        self.chance = random.Random(part.number)
        self.stamp, self.opened_at, self.tag = "", 0.0, ""
        self.may_vote, self.has_voted = None, False
        self.is_done = not part.comes

    def play(self):
        if not self.part.comes or not self.clock.wait_until(self.part.arrives):
            return
        if self.part.way is Way.ALONE:
            self.arrive()
        self.open_page()
        ideas = deque(enumerate(self.part.ideas, start=1))
        look_at = self.clock.now()
        while not self.clock.is_over:
            now = self.clock.now()
            if ideas and ideas[0][1].at <= now:
                self.write(*ideas.popleft())
            elif self.may_vote is not None and not self.has_voted and self.may_vote <= now:
                self.vote()
            elif look_at <= now:
                self.look()
                look_at = self.clock.now() + self.clock.every(EVERY) * self.chance.uniform(0.9, 1.1)
            else:
                upcoming = [look_at, *(sending.at for _n, sending in list(ideas)[:1])]
                upcoming += [self.may_vote] if self.may_vote is not None and not self.has_voted else []
                self.clock.wait_until(min(upcoming))
            self.is_done = not ideas and self.has_voted

    def open_page(self):
        """Open the table's page as a phone does the first time: its files, then what it keeps for want of network."""
        page = self.try_until(lambda _cut: self.phone.get("table", self.home))
        if page is None:
            return
        for file in dict.fromkeys(FILES.findall(page.text)):
            self.try_once(lambda file=file: self.phone.get("static", file, accept="*/*"))
        for kept in ("/a/sw.js", f"{self.home}hors-reseau/"):
            self.try_once(lambda kept=kept: self.phone.get("kept", kept))
        self.read_stamp(page)
        self.book.open_phone()

    def read_stamp(self, page):
        found = STAMP.search(page.text)
        self.stamp, self.opened_at = (found.group(1) if found else ""), time.monotonic()

    def look(self):
        answer = self.try_once(lambda: self.phone.get("state", f"{self.home}etat/", tag=self.tag, accept=JSON))
        if answer is None or answer.status != 200:
            return
        self.tag = answer.headers.get("ETag", "")
        if answer.json().get("vote") and self.may_vote is None:
            self.may_vote = self.clock.now() + self.part.sticks_after

    def arrive(self):
        """Say « I am here » from the table's code, with the code of one's ticket."""
        address, cut = f"{self.home}arrivee/", self.part.arrival_cut
        self.book.send("presences", self.part.name)
        self.try_once(lambda: self.phone.get("arrival", address))
        form = {"ticket": self.seat.ticket}
        answer = self.try_until(lambda cut: self.phone.post("arrival sent", address, form=form, cut=cut), cut=cut)
        if answer is not None and answer.status == 200:
            self.book.acknowledge("presences", self.part.name)

    def write(self, number, sending):
        """Write an idea and send it until it is acknowledged, always under the same key (D12)."""
        title = f"Répétition {self.part.number}.{number} : une idée à essayer"
        words = {
            "title": title,
            "need": "Le car du matin part avant l’ouverture de l’école. " * 3,
            "solution": "Un minibus partagé entre trois communes, conduit à tour de rôle. " * 3,
            "author_name": "",
            "client_key": str(uuid.uuid4()),
        }
        self.book.send("ideas", title)
        twin = threading.Thread(target=self.send_from_another_tab, args=(words,))
        if sending.twice:
            twin.start()
        url = self.send(words, self.phone, sending.cut)
        if sending.twice:
            twin.join()
        if url:
            self.try_once(lambda: self.phone.get("receipt", url))
            if page := self.try_once(lambda: self.phone.get("table", self.home)):
                self.read_stamp(page)

    def send(self, words, phone, cut):
        """Send one idea as the page's script does; return the address of its receipt, None when nobody answered."""
        manner = {"queued": "1"}
        if self.stamp and time.monotonic() - self.opened_at > STAMPED:
            manner = {"stamp": self.stamp, "website": ""}
        manners = deque([manner])

        def once(cut):
            form = {**words, **(manners.popleft() if manners else {"queued": "1"})}
            return phone.post("idea", self.home, form=form, accept=JSON, cut=cut, fine=NOT_NOW)

        answer = self.try_until(once, cut=cut)
        told = answer.json() if answer is not None else {}
        if "receipt" not in told:
            return None
        self.book.receive(words["title"], told["receipt"])
        return told["url"]

    def send_from_another_tab(self, words):
        with closing(Phone(self.origin, self.measures)) as tab:
            self.send(words, tab, None)

    def vote(self):
        """Show one's ticket, then put three stickers on ideas drawn from the list."""
        address = f"{self.home}gommettes/"
        page = self.try_until(lambda _cut: self.phone.get("vote", address))
        if self.seat.ticket and page is not None:
            shown = {"code": self.seat.ticket}
            self.try_until(lambda _cut: self.phone.post("ticket shown", f"{address}billet/", form=shown))
            page = self.try_until(lambda _cut: self.phone.get("vote", address))
        ideas = list(dict.fromkeys(BUTTON.findall(page.text))) if page is not None else []
        self.chance.shuffle(ideas)
        choices = zip(ideas, self.part.stickers, strict=False)  # the first ideas of an order of one's own
        put = sum(self.stick(address, idea, cut, n) for n, (idea, cut) in enumerate(choices))
        if put > STICKERS:
            self.book.put_too_many(put - STICKERS)
        self.has_voted = True

    def stick(self, address, idea, cut, number):
        """Put one sticker; return whether it was taken. Beyond three it must be refused."""
        key = (self.part.name if self.seat.ticket else "", int(idea))
        if number < STICKERS:
            self.book.send("stickers", key)
        form, fine = {"gommettes": f"{idea}:1"}, (422,) if number >= STICKERS else ()

        def once(cut):
            return self.phone.post("sticker", address, form=form, accept=JSON, cut=cut, fine=fine)

        answer = self.try_until(once, cut=cut)
        if answer is None or answer.status != 200:
            return False
        self.book.acknowledge("stickers", key)
        return True

    def try_once(self, ask):
        try:
            return ask()
        except Unreachable:
            return None

    def try_until(self, ask, *, cut=None):
        """Ask again, later each time, until an answer that is not « not now »; `ask` takes the cut of its try.

        None when the evening ended before.
        """
        pause = min(PAUSE, self.clock.seconds / 40)
        while True:
            try:
                answer = ask(cut)
                if answer.status < 500 and answer.status not in NOT_NOW:
                    return answer
            except Unreachable as lost:
                self.book.note_cut(on_purpose=lost.on_purpose)
                cut = None
            if not self.clock.sleep(pause * self.chance.uniform(0.75, 1.25)):
                return None
            pause = min(pause * 2, 30)
