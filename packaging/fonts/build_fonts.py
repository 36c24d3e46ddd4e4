"""Makes the static fonts in resources/fonts from the npm package `inter-ui` and DejaVu Sans.

Run: python packaging/fonts/build_fonts.py inter-ui-4.1.1.tgz DejaVuSans.ttf resources/fonts
Needs fontTools and brotli. The same input gives the same bytes.
"""

import io
import string
import sys
import tarfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TEXT_FACES = ("Regular", "Medium", "SemiBold", "Bold")
DISPLAY_FACES = ("Medium", "SemiBold")
CODE_FACES = ("Regular", "Medium")

# Latin with its extensions, combining marks, Greek, Cyrillic; punctuation, currency, letter-like, numbers, arrows,
# mathematics, technical, boxes, shapes, dingbats; fi and fl; the replacement character.
BLOCKS = (
    *((0x0020, 0x007E), (0x00A0, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x2000, 0x206F)),
    *((0x2070, 0x20CF), (0x2100, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0xFB01, 0xFB02), (0xFFFD, 0xFFFD)),
)
# Kerning, marks, local forms, figures of one width, slashed zero, clear l and I, punctuation for capitals. Not
# `calt`: it turns "->" into an arrow, and text is shown as it was typed.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "zero", "ss02", "case"]
CODE_FEATURES = ("tnum", "zero", "ss02")


def main(package: Path, fallback: Path, target: Path) -> None:
    """Writes every face and the licences into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as archive:
        for face in TEXT_FACES:
            save(reduced(member(archive, f"package/web/Inter-{face}.woff2")), target / f"Inter-{face}.ttf")
        for face in DISPLAY_FACES:
            name = f"InterDisplay-{face}"
            save(reduced(member(archive, f"package/display/{name}.woff2")), target / f"{name}.ttf")
        for face in CODE_FACES:
            save(
                code_face(reduced(member(archive, f"package/web/Inter-{face}.woff2"))), target / f"InterCode-{face}.ttf"
            )
        licence = archive.extractfile("package/LICENSE.txt")
        assert licence is not None
        (target / "OFL-Inter.txt").write_bytes(licence.read())
    dejavu = TTFont(fallback, recalcTimestamp=False)
    (target / "LICENCE-DejaVu.txt").write_text(dejavu["name"].getDebugName(13).replace("\r", "") + "\n")
    save(fallback_face(dejavu), target / "DejaVuSans.ttf")


def member(archive: tarfile.TarFile, name: str) -> TTFont:
    """One font of the package."""
    content = archive.extractfile(name)
    assert content is not None
    return TTFont(io.BytesIO(content.read()), recalcTimestamp=False)


def reduced(font: TTFont) -> TTFont:
    """Only the characters and features that the program uses."""
    characters = [code for first, last in BLOCKS for code in range(first, last + 1)]
    return subset(font, characters, FEATURES)


def fallback_face(font: TTFont) -> TTFont:
    """Everything in the basic plane except private use, without features: it stands in for single characters."""
    return subset(font, [code for code in font.getBestCmap() if code < 0xE000 or 0xF900 <= code <= 0xFFFF], [])


def subset(font: TTFont, characters: list[int], features: list[str]) -> TTFont:
    """Reduces `font` in place and returns it."""
    options = Options()
    options.layout_features = features
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.recalc_timestamp = False
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = None
    return font


def code_face(font: TTFont) -> TTFont:
    """Inter Code: the digits and letters of `tnum`, `zero` and `ss02` in the character map itself.

    reportlab cannot switch features on, so references and fingerprints need a face that has them built in.
    """
    swaps, plain = swaps_of(font), string.ascii_letters + string.digits
    for table in font["cmap"].tables:
        table.cmap = {c: swaps.get(glyph, glyph) if chr(c) in plain else glyph for c, glyph in table.cmap.items()}
    for record in font["name"].names:
        text = record.toUnicode()
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = text.replace("Inter", "InterCode" if record.nameID in (3, 6) else "Inter Code", 1)
    return font


def swaps_of(font: TTFont) -> dict[str, str]:
    """Glyph to glyph, the features applied one after the other."""
    layout, swaps = font["GSUB"].table, {}
    for tag in CODE_FEATURES:
        feature = next(r.Feature for r in layout.FeatureList.FeatureRecord if r.FeatureTag == tag)
        for index in feature.LookupListIndex:
            for part in layout.LookupList.Lookup[index].SubTable:
                mapping = getattr(getattr(part, "ExtSubTable", part), "mapping", {})
                swaps.update({glyph: mapping.get(swapped, swapped) for glyph, swapped in swaps.items()})
                swaps.update({glyph: swapped for glyph, swapped in mapping.items() if glyph not in swaps})
    return swaps


def save(font: TTFont, file: Path) -> None:
    """Writes a static TrueType file."""
    font.save(file, reorderTables=True)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
