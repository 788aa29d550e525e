"""Pictures that people send: known by their content, turned upright, made small, without what the camera noted.

What comes out was drawn anew: no EXIF is left, so neither the place nor the name of the phone's owner.
"""

import io
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from foundation import uploads

LARGE = 1600  # pixels of the longer side: handwriting is read, a phone downloads it in seconds
SMALL = 320  # of the picture that lists show
MOST_PIXELS = 60_000_000  # a phone's best camera; beyond, a small file may unfold into gigabytes
FORMATS = ("JPEG", "PNG", "WEBP")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Picture:
    """JPEG bytes of both sizes, and the pixels of each: (width, height)."""

    large: bytes
    small: bytes
    size: tuple[int, int]
    small_size: tuple[int, int]


def read(upload):
    """Return the `Picture` of an uploaded file; ValidationError says in words for people why it is not taken."""
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise too_heavy(upload.size)
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        raise ValidationError(
            _(
                "This photo is in HEIC, the iPhone’s own format, which we cannot read. On the iPhone: Settings, "
                "Camera, Formats, “Most compatible”, then take it again; or send a screenshot of it. "
                "All the rest is kept."
            ),
            code="heic",
        )
    try:
        with Image.open(upload, formats=FORMATS) as image:
            return _drawn_anew(image)
    except UnidentifiedImageError:
        raise ValidationError(
            _("This file is not a photo that we can read. Choose a JPEG, PNG or WebP picture. All the rest is kept."),
            code="content",
        ) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError(
            _("This photo arrived damaged. Take it again, or choose another one. All the rest is kept."), code="damaged"
        ) from None


def too_heavy(size):
    return ValidationError(
        _(
            "This photo weighs %(size)s MB; we take at most %(limit)s MB. Take it again in a smaller size, or send a "
            "screenshot of it. All the rest is kept."
        ),
        code="size",
        params={"size": max(1, round(size / 1024 / 1024)), "limit": uploads.limit_in_mb()},
    )


def note_refusal(request, form, *, field="photo"):
    """Tell in `form` (already cleaned) about a photo that was dropped while it arrived; return whether one was."""
    refused = uploads.refusal(request)
    if refused:
        form.add_error(field, too_heavy(refused.params["size"] * 1024 * 1024))
    return bool(refused)


class PictureField(forms.FileField):
    """A photo from a phone's camera or folder; once clean, a `Picture`, or None when there is none."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Photo of the sheet"))
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}))
        super().__init__(**{"required": False, **kwargs})
        self.error_messages["empty"] = gettext_lazy("This photo is empty: take it again. All the rest is kept.")

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return read(upload) if upload else None


def drawn(image):
    """Return the `Picture` of a PIL image in RGB, made by us."""
    image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    return _saved(image)


def _drawn_anew(image):
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(
            _("This photo has too many pixels (%(width)s × %(height)s). Send a screenshot of it. All the rest is kept.")
            % {"width": image.width, "height": image.height},
            code="pixels",
        )
    image.draft("RGB", (LARGE, LARGE))  # JPEG: decoded at a smaller size at once, in an eighth of the memory
    image = _opaque(image)
    image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    return _saved(ImageOps.exif_transpose(image))


def _opaque(image):
    """Return RGB on white: JPEG has no transparency. The EXIF stays until the picture was turned upright."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        exif, image = image.getexif(), image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        ground.getexif().update(exif)
        return ground
    return image.convert("RGB")


def _saved(image):
    small = image.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Picture(_jpeg(image, 80), _jpeg(small, 60), image.size, small.size)


def _jpeg(image, quality):
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # pixels only: nothing of what came with them
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
