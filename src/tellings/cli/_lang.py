"""`tellings lang list | check | new`: language packs."""

from __future__ import annotations

import argparse
import re
import sys

from ..errors import UsageError
from . import DONE, FAILED

_WHAT = {
    "sentences": "abbreviations and quotation marks",
    "boilerplate": "stamps, menus, teasers, credits, datelines",
    "dates": "time expressions",
    "numbers": "number words, bounds, units",
    "names": "titles, legal forms, demonyms",
    "attribution": "reporting verbs with their stance, source frames, pronouns",
    "stance": "hedges, negation, distancing words",
    "frames": "what news tells again and again, with role patterns",
}


def list_command(_: argparse.Namespace) -> int:
    """One line a pack: code, name, version, what it reads by rules of its own."""
    from ..lang import CAPABILITIES, available, load_pack

    for code in available():
        pack = load_pack(code)
        own = [name for name in CAPABILITIES if pack.has(name)]
        print(f"{code:<4} {pack.name} ({pack.native_name}), version {pack.version}: {', '.join(own) or 'base level'}")
    print('What a pack does not declare is read with the rules of "und", and the dossier says so.')
    return DONE


def check_command(parsed: argparse.Namespace) -> int:
    """Run the packs' own cases; 1 if anything is wrong."""
    from ..cases import check_pack
    from ..lang import available, load_pack

    unknown = [code for code in parsed.codes if code not in available()]
    if unknown:
        raise UsageError(repr(unknown[0]), cause="no such pack", way_out=f"one of {', '.join(available())}")
    wrong = 0
    for code in parsed.codes or available():
        complaints = check_pack(load_pack(code))
        wrong += len(complaints)
        print(f"{code}: {'ok' if not complaints else f'{len(complaints)} complaints'}")
        for complaint in complaints:
            print(f"  {complaint.capability}: {complaint.what}")
    sys.stdout.flush()
    return FAILED if wrong else DONE


def new_command(parsed: argparse.Namespace) -> int:
    """Write the skeleton of a pack; nothing in it is declared yet, so it passes its check."""
    from ..lang import CAPABILITIES, available
    from ..render import write

    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", parsed.code):
        raise UsageError(repr(parsed.code), cause="not a BCP 47 code", way_out="such as sv or pt-BR")
    folder = parsed.into / parsed.code
    if parsed.code in available() or folder.exists():
        raise UsageError(repr(parsed.code), cause="there is such a pack already", way_out="edit it where it is")
    name = parsed.name or parsed.code
    meta = {
        "code": parsed.code,
        "name": name,
        "native_name": parsed.native_name or name,
        "script": parsed.script,
        "version": "1",
    }
    write(folder / "pack.toml", "".join(f"{key} = {_toml(value)}\n" for key, value in meta.items()))
    write(folder / "__init__.py", f'"""Language pack {parsed.code}."""\n')
    for capability in CAPABILITIES:
        what = _WHAT.get(capability, capability)
        write(folder / f"{capability}.toml", f"# {what}. Take the same table of another pack as a pattern.\nsupported = false\n")  # fmt: skip
        write(folder / "cases" / f"{capability}.toml", f"# Examples of {capability}.toml: texts of your own, value first, then what must not fire.\n")  # fmt: skip
    print(f"wrote {folder}")
    print("Fill a table, take its `supported = false` away, add cases, then run: tellings lang check " + parsed.code)
    print(f'A pack outside the package is found by the entry point: [project.entry-points."tellings.lang"] {parsed.code} = "your_package.{parsed.code}"')  # fmt: skip
    return DONE


def _toml(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)
