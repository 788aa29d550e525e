"""No mail is left out of the gallery: its template would never be rendered, nor looked at."""

import pytest

from tests.journeys.mails import MAILS
from tests.structure.floors import ROOT

pytestmark = pytest.mark.once

FOLDER = ROOT / "templates" / "emails"


def test_every_mail_is_in_the_gallery():
    written = {
        str(path.relative_to(FOLDER)).removesuffix(".subject.txt")
        for path in FOLDER.rglob("*.subject.txt")
        if not path.name.startswith("_")
    }
    assert set(MAILS) == written
