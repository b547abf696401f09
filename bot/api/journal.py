"""What a citizen may do with a conversation afterwards: say whether it helped, and have it erased."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from bot.api.state import BotDependency
from bot.bot import Bot
from bot.journal import Erased, Reason

router = APIRouter(prefix="/api/v1", tags=["journal"])

HEX = "^[0-9a-f]{32}$"
COMMENT = 1_000


class FeedbackRequest(BaseModel):
    """Whether an answer helped. A comment is masked before it is kept."""

    model_config = ConfigDict(extra="forbid")

    turn_id: str = Field(pattern=HEX)
    conversation_id: str = Field(pattern=HEX)
    helpful: bool
    reason: Reason = ""
    comment: str = Field("", max_length=COMMENT)


class ErasureReceipt(BaseModel):
    """What was erased, when, and how many rows; no content. `hash` continues the chain of all receipts.

    `swept` is false while another process holds the files: the rows are gone, their bytes go with the next sweep.
    """

    number: int
    at: datetime
    subject: str
    rows: int
    previous: str
    hash: str
    swept: bool


@router.post("/feedback", status_code=204, responses={404: {"description": "no such turn in this conversation"}})
async def feedback(body: FeedbackRequest, bot: BotDependency) -> Response:
    """Keep what a citizen thinks of an answer; a later word replaces an earlier one."""
    if not await given(bot, body):
        raise HTTPException(404)
    return Response(status_code=204)


async def given(bot: Bot, body: FeedbackRequest) -> bool:
    """Keep feedback; False when there is no such turn. A comment that cannot be masked is dropped."""
    masked = None
    if body.comment.strip():
        with bot.live.lease() as index:
            masked = await bot.masked(index, body.comment)
    comment = masked.question if masked else None
    return await bot.recorder.feedback(body.turn_id, body.conversation_id, body.helpful, body.reason, comment)


@router.delete("/conversations/{conversation_id}")
async def erase(conversation_id: Annotated[str, Path(pattern=HEX)], bot: BotDependency) -> ErasureReceipt:
    """Erase a conversation at once. Who knows its random id may; an unknown one gives a receipt over no rows."""
    return receipt_of(await bot.recorder.erase(conversation_id))


def receipt_of(erased: Erased) -> ErasureReceipt:
    """The receipt as the API gives it."""
    receipt = erased.receipt
    return ErasureReceipt(
        number=receipt.n,
        at=receipt.at,
        subject=receipt.subject,
        rows=receipt.rows,
        previous=receipt.previous,
        hash=receipt.hash,
        swept=erased.swept,
    )
