"""Every pack passes its own cases, and every declared capability has some."""

import pytest

from tellings.cases import CHECKED, check_pack
from tellings.lang import available, load_pack


@pytest.mark.parametrize("capability", CHECKED)
@pytest.mark.parametrize("code", available())
def test_pack_passes_its_cases(code: str, capability: str) -> None:
    pack = load_pack(code)
    if not pack.has(capability):
        pytest.skip(f"{code} declares no {capability}")
    assert [c.what for c in check_pack(pack, capabilities=[capability])] == []
