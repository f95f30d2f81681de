"""One day of one life: which states does this assignment give? (domain section 4, rules 1 to 9)

The answer is two sets. *may* are the states that the facts give on the day. *hidden* are what an unknown fact might
have made of it: they are never shown as possible, they only keep the others from being sure.
"""

from __future__ import annotations

from agreements.lifecycle.facts import State
from tests.agreements.lifecycle.oracle_life import ENDED, RUNNING, Life, states_observed
from tests.agreements.lifecycle.oracle_terms import FOREVER

Possible = tuple[set[State], set[State]]


def states_on(life: Life, day: int, other_first: bool) -> Possible:
    """The states of one life on one day; ended beats suspended beats running.

    ``other_first`` says that a fact which begins no life comes before every beginning (rule 2).
    """
    may, hidden = observed_pause(life, day, paused(life, day, begun(life, day, other_first)))
    may, hidden = ended_by_date(life, day, ended_by_term(life, day, (may, hidden)))
    if may & (RUNNING | {State.SUSPENDED}):
        hidden = hidden | undated(life, day)
    elif State.EXPIRED in may:
        hidden = hidden | undated_before_expiry(life)
    if State.EXPIRED in may and may_run_on(life, day):
        hidden = hidden | {State.IN_EFFECT}
    for act in life.observed:
        if act.day == day and act.state is not None:
            may, hidden = on_the_day_of_an_observation(act.state, may, hidden)
    return (may or {State.UNKNOWN}), hidden


def undated(life: Life, day: int) -> set[State]:
    """What a relation without any day may have done: nothing on a day shown running, no end before one."""
    if day in life.shown:
        return set()
    return life.undated - (ENDED if day < max(life.shown, default=day) else set())


def may_run_on(life: Life, day: int) -> bool:
    """Rule 6: a renewal until nobody knows when leaves no day sure after the end that it moves, but an end seen later.

    The end that it moves is the first on or after its day, else the last; where it names a first day, it runs from it.
    """
    last = life.course.last
    if last is None or last >= FOREVER:
        return False
    ends = sorted([*(gap[0] - 1 for gap in life.course.gaps), last])
    seen = states_observed(life.observed, {State.EXPIRED})
    for made, first in life.open_renewals:
        moved = next((end for end in ends if made <= end), last)
        begins = first if first is not None else moved + 1
        if day >= begins and not any(made <= d <= day for d in seen) and not any(d <= day < made for d in seen):
            return True
    return False


def undated_before_expiry(life: Life) -> set[State]:
    """What has expired may have been replaced since; or terminated before, unless its expiry itself was reported."""
    reported = life.expired is not None or seen_ended(life) is not None
    return life.undated & ({State.REPLACED} if reported else {State.REPLACED, State.TERMINATED})


def on_the_day_of_an_observation(seen: State, may: set[State], hidden: set[State]) -> Possible:
    """Rule 9: the state observed is sure on its day. "In force" leaves open by what, so a tacit renewal stays one."""
    if seen is State.IN_EFFECT and may == {State.TACIT_RENEWAL}:
        return may, set()
    if seen in ENDED and may <= ENDED and seen not in may:
        return may, hidden
    return {seen}, set()


def begun(life: Life, day: int, other_first: bool) -> Possible:
    """Rules 1 and 2: the state before any end, from the acts that begin a life."""
    if life.never is not None and day >= life.never:
        return {State.NEVER_TOOK_EFFECT}, set()
    if life.first_day is not None and day >= life.first_day:
        return {running_code(life, day)}, doubt_about_the_end(life, day)
    if other_first:
        return before_the_first_fact(life, day)
    if life.begun is not None and day < life.begun:
        return {State.NOT_YET}, set()
    if life.first_day is not None or life.never is not None:
        return before_a_known_start(life, day), set()
    return with_an_unknown_start(life, day)


def before_the_first_fact(life: Life, day: int) -> Possible:
    """Rule 2: before an observation, renewal, suspension or end that comes first, in-effect may hold, never surely."""
    waiting = states_observed(life.observed, {State.SIGNED_NOT_EFFECTIVE})
    if life.first_day is not None and not life.presumed:
        held = bool(waiting) and day >= min(waiting)
        return {State.SIGNED_NOT_EFFECTIVE if held else State.UNKNOWN}, set()
    first = life.first_shown
    if first is not None and day >= first:
        return {running_code(life, day)}, doubt_about_the_end(life, day)
    waiting = [seen for seen in waiting if first is None or seen < first]
    if waiting and day <= max(waiting):
        return ({State.SIGNED_NOT_EFFECTIVE} if day >= min(waiting) else {State.UNKNOWN}), set()
    if presupposes_effect(life):
        return {running_code(life, day)}, {State.UNKNOWN}
    return {State.UNKNOWN}, set()


def before_a_known_start(life: Life, day: int) -> set[State]:
    """Rule 2: negotiated, then signed, then provisionally applied, each from its own act on."""
    if life.provisional is not None and day >= life.provisional:
        return {State.PROVISIONALLY_APPLIED}
    if life.expressed is not None and day >= life.expressed:
        return {State.SIGNED_NOT_EFFECTIVE}
    if any(seen <= day for seen in states_observed(life.observed, {State.SIGNED_NOT_EFFECTIVE})):
        return {State.SIGNED_NOT_EFFECTIVE}
    return {State.IN_NEGOTIATION} if life.negotiated is not None else {State.UNKNOWN}


def with_an_unknown_start(life: Life, day: int) -> Possible:
    """Rule 1: it may be waiting or in effect, neither surely, until a fact shows which."""
    if life.provisional is not None and day >= life.provisional:
        seen = [d for d in states_observed(life.observed, {State.IN_EFFECT, State.TACIT_RENEWAL}) if d <= day]
        codes = {running_code(life, day)} if life.expressed is not None and day >= life.expressed else set()
        codes |= set() if seen else {State.PROVISIONALLY_APPLIED}
        return codes or {running_code(life, day)}, doubt_about_the_end(life, day)
    shown = [d for d in life.shown if d != life.provisional and d <= day]
    if shown:
        return {running_code(life, day)}, doubt_about_the_end(life, day)
    if life.expressed is not None and day >= life.expressed:
        waiting = states_observed(life.observed, {State.SIGNED_NOT_EFFECTIVE})
        if (life.provisional is not None and life.provisional == life.first_shown) or any(
            day <= seen for seen in waiting
        ):
            return {State.SIGNED_NOT_EFFECTIVE}, set()
        return {State.SIGNED_NOT_EFFECTIVE, running_code(life, day)}, doubt_about_the_end(life, day)
    before = {State.IN_NEGOTIATION if life.negotiated is not None else State.UNKNOWN}
    if life.provisional is not None or life.expressed is not None or not presupposes_effect(life):
        return before, set()
    return (before - {State.UNKNOWN}) | {running_code(life, day)}, before & {State.UNKNOWN}


def presupposes_effect(life: Life) -> bool:
    """Whether some fact says that it was in effect at some time."""
    seen_ended = states_observed(life.observed, ENDED)
    return life.never is None and bool(
        life.course.fixed is not None
        or life.prolonged
        or life.shown
        or life.terminated
        or life.replaced
        or life.suspended
        or seen_ended
    )


def running_code(life: Life, day: int) -> State:
    """By its first term or a prolongation it is in effect; in later terms of the text, by tacit renewal."""
    first_end, chain_end = life.course.first_end, life.course.chain_end
    if first_end is None or chain_end is None or day <= first_end or chain_end == first_end:
        return State.IN_EFFECT
    prolonged = life.course.last is not None and life.course.last > chain_end and life.course.last_by != ""
    return State.IN_EFFECT if prolonged and day > chain_end else State.TACIT_RENEWAL


def doubt_about_the_end(life: Life, day: int) -> set[State]:
    """Rules 4 and 8: with no known end it runs surely only up to the last day on which it is shown running.

    A denunciation whose effect is not known leaves nothing sure after it.
    """
    doubt = {State.EXPIRED, State.TERMINATED}
    told = life.expired is not None or any(c.sure == c.day for c in life.terminated + life.replaced)
    in_doubt = life.doubt_from is not None and day > life.doubt_from and not told
    if in_doubt and day > max(life.shown, default=day - 1):
        return doubt
    known = told or life.last_day is not None
    return set() if known or day <= max(life.shown, default=day - 1) else doubt


def paused(life: Life, day: int, before: Possible) -> Possible:
    """Rule 7: suspended from its day to the day before resumption; only what runs can be suspended."""
    may, hidden = set(before[0]), before[1]
    for cut in life.suspended:
        if cut.day <= day and (cut.until is None or day <= cut.until) and may & RUNNING:
            paused_states = (may - RUNNING) | {State.SUSPENDED}
            may = paused_states if cut.sure is not None and day >= cut.sure else may | {State.SUSPENDED}
    return may, hidden


def observed_pause(life: Life, day: int, before: Possible) -> Possible:
    """Rule 9: between two equal observations of a suspension it is suspended."""
    seen = states_observed(life.observed, {State.SUSPENDED})
    if seen and min(seen) <= day <= max(seen) and before[0] & (RUNNING | {State.SUSPENDED}):
        return {State.SUSPENDED}, set()
    return before


def ended_by_term(life: Life, day: int, before: Possible) -> Possible:
    """Rules 3, 6 and 9: expired after the last day, between an end and a later renewal, or as observed."""
    may, hidden = before
    alive = RUNNING | {State.SUSPENDED}
    if any(first <= day <= last for first, last in life.course.gaps) and may & alive:
        return {State.EXPIRED}, set()
    last, seen = life.last_day, seen_ended(life)
    first_end = min((c.sure for c in life.terminated if c.sure is not None), default=FOREVER)
    if last is not None and day > last and seen is None and first_end > last + 1 and life.never is None:
        replaced_before = any(cut.sure is not None and cut.sure <= last for cut in life.replaced)
        cut_short = any(cut.day <= last + 1 for cut in life.terminated) and not replaced_before
        return {State.EXPIRED} | ({State.TERMINATED} if cut_short else set()), set()
    if seen is None:
        return may, hidden
    seen_day, state = seen
    if day >= seen_day:
        return {state}, set()
    shown = [d for d in life.shown + states_observed(life.observed, {State.SIGNED_NOT_EFFECTIVE}) if d < seen_day]
    if state is State.EXPIRED and life.course.first_end is not None and life.course.first_end < seen_day:
        shown.append(life.course.first_end)
    if may & alive and (not shown or day > max(shown)):
        return may | {state}, hidden
    return may, hidden


def seen_ended(life: Life) -> tuple[int, State] | None:
    """Rule 9: the first observation of an end on a day on which no date has ended it."""
    for act in sorted(life.observed, key=lambda a: a.day or 0):
        if act.state not in ENDED or act.day is None:
            continue
        by_term = life.last_day is not None and act.day > life.last_day
        if not by_term and not any(c.sure is not None and c.sure <= act.day for c in life.terminated + life.replaced):
            return act.day, act.state
    return None


def ended_by_date(life: Life, day: int, before: Possible) -> Possible:
    """Rules 3 and 5: terminated for good from the first day without effect; running or expired, replaced from its day.

    The earliest end decides; a replacement also takes over what has expired. Where the day itself is open (a binding
    successor of unknown start) a running object may be replaced, an expired one is; an observation in effect puts the
    day off.
    """
    may, hidden = before
    alive = RUNNING | {State.SUSPENDED}
    running_until = max(states_observed(life.observed, RUNNING | {State.TERMINATED}), default=day - 1)
    not_terminated = max(states_observed(life.observed, RUNNING | {State.EXPIRED}), default=0)
    last = FOREVER if life.last_day is None else life.last_day
    maybe_before = [c.day for c in life.terminated if c.sure != c.day and not_terminated < c.day <= last + 1]
    sure_ends = [(c.sure, State.TERMINATED) for c in life.terminated if c.sure is not None]
    sure_ends += [(c.sure, State.REPLACED) for c in life.replaced if c.sure is not None]
    for first_day_after, state in sorted(sure_ends, key=lambda end: (end[0], end[1] is State.REPLACED)):
        if day < first_day_after:
            continue
        unmoved = may - alive - ({State.EXPIRED} if state is State.REPLACED else set())
        if state is State.TERMINATED and any(gap[0] <= day <= gap[1] for gap in life.course.gaps):
            return {State.TERMINATED}, set()
        if state is State.TERMINATED and may & (alive | {State.SIGNED_NOT_EFFECTIVE, State.IN_NEGOTIATION}):
            return {State.TERMINATED} | (may & ENDED), set()
        if unmoved != may:
            late = any(c.sure is not None and c.sure <= day for c in life.terminated)
            if late and State.SIGNED_NOT_EFFECTIVE in unmoved:
                unmoved = (unmoved - {State.SIGNED_NOT_EFFECTIVE}) | {State.TERMINATED}
            before_it = {State.TERMINATED} if any(first < first_day_after for first in maybe_before) else set()
            return unmoved | {state} | before_it, set()
    if any(day >= c.day for c in life.replaced) and day > running_until and may & (alive | {State.EXPIRED}):
        may = (may - {State.EXPIRED}) | {State.REPLACED}
    if any(day >= c.day for c in life.terminated) and day > not_terminated and may & alive:
        may = may | {State.TERMINATED}
    return may, hidden
