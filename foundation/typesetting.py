"""PDF from templates of ours, typeset by typst (one wheel, no other program).

People's text reaches typst only as JSON in `sys.inputs`: it is data there, never source, so that nothing typed can
read a file or run. Templates are `.typ` files under `templates/`, which is also all that typst may open; none
of them names a package of the network.
"""

import json
import re
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from foundation.typesetting_apart import typeset, typeset_apart

FONT = "Manrope"
STANDARDS = ["a-2a", "ua-1"]  # kept for ever, read aloud: tagged, fonts inside
PICTURES = re.compile("[\U0001f000-\U0001faff\ufe0e\ufe0f\u200d\u20e3]")  # emoji: no font of ours draws them


def pdf(template, data, *, language, title, standards=STANDARDS, apart=False):
    """Return the bytes of a PDF: `template` is a path under templates/, as "events/kit.typ".

    `data` is anything that JSON can say; the template reads it with `json(bytes(sys.inputs.data))`. `title` names the
    document and `language` ("fr") sets its hyphenation and what screen readers speak. Emoji are left out; a letter that
    our fonts lack (Chinese…) is printed as a box, in a file that no longer keeps to `standards`: a badge to mend by
    hand is better than no badges. TypstError when a template of ours is wrong; nothing that people typed causes one.
    `apart`, for jobs, spares the memory of this process.
    """
    said = {"title": title, "language": language[:2], "font": FONT, **data}
    words = PICTURES.sub("", json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False))
    at = timezone.now().replace(microsecond=0).isoformat()
    call = typeset_apart if apart else typeset
    return call(str(_folder() / template), root=str(_folder()), words=words, standards=standards, at=at)


def _folder():
    return Path(settings.BASE_DIR) / "templates"
