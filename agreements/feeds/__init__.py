"""Lists to follow: what was published as Atom, what comes as a calendar (``docs/twins.md``)."""
