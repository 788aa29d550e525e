"""The other screens of the evening: doors, walls, the desk and the pages of who facilitates."""

import re
import uuid
from collections import deque

from config.rehearsal.cast import Way
from config.rehearsal.client import Phone, Unreachable
from events.models.door import mark

DOOR_TURN, WALL_EVERY, DESK_EVERY, TABLE_EVERY = 4.0, 1.5, 2.0, 2.0  # seconds, as their scripts
MOST_SENT = 20  # acts of a door per sending
WELCOME = ("done", "already", "full")  # full: is here, and looks for another table
ETAG = re.compile(r'data-etag="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TAGS = re.compile(r"hx-vals='\{\"lead\": \"([^\"]*)\", \"board\": \"([^\"]*)\"\}'")


class Screen:
    """A page that asks again and again, in a thread of its own."""

    def __init__(self, *, origin, clock, book, measures):
        self.phone, self.clock, self.book = Phone(origin, measures), clock, book
        self.is_done = True

    def play(self):
        self.open()
        while self.clock.sleep(self.clock.every(self.turn)):
            self.ask()

    def follow(self, path, page):
        """Open an access link, exchanged for a cookie, then the page it leads to; return (its path, its text)."""
        answer = self.get("link", path)
        if answer is None or answer.status != 302:
            self.book.trouble(f"{page}: {answer.status if answer is not None else 0}")
            return "", ""
        shown = self.get(page, answer.location)
        return answer.location, shown.text if shown is not None else ""

    def get(self, page, path, **how):
        try:
            return self.phone.get(page, path, **how)
        except Unreachable:
            return None


class Wall(Screen):
    turn = WALL_EVERY

    def __init__(self, slug, **house):
        super().__init__(**house)
        self.home, self.tag = f"/mur/{slug}/", ""

    def open(self):
        page = self.get("wall", self.home)
        found = ETAG.search(page.text) if page is not None else None
        self.tag = found.group(1).replace("&quot;", '"') if found else ""

    def ask(self):
        answer = self.get("wall state", f"{self.home}etat/", tag=self.tag)
        if answer is not None and answer.status == 200:
            self.tag = answer.headers.get("ETag", "")


class Desk(Screen):
    turn = DESK_EVERY

    def __init__(self, slug, *, cookies, **house):
        super().__init__(**house)
        self.phone.cookies |= cookies
        self.home, self.tags = f"/regie/{slug}/", ("", "")

    def open(self):
        self.read(self.get("desk", self.home))

    def ask(self):
        lead, board = self.tags
        self.read(self.get("desk state", f"{self.home}etat/?lead={lead}&board={board}"))

    def read(self, page):
        found = TAGS.search(page.text.replace("&quot;", '"')) if page is not None else None
        self.tags = found.groups() if found else self.tags


class FacilitatorPage(Screen):
    turn = TABLE_EVERY

    def __init__(self, link, **house):
        super().__init__(**house)
        self.link, self.home, self.tag = link, "", ""

    def open(self):
        self.home, page = self.follow(self.link, "live table")
        if token := TOKEN.search(page):
            self.say_here(token.group(1))

    def say_here(self, token):
        try:
            form = {"csrfmiddlewaretoken": token}
            self.phone.post("live act", f"{self.home}je-suis-la/", form=form)
        except Unreachable:
            pass  # the page shows the button still: the measure tells it

    def ask(self):
        answer = self.get("live state", f"{self.home}etat/", tag=self.tag) if self.home else None
        if answer is not None and answer.status == 200:
            self.tag = answer.headers.get("ETag", "")


class Volunteer(Screen):
    """A door: every turn, the people who have come meanwhile are ticked, and the list is brought up to date."""

    turn = DOOR_TURN

    def __init__(self, link, people, *, table_numbers, **house):
        """`people`: [(part, ticket)] of who comes to this door, in the order of their arrival."""
        super().__init__(**house)
        self.link, self.people = link, deque(people)
        self.numbers = table_numbers
        self.home, self.salt, self.now, self.tag = "", "", 0, ""
        self.is_done = False

    def open(self):
        self.home, _page = self.follow(self.link, "door")
        self.refresh()

    def ask(self):
        batch = []
        while self.people and self.people[0][0].arrives <= self.clock.now() and len(batch) < MOST_SENT:
            batch.append(self.people.popleft())
        if batch and self.salt:
            self.send(batch)
        self.refresh()
        self.is_done = not self.people

    def refresh(self):
        if not self.home:
            return
        since = f"?depuis={self.now}" if self.salt else ""
        answer = self.get("door list", f"{self.home}liste/{since}", tag=self.tag if self.salt else "")
        if answer is not None and answer.status == 200:
            told = answer.json()
            self.salt, self.now = told.get("salt", self.salt), told["now"]
            self.tag = answer.headers.get("ETag", "").removeprefix("W/")

    def send(self, batch):
        """Send what was done at the door until it is answered: each act keeps its key."""
        acts = {uuid.uuid4().hex: (self._act(part, ticket), part) for part, ticket in batch}
        for _act, part in acts.values():
            self.book.send("presences", part.name)
        told = {"acts": [{"key": key, **act} for key, (act, _part) in acts.items()]}
        cut = next((part.arrival_cut for part, _ticket in batch if part.arrival_cut), None)
        answers = self._answered(told, cut)
        for one in answers:
            if one["outcome"] in WELCOME:
                self.book.acknowledge("presences", acts[one["key"]][1].name)
            else:
                self.book.trouble(f"door: {acts[one['key']][1].name}: {one['outcome']} {one['text']}")

    def _answered(self, told, cut):
        while True:
            try:
                answer = self.phone.post("door acts", f"{self.home}gestes/", told=told, cut=cut, accept="*/*")
                if answer.status == 200:
                    return answer.json()["answers"]
            except Unreachable as lost:
                self.book.note_cut(on_purpose=lost.on_purpose)
                cut = None
            if not self.clock.sleep(self.clock.every(self.turn) / 4):
                return []

    def _act(self, part, ticket):
        if part.way is Way.WALK_IN:
            table = self.numbers[part.number % len(self.numbers)]
            return {"kind": "walk_in", "given_name": part.name, "family_name": "", "table": table}
        return {"kind": "present", "mark": mark(ticket, salt=self.salt)}
