"""Photos as phones send them, drawn for tests."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64


def jpeg(*, size=(400, 300), kind="JPEG", orientation=1, colours=("red", "blue")):
    """Bytes of a picture whose left half is of the first colour; EXIF says where it was taken and how it was held."""
    image = Image.new("RGB", size, colours[1])
    image.paste(colours[0], (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Téléphone de Nadia"
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def upload(name="fiche.jpg", content=None, **drawn):
    return SimpleUploadedFile(name, jpeg(**drawn) if content is None else content)
