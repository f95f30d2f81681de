"""Days as sources give them: partial dates, sets of days, periods, and their words in three languages.

A date is known to the day, the month, the year, or between two days; it is kept and shown with exactly that precision
(domain section 3). Import from the modules: ``days`` (``PartialDate``), ``dayset`` (``DaySet``), ``arithmetic``
(``Duration``, terms, notice), ``typed`` (what editors type), ``display`` (words), all pure Python; ``fields``,
``forms``, ``serializers`` and ``filters`` carry them into Django.
"""
