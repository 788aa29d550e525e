import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation

from foundation import uploads

pytestmark = pytest.mark.once

ONE_MB = 1024 * 1024


class Endless:
    """A request body of `size` bytes that never stands whole in memory."""

    def __init__(self, head, size, tail):
        self.parts = [head, size, tail]
        self.served = 0

    def read(self, most=-1):
        head, size, tail = self.parts
        if head:
            self.parts[0] = b""
            return head
        if self.served < size:
            chunk = b"x" * min(most if most > 0 else 65536, size - self.served)
            self.served += len(chunk)
            return chunk
        self.parts[2] = b""
        return tail

    readline = read


def posted(size, name="liste.csv"):
    head = (
        '--limit\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nabc\r\n'
        f'--limit\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    tail = b"\r\n--limit--\r\n"
    request = RequestFactory().post("/", content_type="multipart/form-data; boundary=limit")
    length = len(head) + size + len(tail)
    request.META["CONTENT_LENGTH"] = str(length)
    request.environ["wsgi.input"] = request._stream = Endless(head, size, tail)
    request._read_started = False
    return request


def test_a_file_of_50_mb_is_refused_without_being_held_in_memory():
    request = posted(50 * ONE_MB)
    tracemalloc.start()
    with translation.override("en"):
        refusal = uploads.refusal(request)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.messages == [
        "“liste.csv” weighs 50 MB; we take at most 10 MB. Nothing was kept. "
        "Cut it into several files, or remove the columns you do not need."
    ]
    assert list(request.FILES) == []
    assert request.POST["csrf"] == "abc"
    assert peak < 2 * ONE_MB


def test_a_file_just_beyond_the_limit_is_refused_while_it_arrives(settings):
    settings.UPLOAD_MAX_BYTES = 100_000
    request = posted(100_001)
    assert (uploads.refusal(request).code, list(request.FILES)) == ("size", [])


def test_a_file_within_the_limit_arrives_whole(settings):
    settings.UPLOAD_MAX_BYTES = 100_000
    request = posted(100_000)
    assert (uploads.refusal(request), request.FILES["file"].size) == (None, 100_000)


def test_a_body_of_gigabytes_is_cut_off(settings):
    settings.UPLOAD_MAX_BYTES = 1000
    request = posted(1_000_000)
    assert list(request.FILES) == []
    assert request.environ["wsgi.input"].served < 200_000


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("liste.ods", b"abc", "extension"),
        ("liste", b"abc", "extension"),
        ("liste.csv", b"", "empty"),
        ("liste.csv", b"PK\x03\x04rest", "content"),
        ("liste.csv", b"\x89PNG\r\n", "content"),
        ("liste.xlsx", b"Nom;Mot", "content"),
    ],
)
def test_check_refuses_what_we_do_not_take(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        uploads.check(SimpleUploadedFile(name, content), extensions=["csv", "xlsx"])
    assert refusal.value.code == code


def test_check_refuses_a_file_beyond_the_limit(settings):
    settings.UPLOAD_MAX_BYTES = 3
    with pytest.raises(ValidationError) as refusal:
        uploads.check(SimpleUploadedFile("liste.csv", b"abcd"), extensions=["csv"])
    assert refusal.value.code == "size"


def test_check_takes_a_list_and_leaves_it_at_its_beginning():
    upload = SimpleUploadedFile("Liste.CSV", b"Nom;Mot")
    uploads.check(upload, extensions=["csv", "xlsx"])
    assert upload.read() == b"Nom;Mot"
