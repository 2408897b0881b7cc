"""The shared stories are read as they stand; skipped where they are not beside the checkout."""

from pathlib import Path

import pytest

from tellings.clean import clean
from tellings.read import read

STORIES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "stories"


@pytest.mark.skipif(not STORIES.is_dir(), reason="the shared stories are not beside this checkout")
@pytest.mark.parametrize(("story", "count", "langs"), [("krefeld_zoo", 10, "de en es"), ("jakarta_floods", 9, "en es")])
def test_a_story_is_one_report_a_file_with_outlet_language_and_date(story: str, count: int, langs: str) -> None:
    found = read([STORIES / story])
    assert found.failures == ()
    assert [Path(r.path or "").name for r in found.reports] == [f"{n:02d}.json" for n in range(1, count + 1)]
    reports = [clean(raw) for raw in found.reports]
    assert sorted({r.lang for r in reports}) == langs.split()
    assert all(r.outlet and "." in r.outlet for r in reports)
    assert all(r.anchor.value == r.published for r in reports)
    for raw, report in zip(found.reports, reports, strict=True):
        lost = sum(cut.stop - cut.start for cut in report.removed)
        assert lost <= 0.15 * len(raw.body)
