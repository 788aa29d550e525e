"""Files kept as rows: nothing stays behind a refusal, what a crash left goes after a day, nothing in them runs."""

import os
import time

import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from foundation import kept_files
from foundation.tasks import sweep_files
from ideas.groups.checking_files import Accepted
from ideas.groups.models import GroupFile
from tests.factories import make_working_group


@pytest.fixture
def kept(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return GroupFile.add(make_working_group(lead=None), Accepted("devis.html", "html", b"<script>"))


def test_files_that_no_row_knows_go_after_a_day(kept):
    lost = GroupFile(key="LOST")
    lost.store(b"x")
    sweep_files()
    assert default_storage.exists(lost.stored_name)
    for row in (kept, lost):
        os.utime(default_storage.path(row.stored_name), (time.time() - 2 * 86400,) * 2)
    sweep_files()
    assert [default_storage.exists(row.stored_name) for row in (kept, lost)] == [True, False]


def test_a_refusal_leaves_nothing_stored_and_a_deletion_neither(kept, django_capture_on_commit_callbacks):
    refused = GroupFile(key="REFUSED")
    with pytest.raises(ZeroDivisionError), refused.stored(b"x"):
        raise ZeroDivisionError
    with django_capture_on_commit_callbacks(execute=True):
        kept.discard_stored()
    assert [default_storage.exists(row.stored_name) for row in (kept, refused)] == [False, False]


def test_an_answer_is_saved_under_its_name_and_runs_nothing(kept):
    answer = kept_files.answer(kept, name=kept.name, ending=kept.kind)
    names = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    assert [answer[name] for name in names] == [
        "application/octet-stream",
        'attachment; filename="devis.html"',
        "default-src 'none'; sandbox",
        "nosniff",
    ]
    answer.close()
    with pytest.raises(Http404):
        kept_files.answer(GroupFile(key="NOWHERE"), name="x", ending="pdf")
