"""A photo as it may be kept: upright, its own pixels and nothing else. No place, time, device or name stays in it.

The picture is decoded and encoded anew, so that only pixels can go on: whatever a camera or a sender put into the file
beside them (EXIF, XMP, IPTC, comments, embedded previews) is not carried over.
"""

import io
from dataclasses import dataclass

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from assessor_app.errors import Refused

LARGEST_FILE = 64 << 20
"""Bytes of a photo as it comes."""
MOST_PIXELS = 100_000_000
"""A photo of today has 12 to 50 million; more is a trap or a poster."""
KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
QUALITY = 90

register_heif_opener()


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A photo ready to keep. media_type: "image/jpeg" or "image/png"; width, height: in pixels, upright."""

    content: bytes
    media_type: str
    width: int
    height: int


def clean_picture(content: bytes) -> CleanPicture:
    """Decode a photo, turn it upright, and encode it anew without anything but its pixels.

    Raises Refused for what is no photo of a known kind, cut short, or too large.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(f"it is larger than {LARGEST_FILE >> 20} MB", "too-large")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _refused("it has more than 100 million pixels", "too-large")
            return _encoded(_upright(picture), lossless=picture.format == "PNG")
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError):
        raise _refused(
            "it is not a picture this app can read (JPEG, PNG, WebP and HEIC work, RAW and SVG do not)"
        ) from None
    except (OSError, ValueError, EOFError, MemoryError):
        raise _refused("the file is damaged or cut short") from None


def _upright(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    turned = ImageOps.exif_transpose(picture)
    see_through = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    plain = turned.convert("RGBA" if see_through else "RGB")
    if profile and not see_through:
        plain = _in_screen_colours(plain, profile)
    return plain


def _in_screen_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the camera meant them, since the profile itself does not stay in the file."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile that cannot be read says nothing


def _encoded(picture: Image.Image, lossless: bool) -> CleanPicture:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    target = io.BytesIO()
    if lossless or bare.mode == "RGBA":
        bare.save(target, "PNG")
        return CleanPicture(target.getvalue(), "image/png", *bare.size)
    bare.save(target, "JPEG", quality=QUALITY)
    return CleanPicture(target.getvalue(), "image/jpeg", *bare.size)


def _refused(reason: str, code: str = "no-picture") -> Refused:
    return Refused(f"The photo was not added: {reason}. Nothing was changed.", code)
