"""A private PostgreSQL server that needs no set-up: the default when ``DATABASE_URL`` is not set.

How it lives (docs/operations.md has the longer text):

* The first connection of any process starts it; every process that used it holds a shared ``flock`` on ``users.lock``.
  The kernel lets go of a lock when its process dies, however it dies, so nobody has to sign off.
* A supervisor (one small process a server) starts the server, and stops it as soon as it can take ``users.lock`` alone.
  It holds ``supervisor.lock``; the server and every process of it hold ``server.lock``. So three questions have exact
  answers without process numbers: is it used, is it watched, is anything of it still alive.
* Killing the server ends its supervisor, and the next connection starts both again. Killing the supervisor stops the
  server (Linux tells it), and again the next connection starts both.
* The server listens on a Unix socket in a folder of mode 0700 with a short path, never on TCP.

``launcher`` is the users' side, ``supervisor`` the watcher, ``cluster`` the server itself, ``binaries`` and ``account``
say which programs run and as whom, ``base`` is the Django database backend that ties it to the first connection.
"""
