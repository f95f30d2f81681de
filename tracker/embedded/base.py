"""The database backend ``tracker.embedded``: Django's PostgreSQL backend that sees to its own server.

The server starts when Django first connects, so ``migrate``, ``runserver``, ``pytest`` and every worker of a web server
work without a word, and ``check`` or ``makemigrations --help`` start nothing.
"""

from collections.abc import Iterable
from typing import Any

import psycopg
from django.db.backends.postgresql import base, client
from django.db.utils import OperationalError

from tracker.embedded.errors import EmbeddedServerError
from tracker.embedded.launcher import Server, server_at


def server_of(settings: dict[str, Any]) -> Server:
    """Return the private server that a database's settings name under ``EMBEDDED``."""
    named = settings["EMBEDDED"]
    return server_at(named["folder"], named["throwaway"])


class DatabaseClient(client.DatabaseClient):
    """``dbshell`` over the private server's socket."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start the server, then the shell, which holds it."""
        server = server_of(self.connection.settings_dict)
        self.connection.settings_dict["HOST"] = server.hold()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the private server; a failed attempt brings the server back and tries once more."""

    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, with the server started. Raises ``OperationalError`` with the launcher's own words."""
        server = server_of(self.settings_dict)
        try:
            try:
                return super().get_new_connection({**conn_params, "host": server.hold(), "port": 5432})
            except psycopg.OperationalError:
                return super().get_new_connection({**conn_params, "host": server.recover(), "port": 5432})
        except EmbeddedServerError as problem:
            raise OperationalError(str(problem)) from problem
