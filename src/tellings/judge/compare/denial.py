"""Compare denials: what one voice denies and another asserts, of the same deed and the same persons or things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .voices import statements, voice

_DEEDS = frozenset(
    {"attack", "kill", "injure", "damage", "destroy", "shoot", "invade", "arrest", "explode", "agree", "sign", "resign",
     "infect", "pay", "withdraw", "ban", "accuse", "launch", "buy", "sell", "warn", "pollute"}
)  # fmt: skip
_LEAST_COMMON = 2  # names and concepts, beside the deed, that denial and assertion share


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each denial that some other report's voice stands against."""
    by_deed: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if _asserts(told):
            for deed in told.labels("frames") & _DEEDS:
                by_deed[deed].append(told)
    for told in case.told:
        if not _denies(told) or told.labels("intent"):
            continue  # a denied intent is told in `intent`
        for deed in sorted(told.labels("frames") & _DEEDS):
            against = _against(told, by_deed[deed])
            if against:
                yield _dispute(told, against, deed)


def _denies(told: Told) -> bool:
    """Somebody denies a deed: with a word of denial, or plainly in the negative."""
    negative = told.statement.polarity == "negative"
    if "deny" in told.labels("frames"):
        return not negative
    return negative and told.statement.voice == "attributed"


def _asserts(told: Told) -> bool:
    return "deny" not in told.labels("frames") and told.statement.polarity == "positive"


def _keys(told: Told) -> frozenset[str]:
    names = frozenset(m.entity for m in told.statement.mentions if m.entity)
    return names | told.labels("concepts")


def _against(denial: Told, asserted: Sequence[Told]) -> list[Told]:
    """The assertions by other voices that share most with the denial, of which at least one stands in another report."""
    source = _keys(denial)
    common = [(len(_keys(t) & source), t) for t in asserted if voice(t) != voice(denial)]
    most = max((n for n, _ in common), default=0)
    if most < _LEAST_COMMON:
        return []
    found = [t for n, t in common if n == most]
    return found if any(t.report.id != denial.report.id for t in found) else []


def _dispute(denial: Told, against: Sequence[Told], deed: str) -> Dispute:
    return Dispute(
        kind="denial",
        about=against[0].statement.text,
        state="conflict",
        sides=(
            Side(value=against[0].statement.text[:_SHOWN], statements=statements(against)),
            Side(value=denial.statement.text[:_SHOWN], statements=(denial.statement.id,)),
        ),
        confidence=0.5,
        findings=(finding("denial", f"asserted | denied: {deed}", against[0], denial),),
    )


_SHOWN = 120
