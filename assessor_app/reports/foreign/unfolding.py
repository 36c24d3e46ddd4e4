"""How large a foreign PDF becomes when it is opened: PDFium ends the whole program where memory runs out."""

import io
import zlib

import pikepdf

from assessor_app.errors import Refused

LARGEST_STREAM = 128 << 20
LARGEST_SUM = 512 << 20
"""Bytes that the compressed streams of a PDF may unfold to: one of them, and all together."""

_PIECE = 1 << 20
_FLATE = ("/FlateDecode", "/Fl")


def refuse_folded(pdf: bytes) -> None:
    """Raise Refused for a PDF that unfolds to more than this computer should be asked for, or is none.

    Pictures keep their own filters and are bounded by the size of their page; only what is deflated, once or more
    often, is unfolded here, a piece at a time.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as document:
            whole = 0
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    whole += _unfolded(thing)
                    if whole > LARGEST_SUM:
                        raise _too_large()
    except (pikepdf.PdfError, MemoryError, RecursionError, ValueError, TypeError):
        raise Refused("This PDF is damaged and cannot be shown. Nothing was changed.", "bad-pdf") from None


def _unfolded(stream: pikepdf.Stream) -> int:
    content = bytes(stream.read_raw_bytes())
    given: object = stream.get("/Filter", "")
    names = [str(name) for name in given] if isinstance(given, pikepdf.Array) else [str(given)]
    for name in names:
        if name not in _FLATE:
            break
        content = _inflated(content)
    return len(content)


def _inflated(packed: bytes) -> bytes:
    machine, out = zlib.decompressobj(), bytearray()
    try:
        while packed and not machine.eof:
            out += machine.decompress(packed, _PIECE)
            packed = machine.unconsumed_tail
            if len(out) > LARGEST_STREAM:
                raise _too_large()
    except zlib.error:
        pass  # readers take what there is of a damaged stream
    return bytes(out)


def _too_large() -> Refused:
    return Refused(
        "This PDF unfolds to far more than its size, so it was not opened here. It is kept as it is.", "pdf-too-large"
    )
