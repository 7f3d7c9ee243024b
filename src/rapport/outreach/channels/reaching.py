"""Every channel's rule by its name."""

from collections.abc import Mapping

from rapport.outreach.channels.channel import Channel, Reaching
from rapport.outreach.channels.email.rules import reach as by_email
from rapport.outreach.channels.hand.rules import reach as by_hand
from rapport.outreach.channels.im.rules import reach as by_im
from rapport.outreach.channels.instagram.rules import reach as by_instagram
from rapport.outreach.channels.messenger.rules import reach as by_messenger
from rapport.outreach.channels.whatsapp.rules import reach as by_whatsapp

REACHING: Mapping[Channel, Reaching] = {
    Channel.IM: by_im,
    Channel.EMAIL: by_email,
    Channel.WHATSAPP: by_whatsapp,
    Channel.INSTAGRAM: by_instagram,
    Channel.MESSENGER: by_messenger,
    Channel.HAND: by_hand,
}
"""The common question of all channels: can it reach this creator now, why not, what does it need."""
