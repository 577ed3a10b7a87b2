"""Frames: a package per family of facts; each frame is a function from a sentence to readings."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.agreements import find_agreements
from diplograph.extraction.frames.agreements.members import find_members
from diplograph.extraction.frames.agreements.twinning import find_twins
from diplograph.extraction.frames.common.works import Works, works_of
from diplograph.extraction.frames.contracts.awards import find_awards
from diplograph.extraction.frames.contracts.dealings import with_told_partner, with_winners
from diplograph.extraction.frames.contracts.orders import find_orders
from diplograph.extraction.frames.contracts.tenders import find_tenders
from diplograph.extraction.frames.contracts.understandings import find_understandings
from diplograph.extraction.frames.cooperation.cooperation import find_cooperation
from diplograph.extraction.frames.encounters.invitations import find_invitations
from diplograph.extraction.frames.encounters.meetings import find_meetings
from diplograph.extraction.frames.encounters.visits import find_visits
from diplograph.extraction.frames.events.events import find_events
from diplograph.extraction.frames.figures.figures import find_figures
from diplograph.extraction.frames.memberships.memberships import find_memberships
from diplograph.extraction.frames.offices.leading import find_leaders
from diplograph.extraction.frames.offices.successions import find_successions
from diplograph.extraction.frames.positions.positions import find_positions
from diplograph.extraction.frames.presence.presence import find_presence
from diplograph.extraction.frames.projects.headless import find_headless
from diplograph.extraction.frames.projects.joint import find_joint
from diplograph.extraction.frames.projects.projects import find_projects
from diplograph.extraction.frames.projects.retold import find_mentions_of_works
from diplograph.extraction.frames.projects.undertakings import find_undertakers, undertaken
from diplograph.extraction.sentences.sentence import Sentence


def read_facts(sentence: Sentence, works: Works) -> Iterator[Draft]:
    """All readings of one sentence; what later frames leave out depends on what earlier ones read.

    Args:
        works: projects named in the sentences before; those of this one are added.
    """
    projects = [p for project in find_projects(sentence) if (p := works.specified(sentence, project)).name]
    projects += [works.specified(sentence, p) for p in find_headless(sentence, works, projects)]
    projects += [p for joint in find_joint(sentence) if (p := works.specified(sentence, joint)).name]
    again = list(find_mentions_of_works(sentence, works, projects))
    works.costed |= any(draft.get("amount") for draft in again)
    for project in projects:
        works.remember(sentence, project)
    signed = list(find_members(sentence, works)) or [
        *find_agreements(sentence, works),
        *find_orders(sentence),
        *find_awards(sentence),
        *find_understandings(sentence),
    ]
    signed = with_winners(sentence, works, signed)
    signed += find_tenders(sentence, works, signed)
    signed = list(with_told_partner(sentence, works, signed))
    projects = undertaken(sentence, projects, signed)
    undertakers = list(find_undertakers(sentence, works, projects))
    drafts = [
        *find_visits(sentence),
        *find_meetings(sentence),
        *signed,
        *find_twins(sentence),
        *find_events(sentence),
        *projects,
        *again,
        *undertakers,
        *find_presence(sentence),
        *find_cooperation(sentence),
        *find_memberships(sentence),
        *find_invitations(sentence),
        *find_leaders(sentence),
        *find_successions(sentence),
    ]
    amounts = {amount for draft in drafts for amount in draft.get("amount")}
    consumed = [(m.span.start, m.span.end) for m in sentence.amounts if m.amount in amounts]
    yield from drafts
    yield from find_figures(sentence, consumed, projects, drafts, works)
    yield from find_positions(sentence, drafts)


__all__ = ["read_facts", "works_of"]
