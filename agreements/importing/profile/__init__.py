"""What the columns of a foreign register mean, as a TOML file says it (docs/import.md).

``loading.load_profile`` reads a file into a ``profiles.Profile`` or refuses it with every fault, its line and the
nearest right name. A profile knows neither the file that it will be used on nor the database.
"""
