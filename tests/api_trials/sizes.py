"""How much a trial does: a little in ``./test``, all of it with ``TRIALS=all`` in the environment, as in CI."""

import os

WHOLE = os.environ.get("TRIALS") == "all"
ANSWERS = 120 if WHOLE else 20
EDITS = 500 if WHOLE else 20
SECONDS = 60.0 if WHOLE else 3.0
REQUESTS = 3000 if WHOLE else 150
