"""Forms that know the domain: what is typed is echoed in words, shown as it would be published, and never lost.

``echo`` reads dates and lengths of time back; ``widgets`` are their fields. ``preview`` saves a form inside a
transaction that is always rolled back, and ``picture`` says what would follow. ``summary`` lists what is wrong with a
link to each field; ``names`` tells twins apart where one record is chosen among many; ``safekeeping`` keeps what was
typed when the session ended meanwhile.
"""
