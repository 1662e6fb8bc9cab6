"""A bot that the tests play themselves, by plain calls of the Bot API: no program of ours stands behind it."""

import json
import time
import urllib.request

from conftest import PATIENCE_S


class Bot:
    """A bot at the world's own door."""

    def __init__(self, town, username="order_bot", first_name="Order Bot"):
        made = town.act("make_bot", username=username, first_name=first_name)
        self.id, self.token, self.town = made["id"], made["token"], town
        self.offset = 0

    def call(self, method, **given):
        request = urllib.request.Request(
            f"{self.town.bot_api.rstrip('/')}/bot{self.token}/{method}",
            data=json.dumps(given).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
            return json.load(response)["result"]

    def wait_for(self, kind):
        """The next update of this kind; others are passed over."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for update in self.call("getUpdates", offset=self.offset, timeout=PATIENCE_S // 10):
                self.offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]
                if kind in update.get("message", {}):
                    return update["message"]
        raise AssertionError(f"waited in vain for {kind}")
