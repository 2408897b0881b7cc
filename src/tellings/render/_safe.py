"""Text from outside is hostile: what makes it harmless in a page, a link, a script, a table cell or a terminal."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

# Embeddings, overrides and isolates reorder what stands around them; the mere marks (U+200E, U+200F, U+061C) do not.
_REORDERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_SEPARATORS = {0x2028, 0x2029, 0x0085}
_KEPT = {0x09, 0x0A}


def _picture(code: int) -> str:
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"


_VISIBLE = {
    code: _picture(code)
    for code in (*range(0x20), *range(0x7F, 0xA0), *sorted(_REORDERING), *sorted(_SEPARATORS), 0xFEFF)
    if code not in _KEPT
} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def visible(text: str) -> str:
    """The text with control characters and whatever reorders its surroundings written out, so that a reader sees them.

    Line feeds and tabs stay; a carriage return, which no screen shows, goes. Lone surrogates become U+FFFD.
    """
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def one_line(text: str) -> str:
    """`visible`, with every run of white space folded to one space."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut at a word where one ends near the limit, with an ellipsis where it was cut."""
    folded = one_line(text)
    if len(folded) <= limit:
        return folded
    cut = folded[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 0.5 else cut).rstrip(" ,;:–—-") + "…"


def quoted(text: str) -> str:
    """The text on one line between quotation marks that it does not hold itself."""
    folded = one_line(text)
    return f"‘{folded}’" if "“" in folded or "”" in folded else f"“{folded}”"


def web_link(address: str | None) -> str | None:
    """The address if it is http or https and can be written into an attribute; None otherwise."""
    if not address or re.search(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}]", address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def script_json(value: Any) -> str:
    """JSON that is safe between <script> tags: nothing in it can close the element or end a line of script.

    Every string in it has passed `visible`.
    """
    text = json.dumps(_all_visible(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _all_visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): _all_visible(item) for key, item in value.items()}
    return [_all_visible(item) for item in value] if isinstance(value, (list, tuple)) else value


# What a spreadsheet takes for the start of a formula, full-width forms included.
_FORMULA = re.compile(r"^[\s'\"]*[=+\-@＝＋－＠|%]|^[\t\r]")


def table_cell(value: object) -> str:
    """A CSV cell that no spreadsheet runs as a formula: text that could start one gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) and abs(value) < 1e15 else str(value)
    text = visible(str(value))
    return f"'{text}" if _FORMULA.search(text) else text


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def markdown(text: str) -> str:
    """The text on one line with everything escaped that Markdown or the HTML inside it would read as markup."""
    escaped = _MARKDOWN.sub(r"\\\1", one_line(text))
    return re.sub(r"^(\d+)([.)])|^(-)", lambda m: f"{m[1] or ''}\\{m[2] or m[3]}", escaped)
