"""Pictures of every mail as a phone shows it, and its text beside: docs/screenshots/mails/ after `make pictures`."""

import base64
import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from tests.journeys.conftest import PICTURES, SCREENS
from tests.journeys.mails import MAILS, make

COLOURS = 32  # the palette of a mail is small: forty pictures weigh less than a photograph
MAILBOX = PICTURES / "mails"


@pytest.mark.once
@pytest.mark.django_db
def test_every_mail_on_a_phone(browser, time_machine):
    """Nothing wider than the screen, and words before any picture is loaded."""
    time_machine.move_to(datetime(2026, 9, 24, 8, 30, tzinfo=UTC))
    MAILBOX.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": SCREENS["phone"]["width"], "height": 400})
    for name in sorted(MAILS):
        message = make(name)
        page.set_content(with_pictures(message))
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width == SCREENS["phone"]["width"], f"{name} is {width} px wide"
        keep(name.replace("/", "-"), message, page.screenshot(full_page=True))
    page.close()


def with_pictures(message):
    """Return the HTML with its attached pictures inside, as a mail program shows it."""
    html = message.html
    for part in message.attachments:
        html = html.replace(f"cid:{part['cid']}", f"data:{part['type']};base64,{part['base64']}") if part["cid"] else html
    return html


def keep(name, message, shot):
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(MAILBOX / f"{name}.png", optimize=True)
    (MAILBOX / f"{name}.txt").write_text(f"{message.subject}\n\n{message.text}")
