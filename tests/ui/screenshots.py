"""Every page at three widths and two sizes of letters: ``python tests/ui/screenshots.py [FOLDER]``.

Over the shipped documents, whose index is built once under ``FOLDER/home``. ``--readme`` only makes the few of the README.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from policyqa.api import PolicyQA
from policyqa.settings import Settings
from policyqa.ui.app import build, start

WIDTHS = {"desk": (1440, 900), "tablet": (768, 1024), "phone": (375, 812)}
LETTERS = ("normal", "elder")


def example(page: Page) -> None:
    """An answer: the first example of the page."""
    page.locator(".welcome [data-ask]").first.click()
    page.locator(".turn .card:not(.pending)").wait_for()
    page.wait_for_timeout(1500)


def original(page: Page) -> None:
    """The original beside it."""
    example(page)
    page.locator(".sources .chip").first.click()
    page.locator("#reader mark").first.wait_for()


def refusal(page: Page) -> None:
    """A question that no document answers."""
    page.locator("#question textarea").fill("火星上能开养老院吗？")
    page.keyboard.press("Enter")
    page.locator(".card.refused").wait_for()


def checked(page: Page) -> None:
    """The form's results, once the first choices of the first topic are made."""
    for field in page.locator(".topic[open] fieldset").all()[1:4]:
        field.locator("label").nth(1).click()
    page.locator("#check").click()
    page.locator(".entitled").first.wait_for()


def reading(page: Page) -> None:
    """The first document."""
    page.locator(".policy a").first.click()
    page.locator(".clause").first.wait_for()


def nothing(page: Page) -> None:
    """The page as it opens."""


SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "ask": ("/", nothing),
    "answer": ("/", example),
    "original": ("/", original),
    "refusal": ("/", refusal),
    "benefits": ("/?view=benefits", nothing),
    "entitled": ("/?view=benefits", checked),
    "duties": ("/?view=duties", nothing),
    "policies": ("/?view=policies", nothing),
    "document": ("/?view=policies", reading),
    "evaluation": ("/?view=evaluation", nothing),
}
#: Scene and width of the README's pictures.
README = (("original", "desk"), ("original", "phone"), ("entitled", "phone"))


def shoot(
    browser: Browser, url: str, folder: Path, *, scene: str, width: str, letters: str, quality: int | None = None
) -> None:
    """One picture: PNG, or JPEG of a quality."""
    x, y = WIDTHS[width]
    page = browser.new_page(viewport={"width": x, "height": y}, locale="zh-CN")
    page.add_init_script(f"localStorage.setItem('policyqa-letters', '{letters}')")
    address, act = SCENES[scene]
    page.goto(url + address)
    page.locator("html[data-ready]").wait_for(state="attached")
    act(page)
    page.wait_for_timeout(500)
    name = f"{scene}-{width}" + ("" if letters == "normal" else f"-{letters}")
    path = folder / f"{name}.{'jpg' if quality else 'png'}"
    page.screenshot(path=path, quality=quality, type="jpeg" if quality else "png")
    page.close()


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("--home", type=Path, help="a state folder with an index")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no chromium on this machine: apt-get install chromium fonts-noto-cjk")
    options.folder.mkdir(parents=True, exist_ok=True)
    qa = PolicyQA(Settings.load(home=options.home or options.folder / "home"))
    qa.sync()
    page = build(qa)
    url = start(page, qa).rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if options.readme:
            for scene, width in README:
                shoot(browser, url, options.folder, scene=scene, width=width, letters="normal", quality=55)
        else:
            for scene in SCENES:
                for width in WIDTHS:
                    for letters in LETTERS:
                        shoot(browser, url, options.folder, scene=scene, width=width, letters=letters)
        browser.close()
    page.close(verbose=False)
    qa.close()


if __name__ == "__main__":
    main()
