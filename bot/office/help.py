"""What the form says beside each field: what belongs there, with an example."""

from __future__ import annotations

HELP: dict[str, str] = {
    "title": "So, wie Bürgerinnen und Bürger das Anliegen nennen. Beispiel: Reisepass beantragen",
    "kind": "Leistung: etwas, das man beantragt oder erledigt. Information: alles andere, auch eine Stelle.",
    "scope": "Für wen die Seite gilt (Amtlicher Regionalschlüssel). Lassen Sie ihn bei Seiten Ihrer Stadt, wie er ist.",
    "keywords": "Eins je Zeile: Wörter, die man sagt und die nicht im Titel stehen. Beispiel: Perso, umgezogen",
    "office": "Wählen Sie die Stelle; ihre Anschrift und Öffnungszeiten stehen nur auf deren eigener Seite.",
    "office_name": "Beispiel: Bürgerbüro Musterstadt",
    "office_address": "Straße, Hausnummer, Postleitzahl, Ort. Beispiel: Rathausplatz 1, 99999 Musterstadt",
    "office_phone": "Mit Vorwahl. Beispiel: 069 90009-100",
    "office_hours": "Beispiel: Mo bis Fr 8:00–12:00 Uhr, Do auch 14:00–18:00 Uhr",
    "office_appointment_url": "Adresse der Terminvergabe, wenn es eine gibt.",
    "online": "Wo man die Leistung online erledigt: wie der Dienst heißt und seine Adresse.",
    "legal_basis": "Eine Norm je Zeile. Beispiel: § 16 Abs. 2 SGB I",
    "leika": "14 Ziffern, beginnt mit 99; eine Leistung kann mehrere haben. Beispiel: 99085001000000",
    "forms": "Formulare zum Herunterladen: Name und Adresse. Leere Zeilen entfallen.",
    "links": "Weitere Seiten, die helfen: Name und Adresse. Leere Zeilen entfallen.",
    "valid_from": "Erst ab diesem Tag wird aus der Seite geantwortet. Leer: sofort.",
    "valid_until": "Nach diesem Tag wird nicht mehr aus ihr geantwortet. Leer: unbefristet.",
    "review_due": "Wann jemand nachsieht, ob noch alles stimmt. Danach rückt die Seite nach hinten und sagt es.",
    "url": "Adresse der Seite auf der Website der Stadt; dorthin führt die Quellenangabe.",
    "licence": "Unter welcher Lizenz der Text steht, wenn das bekannt ist.",
    "sections": "Jeder Satz wird einzeln zitiert und muss für sich verständlich sein: „Der Reisepass kostet 70,00 "
    "Euro.“ statt „Er kostet 70,00 Euro.“",
    "text": "Eine Liste: jede Zeile beginnt mit „- “. Eine Leerzeile trennt Absätze. Text aus Word oder von einer "
    "Webseite können Sie einfügen; er wird gereinigt.",
    "note": "Ein Satz für die Person, die prüft, und für den Verlauf. Beispiel: Neue Gebühr ab 1. Dezember",
}
"""By the field's name."""
