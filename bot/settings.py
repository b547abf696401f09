"""All settings of the bot, from the environment; nothing else in `bot` reads it."""

from __future__ import annotations

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]


def inherited() -> dict[str, str]:
    """The environment for a command that this process starts."""
    return dict(os.environ)


class Settings(BaseSettings):
    """Each setting is read from AUSKUNFT_<NAME>; `python -m bot settings` prints what is in force."""

    model_config = SettingsConfigDict(env_prefix="AUSKUNFT_", frozen=True, extra="ignore")

    pages: Path = Field(
        default=ROOT / "corpus" / "pages", description="Folder of the pages, the only truth about content."
    )
    versions: Path = Field(default=ROOT / "indexes" / "versions", description="Folder of the index versions.")
    data: Path = Field(
        default=ROOT / "var",
        description="Folder for what the server itself writes: the journal, its keys, and private copies of the live "
        "version's store.",
    )
    model_folder: Path = Field(default=ROOT / ".cache" / "model", description="Folder of the prepared embedding model.")
    embedder: str = Field(
        default="onnx",
        description="Embedder: onnx, onnx:fp32, sentence-transformers:<name or folder>, openai:<base url>.",
    )
    embedder_key: SecretStr = Field(default=SecretStr(""), description="Key for an embedding server, if it wants one.")
    model: str = Field(
        default="extractive",
        pattern=r"^(extractive|openai:.+)$",
        description="What answers: extractive (sentences of the pages, no language model), or openai:<name>, a model "
        "of that name at any OpenAI-compatible server.",
    )
    model_url: str = Field(
        default="http://127.0.0.1:8080/v1",
        pattern=r"^https?://",
        description="Base address of the model server, up to and with /v1.",
    )
    model_key: SecretStr = Field(default=SecretStr(""), description="Key for the model server, if it wants one.")
    model_mode: Literal["select", "write"] = Field(
        default="select",
        description="What the model does: select sentences of the pages, which are quoted, or write its own, each of "
        "which must pass the gate.",
    )
    model_tokens: int = Field(
        default=3_000,
        ge=1_000,
        le=100_000,
        description="Most tokens that are sent to the model; with AUSKUNFT_MODEL_ANSWER_TOKENS they must fit into "
        "three quarters of its context.",
    )
    model_answer_tokens: int = Field(
        default=1_000,
        ge=100,
        le=32_000,
        description="Most tokens that the model may answer with; a model that thinks first needs more.",
    )
    model_first_seconds: float = Field(
        default=30.0, gt=0, le=300, description="How long to wait for the model's first sentence."
    )
    model_seconds: float = Field(default=60.0, gt=0, le=600, description="How long to wait for its whole answer.")
    model_parallel: int = Field(
        default=32, ge=1, le=1_000, description="Answers that the model makes at once; beyond, they are extractive."
    )
    scope: str = Field(
        default="",
        pattern=r"^\d{0,12}$",
        description="The municipality's regional key (Amtlicher Regionalschlüssel). Only pages whose scope is a prefix "
        "of it, and the federal ones (00), are searched. Empty: everything in the version, which must then hold one "
        "municipality only.",
    )
    municipality: str = Field(default="Musterstadt", description="The municipality's name, for titles and replies.")
    widget_folder: Path = Field(
        default=ROOT / "bot" / "municipalities",
        description="Folder with a TOML file for each municipality whose website holds the widget: name, colours, "
        "greeting, examples, contacts, and the websites that may embed it.",
    )
    language: str = Field(default="de", description="Language of replies where the question's cannot be told.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    threads: int = Field(default=2, ge=1, le=64, description="Threads for embedding and searching.")
    queue: int = Field(
        default=32, ge=1, le=10_000, description="Questions that may wait; further ones get 503 and Retry-After."
    )
    question_limit: int = Field(default=500, ge=50, le=5_000, description="Longest question, in characters.")
    body_limit: int = Field(default=65_536, ge=1_024, description="Largest request body, in bytes.")
    history_limit: int = Field(default=10, ge=0, le=50, description="Most earlier turns that a client may send.")
    questions_a_minute: int = Field(
        default=15,
        ge=0,
        description="Most questions of one conversation in a minute; further ones get 429. 0: any number.",
    )
    network_questions_a_minute: int = Field(
        default=15,
        ge=0,
        description="Most questions in a minute from one network (the /24 of IPv4, the /56 of IPv6), of which only a "
        "keyed hash is kept, in memory. 0: any number.",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses and networks, separated by commas, of the reverse proxies whose X-Forwarded-For is "
        "believed. Behind a proxy that is not named here all citizens count as one network.",
    )
    ping_seconds: float = Field(
        default=15.0, gt=0, le=60, description="Silence after which an event stream gives a sign of life."
    )
    privacy: Literal["full", "lite"] = Field(
        default="full", description="Pseudonymization: full, or lite without the name tagger (less memory, more leaks)."
    )
    privacy_seconds: float = Field(
        default=2.0, gt=0, le=30, description="Time limit for masking; beyond it nothing of the text is kept or sent."
    )
    public_names: Path | None = Field(
        default=None,
        description="TOML file with streets, phones, domains and names that are public and never masked, beside those "
        "of the offices on the pages.",
    )
    journal: SecretStr = Field(
        default=SecretStr("sqlite"),
        description="Where turns are kept, masked: sqlite (a file in the data folder), a postgresql+psycopg:// "
        "address, or off.",
    )
    journal_text_days: int = Field(
        default=30, ge=0, le=365, description="Days after which the texts of a turn are deleted; its counts stay."
    )
    journal_row_days: int = Field(
        default=365, ge=1, le=3_650, description="Days after which a turn without text is folded into daily counts."
    )
    journal_linking: bool = Field(
        default=False,
        description="Whether keyed tokens of masked details are kept, so that repeated cases can be told; the key "
        "rotates.",
    )
    journal_key_days: int = Field(
        default=90, ge=1, le=365, description="Days after which the key for linking is replaced and destroyed."
    )
    office: bool = Field(
        default=True, description="Whether the editors' pages are served at /office; who has no account gets nowhere."
    )
    office_database: SecretStr = Field(
        default=SecretStr("sqlite"),
        description="Where the office keeps accounts, sessions, audit log and jobs: sqlite (a file in the data "
        "folder), or a postgresql+psycopg:// address.",
    )
    office_body_limit: int = Field(
        default=33_554_432, ge=65_536, description="Largest request body of the office, in bytes: forms and uploads."
    )
    oidc_issuer: str = Field(
        default="",
        pattern=r"^(https://.+|http://(127\.0\.0\.1|localhost|\[::1\])([:/].*)?)?$",
        description="Address of an OpenID Connect service by which people sign in to the office, as the service itself "
        "names its issuer; empty: only accounts with a password kept here.",
    )
    oidc_client: str = Field(default="", description="The name under which that service knows this office (client_id).")
    oidc_secret: SecretStr = Field(default=SecretStr(""), description="The secret that goes with it, if it has one.")
    oidc_scopes: str = Field(
        default="openid email profile",
        pattern=r"^openid( [\w.:/-]+)*$",
        description="What is asked of that service, separated by blanks.",
    )
    oidc_name: str = Field(default="Anmeldedienst", description="What people call that service; stands on the button.")
    oidc_role_claim: str = Field(
        default="",
        description="Where the service names a person's roles, such as groups or realm_access.roles; empty: roles are "
        "given in the office.",
    )
    oidc_roles: str = Field(
        default="",
        pattern=r"^(\s*(editor|reviewer|qa|admin|auditor)\s*=\s*[^,=\s][^,=]*(,|$))*$",
        description="Which of its names mean which role: editor=redaktion,reviewer=freigabe.",
    )
    oidc_new_accounts: bool = Field(
        default=False,
        description="Whether somebody without an account gets one at the first sign-in by the service, in the roles "
        "that it names.",
    )
    four_eyes: bool = Field(
        default=True, description="Whether a change of a page needs the approval of a second person."
    )
    pages_remote: SecretStr = Field(
        default=SecretStr(""),
        description="Address of a git repository that every published change is pushed to, as a copy elsewhere.",
    )
    gate_questions: str = Field(
        default=str(ROOT / "evaluation" / "questions" / "dev.csv"),
        description="Question files, separated by commas, that a version must pass before the office puts it live.",
    )
    gate_thresholds: Path = Field(
        default=ROOT / "evaluation" / "gate.toml", description="What it must reach: the thresholds of these sets."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="From which level on lines are logged, as JSON on standard error."
    )
    reload_seconds: float = Field(
        default=1.0, gt=0, le=5, description="How often the server looks for a new live version."
    )
    shutdown_seconds: int = Field(default=20, ge=1, description="How long running answers may take to end at a stop.")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        networks = [part.strip() for part in value.split(",") if part.strip()]
        for network in networks:
            ip_network(network)  # its error names the text and the fault
        return ",".join(networks)

    @model_validator(mode="after")
    def _whole_service(self) -> Self:
        if self.oidc_issuer and not self.oidc_client:
            raise ValueError("AUSKUNFT_OIDC_ISSUER is set, AUSKUNFT_OIDC_CLIENT is not")
        if bool(self.oidc_role_claim) != bool(self.oidc_roles):
            raise ValueError("AUSKUNFT_OIDC_ROLE_CLAIM and AUSKUNFT_OIDC_ROLES are set together or not at all")
        if self.oidc_new_accounts and not self.oidc_roles:
            raise ValueError("AUSKUNFT_OIDC_NEW_ACCOUNTS needs AUSKUNFT_OIDC_ROLES: an account has at least one role")
        return self

    @classmethod
    def load(cls, **given: object) -> Self:
        """The settings in force; what is given (and not None) goes before the environment."""
        return cls.model_validate({**cls().model_dump(), **{k: v for k, v in given.items() if v is not None}})

    def table(self) -> list[tuple[str, str, str]]:
        """(variable, value in force, description) for each setting; secrets are hidden."""
        fields = type(self).model_fields
        return [
            (f"AUSKUNFT_{name.upper()}", str(getattr(self, name)), field.description or "")
            for name, field in fields.items()
        ]
