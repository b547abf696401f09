"""Fail closed: when detection raises or takes too long, nothing of the text is given out."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from threading import Thread

from bot.privacy.detector import Detector
from bot.privacy.masking import MaskedTurn, mask


def guarded(detector: Detector, text: str, limit_s: float, history: Sequence[str] = ()) -> MaskedTurn | None:
    """The masked turn, or None when masking raised or took longer than `limit_s` seconds.

    The error itself is dropped: its message and its traceback may hold the text.
    """
    done: Future[MaskedTurn | None] = Future()
    Thread(target=_work, args=(done, detector, text, history), daemon=True, name="mask").start()
    try:
        return done.result(timeout=limit_s)
    except TimeoutError:
        return None


def _work(done: Future[MaskedTurn | None], detector: Detector, text: str, history: Sequence[str]) -> None:
    try:
        turn = mask(detector, text, history)
    except BaseException:  # noqa: BLE001  # whatever it is, it must neither end the thread loudly nor be shown
        turn = None
    done.set_result(turn)
