"""What can go wrong with the private server, always in a sentence that says what to do."""


class EmbeddedServerError(Exception):
    """The private server cannot be had; the message says why and what helps."""
