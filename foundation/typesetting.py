"""PDF from templates of ours, typeset by typst (one wheel, no other program).

People's text reaches typst only as JSON in `sys.inputs`: it is data there, never source, so that nothing typed can
read a file or run. Templates are `.typ` files under `templates/`, which is also all that typst may open; none
of them names a package of the network.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

FONT = "Manrope"
STANDARDS = ["a-2a", "ua-1"]  # kept for ever, read aloud: tagged, fonts inside
PICTURES = re.compile("[\U0001f000-\U0001faff\ufe0e\ufe0f\u200d\u20e3]")  # emoji: no font of ours draws them
NO_LETTER = "could not be displayed with font"  # how typst says that a font lacks a letter


def pdf(template, data, *, language, title, standards=STANDARDS):
    """Return the bytes of a PDF: `template` is a path under templates/, as "events/kit.typ".

    `data` is anything that JSON can say; the template reads it with `json(bytes(sys.inputs.data))`. `title` names the
    document and `language` ("fr") sets its hyphenation and what screen readers speak. Emoji are left out; a letter that
    our fonts lack (Chinese…) is printed as a box, in a file that no longer keeps to `standards`: a badge to mend by
    hand is better than no badges. TypstError when a template of ours is wrong; nothing that people typed causes one.
    """
    import typst  # 30 MB: only the processes that print pay for it

    said = {"title": title, "language": language[:2], "font": FONT, **data}
    words = PICTURES.sub("", json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False))
    try:
        return _compiled(template, words, standards)
    except typst.TypstError as error:
        if NO_LETTER not in str(error):
            raise
        return _compiled(template, words, [])


def _compiled(template, words, standards):
    import typst

    return typst.compile(
        str(_folder() / template),
        root=str(_folder()),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": words},
        pdf_standards=standards,
        timestamp=timezone.now().replace(microsecond=0),
    )


def _folder():
    return Path(settings.BASE_DIR) / "templates"


@cache
def _fonts():
    """Our font and those inside typst, whatever the machine has: a page has the same lines everywhere."""
    import font_manrope
    import typst

    files = Path(font_manrope.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(files)])
