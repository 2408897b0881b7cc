"""Freeze Babel's territory names (CLDR, Unicode licence) into src/tellings/lang/gazetteer/territories.tsv.

Babel is a build tool here, not a run-time dependency. Each language is read in a process of its own, because
Babel 2.18 mixes up locales within one process. Run: `python training/gazetteer/territories.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LANGS = ("ar", "az", "bg", "cs", "de", "en", "es", "fa", "fr", "it", "ja", "pl", "pt", "ru", "tr", "uk", "zh")
OUT = Path(__file__).resolve().parents[2] / "src" / "tellings" / "lang" / "gazetteer" / "territories.tsv"
READ = """
import json, sys
from babel import Locale
print(json.dumps(dict(Locale.parse(sys.argv[1]).territories)))
"""
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "CQ"}


def names(lang: str) -> dict[str, str]:
    done = subprocess.run([sys.executable, "-c", READ, lang], capture_output=True, check=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    lines = [
        "# code\tlanguage\tname: CLDR through Babel, Unicode licence; written by training/gazetteer/territories.py"
    ]
    for lang in LANGS:
        for code, name in sorted(names(lang).items()):
            if (len(code) == 2 and code not in NOT_COUNTRIES) or code in {"002", "019", "142", "150", "419"}:
                lines.append(f"{code}\t{lang}\t{name}")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
