"""A town to measure on: its pages and its live version, made once and found again by the next run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT, Settings
from corpus.folder import file_name
from corpus.page import Page, write
from evaluation.bench.pages import pages
from indexes.build import Built, Inputs, build
from indexes.embed import Embedder

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Town:
    """A folder with `pages` and `versions`."""

    folder: Path
    made: list[Page]

    @classmethod
    def of(cls, folder: Path, passages: int) -> Town:
        """The town of that many passages below `folder`; its pages are written unless they stand there already."""
        town = cls(folder, pages(passages))
        town.pages.mkdir(parents=True, exist_ok=True)
        texts = {file_name(page.id): write(page) for page in town.made}
        for file in town.pages.iterdir():
            if file.name not in texts:
                file.unlink()
        for name, text in texts.items():
            file = town.pages / name
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.write_text(text, encoding="utf-8")
        return town

    @property
    def pages(self) -> Path:
        """The folder of the pages."""
        return self.folder / "pages"

    @property
    def versions(self) -> Path:
        """The folder of the index versions."""
        return self.folder / "versions"

    def build(self, embedder: Embedder, progress: Progress) -> Built:
        """Its live version, and no other; there is nothing to do when it was built before."""
        built = self.build_into(self.versions, embedder, progress)
        for folder in self.versions.glob("[0-9a-f]*"):
            if folder.is_dir() and folder.name != built.id:
                shutil.rmtree(folder)
        return built

    def build_into(self, versions: Path, embedder: Embedder, progress: Progress) -> Built:
        """The live version of another folder of versions, with an embedding cache of its own."""
        words, matters = ROOT / "corpus" / "synonyms.toml", ROOT / "corpus" / "matters.toml"
        return build(Inputs(self.pages, words, versions, embedder, matters=matters), progress)

    def copy(self, folder: Path) -> Town:
        """The same town elsewhere, to be changed there."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(".open-*", ".building-*", ".lock"))
        return Town(folder, self.made)

    def settings(self, model_folder: Path) -> Settings:
        """A bot's settings for it, on a free port."""
        return Settings.load(
            pages=self.pages, versions=self.versions, data=self.folder / "var", model_folder=model_folder, port=0
        )
