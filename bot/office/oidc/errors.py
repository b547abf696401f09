"""Why a sign-in by the service is refused, in the words of the person who wanted to get in."""

from __future__ import annotations

from bot.office.errors import OfficeError

AGAIN = "Gehen Sie zur Anmeldung und beginnen Sie noch einmal."

REASONS = {
    "unknown": f"Diese Anmeldung wurde nicht in diesem Browser begonnen, oder sie dauerte zu lange. {AGAIN}",
    "declined": f"Der Anmeldedienst hat die Anmeldung abgelehnt. {AGAIN}",
    "issuer": "Die Antwort kommt von einem anderen Anmeldedienst als dem, der gefragt wurde.",
    "unreachable": "Der Anmeldedienst ist gerade nicht erreichbar. Versuchen Sie es später noch einmal.",
    "metadata": "Der Anmeldedienst beschreibt sich selbst nicht so, wie er hier eingerichtet ist.",
    "code": f"Der Anmeldedienst hat den Anmeldecode nicht angenommen. {AGAIN}",
    "signature": "Der Ausweis, den der Anmeldedienst ausgestellt hat, ist nicht gültig unterschrieben.",
    "expired": f"Der Ausweis, den der Anmeldedienst ausgestellt hat, ist abgelaufen. {AGAIN}",
    "audience": "Der Ausweis, den der Anmeldedienst ausgestellt hat, ist für ein anderes Programm bestimmt.",
    "nonce": f"Der Ausweis, den der Anmeldedienst ausgestellt hat, gehört zu einer anderen Anmeldung. {AGAIN}",
    "claims": "Der Ausweis, den der Anmeldedienst ausgestellt hat, ist unvollständig oder fehlerhaft.",
    "stale": "Der Anmeldedienst hat Ihr Passwort nicht noch einmal verlangt; so bestätigt er die Anmeldung nicht.",
    "other_person": "Beim Anmeldedienst ist eine andere Person angemeldet als hier.",
    "unverified": "Der Anmeldedienst bestätigt Ihre E-Mail-Adresse nicht; ohne das wird kein Konto zugeordnet.",
    "no_account": "Für Sie gibt es hier kein Konto. Die Verwaltung der Redaktion legt es an.",
    "no_role": "Der Anmeldedienst nennt für Sie keine Rolle, die es hier gibt. Wer Rollen vergibt, ist die Verwaltung.",
    "disabled": "Ihr Konto ist abgeschaltet.",
    "busy": "Gerade melden sich sehr viele an. Versuchen Sie es in einigen Minuten noch einmal.",
}
"""By the key that stands in the audit log."""


class ServiceError(OfficeError):
    """A sign-in by the service that is refused; `reason` is one of REASONS, `detail` for the audit log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        status = 503 if reason in ("unreachable", "busy") else 403
        super().__init__(status, "Die Anmeldung hat nicht geklappt.", REASONS[reason])
        self.reason, self.detail = reason, detail
