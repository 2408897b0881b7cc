"""Compare denials: what one voice denies and another asserts, of the same deed and the same persons or things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .voices import statements, voice

_DEEDS = frozenset(
    {"attack", "kill", "injure", "damage", "destroy", "shoot", "invade", "arrest", "explode", "agree", "sign", "resign",
     "infect", "pay", "withdraw", "ban", "launch", "buy", "sell", "warn", "pollute"}
)  # fmt: skip
_LEAST_COMMON = 2  # names and concepts, beside the deed, that denial and assertion share


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each denial that some other report's voice stands against."""
    by_deed: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if _asserts(told):
            for deed in told.labels("frames") & _DEEDS:
                by_deed[deed].append(told)
    for deed in sorted(by_deed):
        asserted: list[Told] = []
        denied: list[Told] = []
        for told in case.told:
            # a denied intent is told in `intent`
            if deed in told.labels("frames") and _denies(told) and not told.labels("intent"):
                against = _against(told, by_deed[deed])
                asserted += against
                denied += [told] if against else []
        if len({t.report.id for t in (*asserted, *denied)}) > 1:
            yield _dispute(_in_order(denied, case), _in_order(asserted, case), deed)


def _in_order(told: Sequence[Told], case: Case) -> list[Told]:
    wanted = {t.statement.id for t in told}
    return [t for t in case.told if t.statement.id in wanted]


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
    """The assertions by other voices that share enough with the denial; less is enough where a word of denial stands."""
    source = _keys(denial)
    least = 1 if "deny" in denial.labels("frames") else _LEAST_COMMON
    return [t for t in asserted if voice(t) != voice(denial) and len(_keys(t) & source) >= least]


def _dispute(denied: Sequence[Told], asserted: Sequence[Told], deed: str) -> Dispute:
    return Dispute(
        kind="denial",
        about=asserted[0].statement.text,
        state="conflict",
        sides=(
            Side(value=asserted[0].statement.text[:_SHOWN], statements=statements(asserted)),
            Side(value=denied[0].statement.text[:_SHOWN], statements=statements(denied)),
        ),
        confidence=0.5,
        findings=(finding("denial", f"asserted | denied: {deed}", asserted[0], denied[0]),),
        topic=deed,
    )


_SHOWN = 120
