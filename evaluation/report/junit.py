"""A run as JUnit XML, as CI systems show it: a suite for each question set, a test case for each case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evaluation import metrics
from evaluation.outputs import Output, Recorded
from evaluation.report.reasons import Titles, cited, reasons, titles_of
from evaluation.report.rows import printable


def write(recorded: Recorded, path: Path) -> None:
    """Write a run as JUnit XML."""
    path.write_bytes(xml_bytes(recorded))


def xml_bytes(recorded: Recorded) -> bytes:
    """`testsuites` with the failures of each case as messages; a case that broke off is an error."""
    root = Element("testsuites", name=f"auskunft {recorded.run.index_version}")
    titles = titles_of(recorded.outputs)
    for name in dict.fromkeys(output.case.set for output in recorded.outputs):
        root.append(_suite(name, [output for output in recorded.outputs if output.case.set == name], titles))
    _count(root, list(recorded.outputs))
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _suite(name: str, outputs: Sequence[Output], titles: Titles) -> Element:
    suite = Element("testsuite", name=printable(name))
    _count(suite, outputs)
    suite.extend(_case(output, titles) for output in outputs)
    return suite


def _count(element: Element, outputs: Sequence[Output]) -> None:
    element.set("tests", str(len(outputs)))
    element.set("failures", str(sum(bool(metrics.failures(output)) and not output.error for output in outputs)))
    element.set("errors", str(sum(bool(output.error) for output in outputs)))
    element.set("time", f"{sum(_seconds(output) for output in outputs):.3f}")


def _case(output: Output, titles: Titles) -> Element:
    case = output.case
    element = Element(
        "testcase",
        classname=printable(case.set),
        name=printable(f"{case.id}: {case.question}"),
        time=f"{_seconds(output):.3f}",
    )
    if wrong := metrics.failures(output):
        told = printable(" ".join(reasons(output, titles)))
        failure = SubElement(element, "error" if output.error else "failure", type=",".join(wrong), message=told)
        failure.text = printable(_details(output))
    return element


def _details(output: Output) -> str:
    case = output.case
    lines = {
        "Frage": case.question,
        "Erwartet": ", ".join((case.outcome or "irgendeine Ablehnung", *case.pages, *case.facts)),
        "Zitiert": ", ".join(cited(output)) or "nichts",
        "Antwort": output.document.text if output.document else output.error or "keine (nur gesucht)",
    }
    return "\n".join(f"{name}: {text}" for name, text in lines.items())


def _seconds(output: Output) -> float:
    return (output.ms.answer if output.ms.answer is not None else output.ms.retrieval) / 1000
