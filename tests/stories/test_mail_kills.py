"""A worker killed again and again over e-mails: none is lost, none goes out twice."""

import json
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest
from tests.mailroom import mailroom
from tests.stories.own_database import environment

KILLS, MESSAGES, SEED = 12, 40, 7


@pytest.mark.faults
def test_a_worker_killed_over_mails_sends_each_once_or_leaves_it_to_a_person(tmp_path: Path) -> None:
    with mailroom() as room:
        room.answers_after_s = 0.03
        wanted = map(str, (tmp_path, KILLS, SEED, MESSAGES, room.smtp_port, room.imap_port))
        command = [sys.executable, "-m", "tests.stories.mailing", *wanted]
        ended = subprocess.run(command, env=environment(tmp_path), stdout=subprocess.PIPE, check=True, text=True)
        went = [message_from_bytes(one)["Message-ID"] for one in room.sent]
    told = json.loads(ended.stdout)
    sent = {outer_id for outer_id, state in told["messages"] if state == "sent"}
    unclear = {outer_id for outer_id, state in told["messages"] if state == "unclear"}
    assert (told["kills"], len(told["messages"])) == (KILLS, MESSAGES)
    assert told["in_mid_send"] >= KILLS // 4
    assert len(went) == len(set(went))
    assert len(sent) + len(unclear) == MESSAGES
    assert sent <= set(went) <= sent | unclear
    assert len(unclear) <= KILLS
