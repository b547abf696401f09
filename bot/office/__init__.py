"""The office: the web pages at /office where editors keep the pages, reviewers sign off and QA decides.

Read `app` first: how it is put together. `access` says who may do what, `store` keeps accounts, sessions, the audit
log and jobs, `view` shows pages. Decision: docs/decisions/0013-office.md.
"""
