"""The rules of an agreement's life: facts in; standings, terms, deadlines, lapses and findings out.

Pure functions without Django, a clock or a database, so that the same rules serve the desk, the door and the tests.
Import from the modules: ``facts`` (what goes in), ``results`` (what comes out), ``settling`` (``settle``),
``lookup`` (the state on a day), ``terms`` (terms, decision dates, deadlines), ``lapses`` (``lapse``).

Where the domain rules leave a choice, it was made so:

* An observation narrows the assignments; it is a contradiction where it leaves none (rules 9 and 11).
* The earliest end decides what the ended agreement is; of ends on one day, a termination. Only what had expired becomes
  replaced later on (rules 3 and 5).
* An extension or renewal with a first day, or an agreement, after the day that an ``expired`` act reports moves that
  end; one from before does not. Without a last day it moves nothing (rules 3 and 6).
* A relation without any day takes *surely* away, but not up to the last day on which facts show the agreement running.
* A denunciation of which no end follows leaves the term of the notice sure and no later day; where no terms are
  counted (tacit-indefinite after the first term, too) no day after the notice is sure (rule 8).
* Where signed-not-effective was observed, it held from then to the first day in effect, and nothing ran before.
* "terminated", observed where the term has run out by the text, is a contradiction; observed before, it is none.
* ``never-took-effect`` shows neither a life begun nor running; with an ``effective`` act it is a contradiction.
* ``once-only`` says how often, not that renewal is tacit: it moves nothing until an act of renewal is recorded.
* Where the first day in effect is stated, nothing ran before it, whatever else is dated earlier (rules 1 and 2).
* An extension or renewal shows the agreement running on the day of the act and on the first day of its effect.
* In a contradiction each fact is taken without those that are at odds with it, and with all others. A state is
  sure again only where the facts outside it give it by themselves; a group is sure where every side gives it (rule 11).
* An observation of expired or terminated on a day on which the agreement is replaced by the dates is a contradiction.
"""
