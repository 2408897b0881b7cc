"""Write `lang/xx/units.toml` for the codes named, or for every pack: unit and currency names as CLDR (Babel) has them.

CLDR is licensed under the Unicode License v3, which allows this with attribution (kept in each file's head). The
tables are data: nothing is derived by hand; what CLDR lacks stands in the pack's `numbers.toml`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from babel import Locale

from tellings.textfold import bare, fold

LANG = Path(__file__).resolve().parents[2] / "src" / "tellings" / "lang"
UNITS = {
    "length-kilometer": "km", "length-meter": "m", "length-decimeter": "dm", "length-centimeter": "cm",
    "length-millimeter": "mm", "length-micrometer": "µm", "length-nanometer": "nm", "length-picometer": "pm",
    "length-mile": "mi", "length-yard": "yd", "length-foot": "ft", "length-inch": "in", "length-nautical-mile": "nmi",
    "length-light-year": "ly",
    "area-square-kilometer": "km²", "area-hectare": "ha", "area-square-meter": "m²", "area-square-centimeter": "cm²",
    "area-square-mile": "mi²", "area-acre": "acre", "area-square-yard": "yd²", "area-square-foot": "ft²",
    "area-square-inch": "in²",
    "mass-tonne": "t", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg", "mass-microgram": "µg",
    "mass-pound": "lb", "mass-ounce": "oz", "mass-stone": "st", "mass-carat": "ct",
    "volume-cubic-kilometer": "km³", "volume-cubic-meter": "m³", "volume-cubic-centimeter": "cm³",
    "volume-cubic-foot": "ft³", "volume-cubic-inch": "in³", "volume-cubic-yard": "yd³", "volume-cubic-mile": "mi³",
    "volume-hectoliter": "hl", "volume-liter": "l", "volume-deciliter": "dl", "volume-centiliter": "cl",
    "volume-milliliter": "ml", "volume-gallon": "gal", "volume-quart": "qt", "volume-pint": "pt", "volume-cup": "cup",
    "volume-fluid-ounce": "fl oz", "volume-tablespoon": "tbsp", "volume-teaspoon": "tsp", "volume-barrel": "bbl",
    "speed-kilometer-per-hour": "km/h", "speed-meter-per-second": "m/s", "speed-mile-per-hour": "mph",
    "speed-knot": "kn",
    "temperature-celsius": "°C", "temperature-fahrenheit": "°F", "temperature-kelvin": "K",
    "energy-joule": "J", "energy-kilojoule": "kJ", "energy-kilowatt-hour": "kWh", "energy-calorie": "cal",
    "energy-kilocalorie": "kcal",
    "power-watt": "W", "power-kilowatt": "kW", "power-megawatt": "MW", "power-gigawatt": "GW",
    "power-horsepower": "hp",
    "digital-bit": "bit", "digital-kilobit": "kbit", "digital-megabit": "Mbit", "digital-gigabit": "Gbit",
    "digital-byte": "B", "digital-kilobyte": "kB", "digital-megabyte": "MB", "digital-gigabyte": "GB",
    "digital-terabyte": "TB",
    "angle-degree": "°", "angle-radian": "rad", "angle-revolution": "turn",
    "frequency-hertz": "Hz", "frequency-kilohertz": "kHz", "frequency-megahertz": "MHz", "frequency-gigahertz": "GHz",
    "pressure-bar": "bar", "pressure-pascal": "Pa", "pressure-hectopascal": "hPa", "pressure-atmosphere": "atm",
    "electric-volt": "V", "electric-ampere": "A",
}  # fmt: skip
DURATIONS = {
    "duration-year": "year", "duration-month": "month", "duration-week": "week", "duration-day": "day",
    "duration-hour": "hour", "duration-minute": "minute", "duration-second": "second", "duration-decade": "decade",
    "duration-century": "century",
}  # fmt: skip
MONEY = ("XAF", "XCD", "XCG", "XOF", "XPF")  # of the codes in X, which are else metals ("12 gold"), baskets and tests
COUNTS = ("zero", "one", "two", "few", "many", "other")
HEAD = "# Names of units and currencies, frozen from CLDR by `python -m training.units`: do not edit by hand.\n" \
       "# Data: Unicode CLDR, (c) Unicode, Inc., Unicode License v3.\n"  # fmt: skip


def main() -> int:
    codes = sys.argv[1:] or sorted(p.parent.name for p in LANG.glob("*/pack.toml") if p.parent.name != "und")
    for code in codes:
        if len(codes) > 1:  # Babel 2.18 mixes up locales within one process
            subprocess.run([sys.executable, "-m", "training.units", code], check=True)
            continue
        path = LANG / code / "units.toml"
        path.write_text(
            HEAD + _units(code, "units", UNITS) + _units(code, "durations", DURATIONS) + _currencies(code), "utf-8"
        )
        print(f"{path.parent.name}/{path.name}: {path.stat().st_size} bytes")
    return 0


def _units(code: str, section: str, wanted: dict[str, str]) -> str:
    patterns = Locale.parse(code)._data["unit_patterns"]
    lines = [f"\n[{section}]"]
    for key, symbol in wanted.items():
        styles = patterns.get(key, {})
        forms = {
            _clean(styles[style][count].replace("{0}", ""))
            for style in ("long", "short")
            if style in styles
            for count in COUNTS
            if count in styles[style]
        }
        forms = {f for f in forms if len(f) > 2}  # shorter ones stand, with their case, in `und`
        if forms:
            lines.append(f"{_quoted(symbol)} = [{', '.join(_quoted(f) for f in sorted(forms))}]")
    return "\n".join(lines) + "\n"


def _currencies(code: str) -> str:
    data = Locale.parse(code)._data
    names, plurals = data["currency_names"], data["currency_names_plural"]
    lines = ["\n[currencies]"]
    for currency in sorted(names):
        forms = {_clean(names[currency])}
        if currency in plurals:
            forms |= {_clean(plurals[currency][count]) for count in COUNTS if count in plurals[currency]}
        forms = {f for f in forms if "(" not in f and not any(c.isdigit() for c in f)} - {""}
        if forms and (currency[0] != "X" or currency in MONEY):
            lines.append(f"{currency} = [{', '.join(_quoted(f) for f in sorted(forms))}]")
    return "\n".join(lines) + "\n"


def _clean(form: str) -> str:
    return bare(fold(re.sub(r"\s+", " ", form.replace("\u200e", "").replace("\u200f", "")).strip()))


def _quoted(form: str) -> str:
    return '"' + form.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    sys.exit(main())
