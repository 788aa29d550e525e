"""QR codes as SVG, without size so that the page's stylesheet decides."""

import io

import segno
from django.utils.safestring import mark_safe


def svg(text, *, dark="#10211f"):
    """Return inline SVG of `text`; correction level M survives a smudged poster."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, dark=dark, light="#fff"
    )
    return mark_safe(out.getvalue().decode())  # segno draws paths: the text itself is not in the markup


def png(text, *, scale=6):
    """Return PNG bytes of `text`, for mails, where SVG is not shown."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=2)
    return out.getvalue()


def drawing(text):
    """Return a whole SVG file of `text`, without size, for documents that are typeset and for pages that say the same.

    Its border is the four modules that readers expect: a phone reads it on a photo of a whole page.
    """
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, omitsize=True, border=4, dark="#10211f", light="#fff"
    )
    return mark_safe(out.getvalue().decode())  # segno draws paths: the text itself is not in the markup
