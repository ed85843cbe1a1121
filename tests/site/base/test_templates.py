"""What holds for every template of every app: nothing inline, nothing foreign, every text for the catalogs."""

import gzip
import re
from pathlib import Path

import pytest

SITE = Path(__file__).parents[3] / "src" / "kopri" / "site"
STATIC = SITE / "base" / "static" / "base"
TEMPLATES = sorted(SITE.glob("*/templates/**/*.*"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
WITHOUT_CATALOG = {"components.html"}

INLINE_STYLE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
STYLE_ELEMENT = re.compile(r"<style\b", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
FOREIGN = re.compile(
    r"""<(?:link|script|img|iframe|form|source|object|use)\b[^>]*\b(?:src|href|action|data)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE
)
UNTRIMMED = re.compile(r"{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)")
OLD_TAGS = re.compile(r"{%\s*(?:trans|blocktrans)\s")
BARE_WORDS = re.compile(r">\s*([A-Za-z][a-z]+(?:\s+[a-z]+)+)[^<{]*<")


def name(path: Path) -> str:
    return str(path.relative_to(SITE))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_template_has_nothing_inline_and_nothing_foreign(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for pattern in (INLINE_STYLE, STYLE_ELEMENT, INLINE_SCRIPT, HANDLER, FOREIGN):
        found = pattern.search(text)
        assert found is None, f"{name(path)}: {found.group() if found else ''}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_texts_for_the_catalogs_are_trimmed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not UNTRIMMED.search(text), f"{name(path)}: a blocktranslate without trimmed"
    assert not OLD_TAGS.search(text), f"{name(path)}: use translate and blocktranslate"


@pytest.mark.parametrize("path", [path for path in PAGES if path.name not in WITHOUT_CATALOG], ids=name)
def test_no_words_stand_outside_the_catalogs(path: Path) -> None:
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = BARE_WORDS.search(text)
    assert found is None, f"{name(path)}: “{found.group(1) if found else ''}”"


def classes_in(text: str) -> set[str]:
    """The classes a template gives outright, not those it computes."""
    found: set[str] = set()
    for given in re.findall(r'\sclass="([^"]*)"', re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", " ", text)):
        found |= {word for word in given.split() if re.fullmatch(r"[a-z][a-z0-9-]*", word)}
    return found


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_class_is_in_a_style_sheet(path: Path) -> None:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in SITE.glob("*/static/*/*.css"))
    defined = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", sheets))
    assert classes_in(path.read_text(encoding="utf-8")) <= defined


def packed(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / one).read_bytes(), 9)) for one in names)


def test_the_first_load_is_small() -> None:
    assert packed("kopri.css") <= 20 * 1024
    assert packed("kopri.js", "htmx.min.js") <= 25 * 1024
    assert packed("kopri.css", "kopri.js", "htmx.min.js", "favicon.svg") <= 60 * 1024


def test_no_stylesheet_or_script_calls_another_host() -> None:
    for one in ("kopri.css", "kopri.js"):
        assert not re.search(r"@import|url\(|https?://", (STATIC / one).read_text(encoding="utf-8"))


def test_htmx_carries_its_licence() -> None:
    assert "BSD" in (STATIC / "htmx.LICENSE.txt").read_text(encoding="utf-8")


def test_the_stylesheet_has_its_layers_and_modes() -> None:
    css = (STATIC / "kopri.css").read_text(encoding="utf-8")
    assert "@layer tokens, base, components;" in css
    for mode in ("prefers-color-scheme: dark", "@media print", "prefers-reduced-motion", ":focus-visible"):
        assert mode in css


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] if len(colour) == 7 else [int(c * 2, 16) / 255 for c in colour[1:]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens(mode: str) -> dict[str, str]:
    """The colours of the light or dark mode. Contrast after WCAG 2.2, 1.4.3."""
    css = (STATIC / "kopri.css").read_text(encoding="utf-8")
    part = (
        css[: css.index("@media screen and (prefers-color-scheme: dark)")]
        if mode == "light"
        else css[css.index("@media screen and (prefers-color-scheme: dark)") :]
    )
    return dict(re.findall(r"(--[a-z-]+\d?): (#[0-9a-f]{3,6});", part[: part.index("@layer base")] if mode == "dark" else part))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--paper", "--card", "--sunk"])
@pytest.mark.parametrize("ink", ["--ink", "--soft", "--accent", "--gold", "--red", "--blue"])
def test_words_stand_out_from_their_ground(mode: str, ground: str, ink: str) -> None:
    colours = tokens(mode)
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
