"""What lies on the desk of whoever decides: the knowledge, the tables by date, the field's words, today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cleanclaim.knowledge import Knowledge, Policy
from cleanclaim.reading import Lexicon, Scenario
from cleanclaim.tables import Tables


@dataclass(frozen=True)
class Desk:
    knowledge: Knowledge
    tables_on: Callable[[date], Tables]
    lexicon: Lexicon
    today: date

    def date_of(self, scenario: Scenario) -> date:
        return scenario.claim.date_of_service or self.today

    def tables_for(self, scenario: Scenario) -> Tables:
        return self.tables_on(self.date_of(scenario))

    def policies_for(self, scenario: Scenario, codes: tuple[str, ...]) -> tuple[Policy, ...]:
        """Give the coverage policies that may govern: of the payer, state or MAC named, in force on the date."""
        claim = scenario.claim
        payers = scenario.payers or (claim.payer or "medicare",)
        on = self.date_of(scenario)
        found = [p for payer in payers for p in self.knowledge.policies_for(codes, on, claim.state, payer)]
        local = tuple(p for p in found if p.kind != "ncd")
        if scenario.mac and not scenario.claim.state:
            local = tuple(p for p in local if p.mac == scenario.mac)
        named = [p for number in scenario.documents if (p := self.knowledge.policy(number))]
        state = claim.state
        in_force = tuple(
            p
            for p in named
            if p.is_in_force(on)
            and set(codes) & set(p.procedures)
            and (state is None or not p.states or state in p.states)
        )
        # Where no contractor has a policy a national one governs alone.
        return in_force or local or tuple(found)
