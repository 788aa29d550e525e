"""Reads the mails that left, from the folder where the file backend writes them in a demonstration."""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path

from django.conf import settings

FILE_NAME = re.compile(r"\d{8}-\d{6}-\d+\.log")
RULE = b"\n" + b"-" * 79 + b"\n"  # what the backend writes after each mail
MOST = 100  # mails listed: the newest are looked for, and each is opened to be listed
CID = re.compile(r"""(["'(])cid:([^"')]+)""")


@dataclass(frozen=True)
class Letter:
    """One mail; `name` and `number` say in which file, and at what place in it."""

    name: str
    number: int
    message: EmailMessage

    @property
    def subject(self):
        return str(self.message["Subject"] or "")

    @property
    def to(self):
        return str(self.message["To"] or "")

    @property
    def sender(self):
        return str(self.message["From"] or "")

    @property
    def left_at(self) -> datetime | None:
        date = self.message["Date"]
        moment = parsedate_to_datetime(str(date)) if date else None
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment  # « -0000 » says UTC

    @property
    def text(self):
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def has_html(self):
        return self.message.get_body(("html",)) is not None

    @property
    def html(self):
        """The mail's page, its pictures inside, its links opening in the whole window."""
        part = self.message.get_body(("html",))
        if part is None:
            return ""
        page = CID.sub(lambda found: found[1] + self._pictures.get(found[2], "data:,"), part.get_content())
        return '<base target="_top">' + page

    @property
    def pieces(self):
        """What is attached, as (file name, type, bytes)."""
        return [
            (part.get_filename() or "", part.get_content_type(), part.get_payload(decode=True) or b"")
            for part in self.message.walk()
            if part.get_filename() and "Content-ID" not in part
        ]

    @cached_property
    def _pictures(self):
        inside = [part for part in self.message.walk() if part["Content-ID"]]
        return {part["Content-ID"].strip("<>"): _address_of(part) for part in inside}


def _address_of(picture):
    """The picture itself, written as an address."""
    return f"data:{picture.get_content_type()};base64,{b64encode(picture.get_payload(decode=True)).decode()}"


def letters():
    """Return the newest MOST letters, newest first."""
    found = []
    for path in sorted(_files(), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        found += reversed(_read(path))
        if len(found) >= MOST:
            break
    return found[:MOST]


def letter(name, number):
    """Return one letter, or None."""
    path = _folder() / name
    if not FILE_NAME.fullmatch(name) or not path.is_file():
        return None
    inside = _read(path)
    return inside[number] if number < len(inside) else None


def _folder():
    return Path(settings.EMAIL_FILE_PATH)


def _files():
    folder = _folder()
    return [path for path in folder.iterdir() if FILE_NAME.fullmatch(path.name)] if folder.is_dir() else []


def _read(path):
    parts = [part for part in path.read_bytes().split(RULE) if part.strip()]
    return [
        Letter(path.name, number, message_from_bytes(part, policy=policy.default)) for number, part in enumerate(parts)
    ]
