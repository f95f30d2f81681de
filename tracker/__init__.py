"""The project: settings, the map of the site, the embedded database. No rules of the register live here."""
