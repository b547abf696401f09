"""Why a case failed, in sentences that its keeper can act on; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.events import Outcome
from evaluation import metrics
from evaluation.outputs import Output
from evaluation.report import words

Titles = Mapping[str, str]
"""Page id -> title, as far as the answers of the run name it."""


def reasons(output: Output, titles: Titles) -> tuple[str, ...]:
    """A sentence or two for each thing that is wrong with a case, in the order of `metrics.FAILURES`."""
    return tuple(_SAID[failure](output, titles) for failure in metrics.failures(output))


def named(page_id: str, titles: Titles) -> str:
    """A page as people call it: its title with the id, or the id alone."""
    return f"„{titles[page_id]}“ ({page_id})" if page_id in titles else page_id


def titles_of(outputs: Iterable[Output]) -> dict[str, str]:
    """The titles that the answers of a run name."""
    documents = [output.document for output in outputs if output.document]
    return {named.page_id: named.title for found in documents for named in (*found.choices, *found.sources)}


def cited(output: Output) -> tuple[str, ...]:
    """The pages that an answer cites, each once."""
    return tuple(dict.fromkeys(source.page_id for source in output.document.sources)) if output.document else ()


def _failed(output: Output, titles: Titles) -> str:
    return f"Das Programm brach die Antwort mit einem Fehler ab: {output.error}"


def _outcome(output: Output, titles: Titles) -> str:
    if not output.case.answerable:
        return _wrongly_answered(output, titles) if metrics.kept(output) else _other_refusal(output)
    if not metrics.kept(output):
        return _wrongly_refused(output, titles)
    if metrics.outcome(output) == Outcome.CLARIFY:
        return "Der Chatbot fragt zurück, obwohl die Frage eindeutig ist."
    return "Der Chatbot antwortet sofort, obwohl die Frage mehrere Leistungen meinen kann und er zurückfragen soll."


def _wrongly_answered(output: Output, titles: Titles) -> str:
    pages = cited(output) or (tuple(page for page, _ in output.retrieval.kept[:1]) if output.retrieval else ())
    said = " und ".join(named(page, titles) for page in pages)
    return (
        f"Die Frage darf nicht beantwortet werden ({words.kind(output.case.kind)}). "
        f"Der Chatbot hielt die Seite {said or 'einer anderen Leistung'} für passend.{_sureness(output)}"
    )


def _other_refusal(output: Output) -> str:
    wanted, got = words.outcome(output.case.outcome), words.outcome(metrics.outcome(output))
    return f"Der Chatbot gibt zu Recht keine Auskunft, aber mit dem falschen Hinweis: „{got}“ statt „{wanted}“."


def _wrongly_refused(output: Output, titles: Titles) -> str:
    got = words.outcome(metrics.outcome(output))
    where = f" {_where(output, titles)}" if output.case.pages else ""
    return f"Die Frage soll beantwortet werden, wurde aber abgelehnt („{got}“).{where}{_sureness(output)}"


def _sureness(output: Output) -> str:
    probability = output.signals.get("probability")
    return (
        f" Geschätzte Sicherheit, dass sie beantwortbar ist: {words.percent(round(probability, 2))}."
        if probability
        else ""
    )


def _source(output: Output, titles: Titles) -> str:
    pages = " und ".join(named(page, titles) for page in cited(output))
    instead = f"Zitiert wird {pages}" if pages else "Keine der richtigen Seiten wird angeboten"
    return f"{instead}{' statt einer der richtigen Seiten' if pages else ''}. {_where(output, titles)}"


def _where(output: Output, titles: Titles) -> str:
    """At which step the right page was lost."""
    places = {stage: metrics.rank(output, stage) for stage in ("dense", "lexical", "fused", "kept")}
    fused, kept = places["fused"], places["kept"]
    if output.retrieval is None:
        return "Gesucht wurde nicht."
    if fused is None:
        return _not_found(places["dense"], places["lexical"])
    if kept is None:
        return f"Die richtige Seite stand auf Platz {fused}, wurde aber nicht zum Zitieren zugelassen."
    if kept == 1:
        return "Die richtige Seite stand auf Platz 1; ihre Sätze passten dem Chatbot weniger als andere."
    first = output.retrieval.kept[0][0]
    before = "die zitierte" if first in cited(output) else named(first, titles)
    return f"Die richtige Seite stand auf Platz {kept}, davor {before}."


def _not_found(dense: int | None, lexical: int | None) -> str:
    parts = [
        f"allein nach {what} auf Platz {place}"
        for what, place in (("Bedeutung", dense), ("Wortlaut", lexical))
        if place
    ]
    if parts:
        return f"Die richtige Seite stand {' und '.join(parts)}, zusammen aber nicht unter den ersten zehn."
    return "Die richtige Seite stand nach keiner der beiden Suchen unter den ersten zehn; oft fehlt ein Wort der Frage."


def _facts(output: Output, titles: Titles) -> str:
    missing = [fact for fact, found in metrics.present(output) if not found]
    quoted = " und ".join(f"„{fact}“" for fact in missing)
    from_right = output.case.pages and set(cited(output)) & set(output.case.pages)
    but = ", obwohl die richtige Seite zitiert wird" if from_right else ""
    return f"In der Antwort {'fehlt' if len(missing) == 1 else 'fehlen'} {quoted}{but}."


def _forbidden(output: Output, titles: Titles) -> str:
    quoted = " und ".join(f"„{fact}“" for fact in metrics.forbidden(output))
    return f"Die Antwort enthält {quoted}, was sie nicht enthalten darf."


def _citation(output: Output, titles: Titles) -> str:
    if not all(output.standing):
        return "Ein Zitat steht nicht wörtlich in der Seite, aus der es stammen soll."
    return "Ein Satz der Antwort steht nicht in der Quelle, auf die er verweist, oder verweist auf keine."


def _language(output: Output, titles: Titles) -> str:
    got = words.language(output.document.language) if output.document else "keiner Sprache"
    return f"Geantwortet wurde auf {got} statt auf {words.language(output.case.language)}."


_SAID: Mapping[str, Callable[[Output, Titles], str]] = {
    "failed": _failed,
    "outcome": _outcome,
    "source": _source,
    "facts": _facts,
    "forbidden": _forbidden,
    "citation": _citation,
    "language": _language,
}
