"""Every pace, pause and deadline of the wire, in seconds unless it says otherwise.

They are read where they are needed (``timing.KEEPALIVE``), never copied.
"""

from typing import Final

# -- calls ---------------------------------------------------------------------------

# Tuya publishes no limit for most calls; see its page on frequency control for others
CALLS_PER_SECOND: Final = 5.0
# calls at once before that pace applies
BURST: Final = 10
REQUEST_TIMEOUT: Final = 20.0
CONNECT_TIMEOUT: Final = 10.0
# before the second and third try, each made shorter or longer by up to half
RETRY_DELAYS: Final = (0.5, 2.0)

# -- tokens and hub credentials ------------------------------------------------------

# before they expire; a tenth of their life when that is less
RENEW_EARLIER: Final = 60.0

# -- the connections of hub and queue ------------------------------------------------

FIRST_BACKOFF: Final = 2.0
LONGEST_BACKOFF: Final = 300.0
# after refusals, because each attempt costs a call: a month of them stays below the
# thousand calls that polling leaves
LONGEST_REFUSED_BACKOFF: Final = 60 * 60.0
# between attempts while only the user can remove the cause
USER_ACTION_PAUSE: Final = 60 * 60.0
# until a connection counts as good
STABLE_AFTER: Final = 15.0
# a dead connection is noticed within twice that
KEEPALIVE: Final = 30
HUB_TIMEOUT: Final = 10.0
DISCONNECT_TIMEOUT: Final = 1.0
# attempts to connect with one configuration, not seconds
ATTEMPTS: Final = 10

# -- cameras -------------------------------------------------------------------------

# until another type of stream is offered
CAMERA_PATIENCE: Final = 6.0
