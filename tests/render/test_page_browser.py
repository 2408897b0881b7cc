"""The page in a real browser, from disk: clicks, keys, phone width, hostile text, downloads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tellings.records import Dossier
from tellings.render import to_html, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(small: Dossier, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("page") / "small.html", to_html(small)).as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from _opened(browser, address)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from _opened(browser, address, viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True)


def _opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", **options)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "blob:", "data:")) else None)  # fmt: skip
    page.goto(address)
    yield page
    context.close()
    assert wrong == [], "no error, no dialog, no request to the network"


def _statement(small: Dossier, words: str) -> str:
    return next(s.id for s in small.statements if words in s.text)


def test_opens_from_disk_with_all_sections(page: Page) -> None:
    assert page.title().endswith("Tellings")
    assert page.locator("main > section").count() == 12
    assert page.locator("#panel").is_hidden()


def test_a_click_on_a_cell_shows_the_sentence_in_its_place(page: Page, small: Dossier) -> None:
    name = _statement(small, "сел на мель у Порт-Сель во вторник")
    page.locator(f".cells [data-s='{name}']").click()
    first = page.locator("#panel .place").first
    assert first.locator("mark.here").inner_text() == next(s.text for s in small.statements if s.id == name)
    assert "Северный причал" in first.locator("h3").inner_text()
    assert "администрация порта ← Инес Варро" in " ".join(first.locator(".chain").inner_text().split())
    assert "Судовладелец отрицает" in first.inner_text(), "the next line of the report stands around it"
    others = page.locator("#panel .place:not(:first-of-type) mark.here").all_inner_texts()
    assert others == [
        "The ferry Alma ran aground off Port Sel on Tuesday night, the harbour authority said.",
        "The ferry Alma ran aground off Port Sel on Tuesday night.",
    ]


def test_a_report_of_html_and_script_is_shown_as_text(page: Page) -> None:
    page.locator("#r-rep-paper0000002 > summary").click()
    text = page.locator("#text-rep-paper0000002")
    assert '<script>document.body.innerHTML = "owned"</script><img src=x onerror=alert(1)>' in text.inner_text()
    assert text.locator("script, img").count() == 0
    assert page.locator("body").inner_text() != "owned"
    text.locator("mark", has_text="<script>").click()
    assert "<script>" in page.locator("#panel mark.here").inner_text()
    assert page.locator("#panel script, #panel img").count() == 0


def test_keyboard_alone_will_do(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    first = page.locator(".cells .q").first
    first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", "focus is visible"
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.s")
    assert second != first.get_attribute("data-s")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.s") == second
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "panel-close"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)"), (
        "focus stays in the panel"
    )
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.dataset.s") == second, "focus goes back to where it came from"


def test_arrows_walk_through_a_text(page: Page) -> None:
    text = page.locator("#text-rep-wire00000001")
    assert text.locator("mark[tabindex='0']").count() == 1, "one tab stop a text"
    text.locator("mark[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("“Forty people")
    page.keyboard.press("Enter")
    assert page.locator("#panel mark.here").first.inner_text().startswith("“Forty people")


def test_links_open_what_is_folded_away(page: Page, small: Dossier) -> None:
    name = _statement(small, "намеренно увели")
    assert page.locator("#r-rep-russian00003").get_attribute("open") is None
    page.evaluate("name => { location.hash = name; }", name)
    page.reload()
    assert page.locator(f"mark[id='{name}']").is_visible()


def test_phone_width_needs_no_sideways_scrolling(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.locator(".cells .q").first.tap()
    panel = phone.locator("#panel").bounding_box()
    assert panel is not None
    assert panel["width"] <= 375
    assert phone.locator("#panel mark.here").first.is_visible()


def test_right_to_left_text_runs_from_the_right(page: Page, small: Dossier) -> None:
    name = _statement(small, "إينيس فارو إن 40")
    quote = page.locator(f".cells [data-s='{name}']")
    assert quote.evaluate("node => getComputedStyle(node).direction") == "rtl"
    page.locator("#r-rep-arabic000004 > summary").click()
    assert page.locator("#text-rep-arabic000004 p").first.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_corrections_are_downloaded_as_documented(page: Page, small: Dossier) -> None:
    name = _statement(small, "сел на мель у Порт-Сель во вторник")
    page.locator(f".cells [data-s='{name}']").click()
    first = page.locator("#panel .place").first
    first.get_by_role("button", name="Not in this row").click()
    first.get_by_role("button", name="Attribution is wrong").click()
    page.keyboard.press("Escape")
    boxes = page.locator("input.join")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.locator("#corrections-join").click()
    with page.expect_download() as waiting:
        page.locator("#corrections-save").click()
    path = waiting.value.path()
    rows = {r.id: r.statements for r in small.rows}
    assert json.loads(Path(path).read_bytes()) == {
        "tellings-corrections": "1",
        "split": [[name]],
        "join": [sorted([rows["row-ran"][0], rows["row-cause"][0]])],
        "attribution": [{"statement": name, "verdict": "wrong"}],
    }


def test_a_lone_statement_can_be_joined_to_a_row(page: Page, small: Dossier) -> None:
    alone = _statement(small, "Rescuers counted")
    page.locator("#only summary", has_text="Courier").click()
    page.locator(f"#only [data-s='{alone}']").first.click()
    page.locator("#panel").get_by_role("button", name="Join its row with others").click()
    page.keyboard.press("Escape")
    page.locator("input.join").nth(1).check()
    page.locator("#corrections-join").click()
    assert page.locator("#corrections-told").inner_text() == "1 to join"
    page.locator("#corrections-clear").click()
    assert page.locator("#corrections").is_hidden()


def test_corrections_are_what_the_pipeline_reads(page: Page, small: Dossier, tmp_path: Path) -> None:
    from tellings.corrections import load_corrections

    page.locator(".cells .q").first.click()
    page.locator("#panel").get_by_role("button", name="Not in this row").first.click()
    with page.expect_download() as waiting:
        page.locator("#corrections-save").click()
    path = tmp_path / "corrections.json"
    waiting.value.save_as(path)
    assert len(load_corrections(path).split) == 1


def test_a_quotation_is_copied_as_a_citation(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.locator(".cells .q").first.click()
    page.get_by_role("button", name="Copy as citation").first.click()
    page.wait_for_function("document.getElementById('told').textContent !== ''")
    assert page.locator("#told").inner_text() == "Citation copied"
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    for part in ("“The ferry Alma ran aground", "Corrie Wire", "2031-03-05T06:10+00:00", ":~:text=", "sha256"):
        assert part in copied
