"""Pictures of every mail as a phone shows it, and its text beside: docs/screenshots/mails/ after `make pictures`."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from events.rehearsing import with_pictures
from tests.journeys.conftest import PICTURES, SCREENS
from tests.journeys.mails import MAILS, make

COLOURS = 32  # the palette of a mail is small: forty pictures weigh less than a photograph


@pytest.mark.once
@pytest.mark.django_db
def test_every_mail_on_a_phone(browser, time_machine):
    """Nothing wider than the screen, and words before any picture is loaded."""
    time_machine.move_to(datetime(2026, 9, 24, 8, 30, tzinfo=UTC))
    page = browser.new_page(viewport={"width": SCREENS["phone"]["width"], "height": 400})
    for name in sorted(MAILS):
        message = make(name)
        page.set_content(with_pictures(message))
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width == SCREENS["phone"]["width"], f"{name} is {width} px wide"
        if PICTURES:
            keep(name.replace("/", "-"), message, page.screenshot(full_page=True))
    page.close()


def keep(name, message, shot):
    mailbox = PICTURES / "mails"
    mailbox.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(mailbox / f"{name}.png", optimize=True)
    (mailbox / f"{name}.txt").write_text(f"{message.subject}\n\n{message.text}")
