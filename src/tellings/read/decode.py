"""Turn bytes into text: byte order marks, UTF-8, what the input declares, then what statistics suggest."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import DecodeError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_.:-]{2,40})", re.I
)
_SAMPLE = 60_000  # bytes that statistics look at
_DECLARED_WITHIN = 4_096
_MOST_CONTROLS = 0.02  # share of control characters above which bytes are no text
_MOST_BROKEN = 0.002  # share of broken sequences up to which a text is still UTF-8
# By the web's own rule (encoding.spec.whatwg.org) these labels mean the larger Windows code page.
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
            "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "ks_c_5601-1987": "cp949"}  # fmt: skip


class Decoded(NamedTuple):
    text: str
    note: str | None  # what a reader should know of it; None when it was plain UTF-8


def decode(data: bytes, *, where: str, declared: str | None = None) -> Decoded:
    """The text. `declared` is an encoding that came beside the bytes (a header); HTML may carry its own.

    Raises:
        DecodeError: the bytes are no text in any encoding that was recognised.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_note(data[len(mark) :], encoding, where, guessed=False)
    if b"\x00" in data[:_SAMPLE]:
        return _wide(data, where)
    try:
        return Decoded(_checked(data.decode("utf-8"), where), None)
    except UnicodeDecodeError:
        pass
    if nearly := _nearly_utf8(data):
        return Decoded(_checked(nearly.text, where), nearly.note)
    inside = _CHARSET.search(data[:_DECLARED_WITHIN])
    for label in (declared, inside[1].decode("ascii") if inside else None):
        encoding_found = _known(label)
        if encoding_found and encoding_found != "utf-8":
            try:
                return _with_note(data, encoding_found, where, guessed=False)
            except (UnicodeDecodeError, DecodeError):
                continue
    return _guessed(data, where)


def _wide(data: bytes, where: str) -> Decoded:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) >= 4 and zeros.count(0) >= 0.4 * len(zeros):
            try:
                return _with_note(data, encoding, where, guessed=True)
            except (UnicodeDecodeError, DecodeError):
                continue
    raise DecodeError(where, cause="it is a binary file", way_out="pass text, HTML, PDF, JSON or CSV")


def _nearly_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    others = sum(1 for c in text[:_SAMPLE] if ord(c) > 0x7F and c != "\ufffd")
    if broken <= max(1, int(_MOST_BROKEN * len(text))) and others > 2 * broken:
        return Decoded(text, f"decoded as utf-8 with {broken} broken character{'s' if broken > 1 else ''}")
    return None


def _guessed(data: bytes, where: str) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = _known(best.encoding) if best is not None else None
    if encoding is None:
        raise DecodeError(where, cause="no encoding fits its bytes", way_out="save it as UTF-8")
    text = data.decode(encoding, "replace")
    return Decoded(_checked(text, where), f"decoded as {encoding}, which was guessed")


def _with_note(data: bytes, encoding: str, where: str, *, guessed: bool) -> Decoded:
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(1, len(text) // 100):
        raise DecodeError(where, cause=f"it is not {encoding}", way_out="save it as UTF-8")
    note = f"decoded as {encoding}" + (", which was guessed" if guessed else "")
    return Decoded(_checked(text, where), None if encoding == "utf-8" else note)


def _known(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(_ALIASES.get(label.strip().lower(), label.strip())).name
        "".encode(name)  # a codec such as rot13 or hex is none of text
    except (LookupError, UnicodeError, TypeError):
        return None
    return _ALIASES.get(name, name)


def _checked(text: str, where: str) -> str:
    sample = text[:_SAMPLE]
    controls = sum(1 for c in sample if c < " " and c not in "\n\r\t\x0b\x0c")
    if controls > _MOST_CONTROLS * len(sample) + 1:
        raise DecodeError(where, cause="it is a binary file", way_out="pass text, HTML, PDF, JSON or CSV")
    return text
