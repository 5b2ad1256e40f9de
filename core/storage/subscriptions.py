"""Subscriptions as records of the marks file."""

from __future__ import annotations

from core.model import FeedId, FullText, Subscription
from core.storage.corrections import Record, text_of


def subscription_record(subscription: Subscription) -> Record:
    """The subscription as it is written."""
    return {
        "id": subscription.id,
        "address": subscription.address,
        "name": subscription.name,
        "group": subscription.group,
        "full_text": subscription.full_text,
        "created": subscription.created,
        "typed": subscription.typed,
    }


def subscription_of(record: Record) -> Subscription:
    """The subscription a record stands for.

    Raises:
        ValueError, KeyError, TypeError: it stands for none.
    """
    return Subscription(
        id=FeedId(text_of(record["id"])),
        address=text_of(record["address"]),
        name=text_of(record["name"]),
        group=text_of(record["group"]),
        full_text=FullText(record["full_text"]),
        created=text_of(record["created"]),
        typed=bool(record["typed"]),
    )


def described_subscription(before: Record | None, after: Record | None) -> str:
    """What a change has done to a subscription, in a few words."""
    record = after or before or {}
    said = f"feed {record['name'] or record['address']}"
    if before is None:
        return f"{said} added"
    return f"{said} removed" if after is None else f"{said} changed"
