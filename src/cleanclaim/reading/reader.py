"""The reader: every kind of fact is read by its own module, and put together here."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cleanclaim.claim import Claim, Line
from cleanclaim.reading import (
    aftercare,
    asks,
    codes,
    conditions,
    cues,
    dates,
    digits,
    drugs,
    following,
    manner,
    modifiers,
    muscles,
    notices,
    places,
    polarity,
    relief,
    scope,
    sites,
    spine,
    structures,
    tallies,
    techniques,
    text,
    toxin,
    vertebrae,
    vials,
    visits,
)
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Context, Dose, Scenario
from cleanclaim.tables import Tables

_NOTHING_INJECTED = re.compile(
    r"nothing (?:was )?inject|no (?:drug|medication|injectate|substance|solution|meds?)\b|without (?:any )?(?:inject|meds?\b|medication|drug|solution)|"
    r"\bneedles? only\b(?! for)|"
    r"\bacup\w* needle|filiform|(?:was |were )?not inject|nada inyect|sin inyectar"
)
_NEEDLE_TOPICS = ("trigger-point", "needling")


@dataclass(frozen=True)
class Reader:
    """Read questions with the field's words and the tables of the day."""

    lexicon: Lexicon
    tables: Tables
    is_on_file: Callable[[str], bool] = scope.never
    """Says whether a text speaks of the subject of an imported document, which is then in the field."""

    def read(
        self, question: str, context: Context, identifiers: tuple[str, ...] = (), before: Scenario | None = None
    ) -> Scenario:
        """Give the scenario of a redacted question; what the context says outranks nothing the words say.

        `before` is what was spoken of: it says what a region or a condition in words is meant for.
        """
        folded = text.fold(question)
        kinds = asks.read_asks(folded)
        earlier, folded = aftercare.read(drugs.without_refused(folded))
        coded = codes.read(folded, self.tables)
        if coded.modifiers_asked and "modifier" not in kinds:
            kinds = (*kinds, "modifier")
        if coded.reasons and "denial" not in kinds:
            kinds = ("denial", *kinds)
        added = codes.beside(coded, folded)
        if added and "together" not in kinds and not set(kinds) & {"difference", "definition"}:
            kinds = (*kinds, "together")
        topics = scope.topics(folded, coded, kinds, self.lexicon, self.tables, self.is_on_file)
        where = places.read(question, folded)
        row = self.tables.jurisdiction(where.state) if where.state else None
        of_county = places.contractor_of_county(row.exception, folded) if row else None
        when = dates.read(folded, self.tables.on, context.date_of_service)
        gave = relief.read(folded)
        if (when.prior or when.session_number or gave) and "frequency" not in kinds:
            kinds = ("frequency", *kinds)  # earlier sessions are told because their number matters
        found = targets = structures.find(folded, self.lexicon, topics)
        spoken, needled = self._muscles(folded, topics, tuple((t.start, t.end) for t in targets))
        vial = vials.read(folded)
        doses, injectates, drug_facts = drugs.read(vials.without_waste(folded), self.lexicon, vial.given)
        doses, wasted = _of_container(vial, doses)
        apart = drugs.given_apart(folded, doses)
        if len(apart) == 1:
            injectates = [name for name in injectates if name.replace("-", " ") not in apart]
        back = spine.read(folded)
        targets = structures.meant(
            targets,
            folded,
            self.lexicon,
            tuple((f.start, f.end) for f in spoken.facts if f.kind == "muscle"),
            topics,
            tuple((f.start, f.end) for f in drug_facts),
        )
        spoken_of = topics if before is None or set(topics) - following.NO_SUBJECT else before.topics
        needle = bool(spoken.named or spoken.least) or "trigger-point" in spoken_of
        counted = needle and spoken.least == spoken.most
        payer = where.payer or context.payer or ("medicare" if context.mac else None)
        payer = places.plan_of(payer, where.state or context.state)
        obstacle = polarity.asks_for_obstacle(folded)
        noticed = notices.read(folded)
        claim = Claim(
            lines=tuple(_line(b) for b in coded.procedures),
            diagnoses=self._diagnoses(folded, coded, kinds or (before.asks if before else ())),
            date_of_service=when.date_of_service or context.date_of_service,
            # In a county of another contractor the state would name the wrong one.
            state=None if of_county else where.state or context.state,
            payer=payer,
            place_of_service=back.place or context.place_of_service,
            # Muscles of two techniques are counted apart, and the notation has one list of muscles.
            muscles=tuple(spoken.named) if counted and not needled else (),
            muscle_count=spoken.least or None if counted and not needled else None,
            regions=tuple(dict.fromkeys((*back.regions, *muscles.far_apart(spoken, self.lexicon)))) if needle else (),
            prior=when.prior,
            guidance=back.guidance,
            injectates=tuple(injectates),
        )
        return Scenario(
            question=question,
            language=asks.language(folded, question),
            form="yes_no" if obstacle else asks.read_form(folded),
            seeks_obstacle=obstacle,
            asks=kinds,
            topics=topics,
            claim=claim,
            count=spoken.count if needle else None,
            count_proposed=tallies.proposed(folded) if needle else None,
            needled=needled.count if needled else None,
            injections=spoken.injections,
            is_session=asks.is_session(folded),
            muscles_not_named=spoken.not_named,
            same_muscle=spoken.same,
            separate_site=spoken.separate or bool(needled and not _overlap(spoken, needled)),
            same_site=sites.are_one(folded),
            earlier=earlier,
            is_choice=asks.is_choice(folded),
            structures=tuple(t.word for t in targets),
            structure_sides=tuple(t.side for t in targets),
            codes_beside=added,
            bilateral_codes=modifiers.bilateral_codes(folded),
            digits=digits.read(folded),
            digit_count=digits.count(folded),
            level_count=back.levels,
            vertebrae=back.vertebrae,
            level_sides=vertebrae.sided(folded),
            is_bilateral=back.bilateral,
            side=back.side,
            without_guidance=back.no_guidance,
            given_apart=tuple(sorted(apart)),
            wasted=wasted,
            units_typed=tuple(dict.fromkeys(b.code for b in coded.procedures if b.units)),
            container=vial.container,
            is_within_operation=structures.is_within_operation(found, self.lexicon),
            branches=manner.branches(folded),
            is_applied=manner.is_applied(folded),
            minutes=manner.minutes(folded),
            bills_facility=manner.bills_facility(folded),
            is_meant_for_trigger_points=manner.is_meant_for_trigger_points(folded),
            taken_for=manner.taken_for(folded)
            or manner.called(folded, [(t.start, t.end) for t in targets if not t.is_bare]),
            toxin=toxin.read(folded, self.lexicon, claim.diagnoses, tuple(spoken.named)),
            conditions=conditions.read(
                folded, self.lexicon, digits.read(folded), "50" if back.bilateral else back.side
            ),
            nothing_injected=bool(_NOTHING_INJECTED.search(folded)),
            spine=back.region,
            approach=back.approach,
            approaches=back.approaches,
            doses=tuple(doses),
            visit=visits.read(folded),
            mac=where.mac or of_county or context.mac,
            documents=tuple(n for n, _, _ in coded.documents),
            denials=tuple(dict.fromkeys(reason for reason, _, _ in coded.reasons)),
            modifiers_asked=tuple(dict.fromkeys(coded.modifiers_asked)),
            releases_edit=modifiers.are_to_release(folded),
            modifiers_left_off=modifiers.left_off(folded),
            session_number=when.session_number,
            session_days=when.session_days,
            prior_by_month=when.by_month,
            relief=gave,
            notice=noticed.notice,
            seeks_notice=noticed.asked_for,
            denied_as=noticed.denied_as,
            payers=where.compared,
            payer_is_assumed=payer is None,
            identifiers_removed=identifiers,
            strange=scope.strange(scope.without_names(folded, question, where.facts), self.lexicon),
            cues=cues.read(folded),
            facts=tuple(
                sorted(
                    [
                        *coded.facts(),
                        *spoken.facts,
                        *drug_facts,
                        *structures.facts(targets, self.lexicon),
                        *where.facts,
                        *when.facts,
                    ],
                    key=lambda f: f.start,
                )
            ),
        )

    def _muscles(
        self, folded: str, topics: tuple[str, ...], targets: tuple[structures.Span, ...]
    ) -> tuple[muscles.Muscles, muscles.Muscles | None]:
        """Count the muscles injected and, where a note tells two techniques apart, the muscles needled."""
        about = bool(set(topics) & set(_NEEDLE_TOPICS))
        both = techniques.apart(folded)
        if both:
            injected, needled = (muscles.read(part, self.lexicon, about, targets) for part in both)
            if injected.named and needled.named:
                return injected, needled
        return muscles.read(folded, self.lexicon, about, targets), None

    def _diagnoses(self, folded: str, coded: codes.Codes, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Give the codes typed; where coverage of a condition is asked about in words, the code of those words."""
        typed = [code for code, _, _ in coded.diagnoses]
        if not typed and {"coverage", "noncovered"} & set(kinds):
            typed = [self.lexicon.diagnoses[m[0]] for m in self.lexicon.diagnosis_pattern.finditer(folded)]
        return tuple(dict.fromkeys(typed))


def _overlap(one: muscles.Muscles, other: muscles.Muscles) -> bool:
    return bool({(m.name, m.side) for m in one.named} & {(m.name, m.side) for m in other.named})


def _of_container(vial: vials.Vial, doses: list[Dose]) -> tuple[list[Dose], float | None]:
    """Give the doses with what was thrown away, where one dose was taken from the one container told."""
    told = [dose for dose in doses if dose.amount and dose.words not in drugs.ANESTHETICS]
    if vial.size is None and vial.share is None:
        return doses, vial.wasted
    if len(told) != 1 or not (whole := told[0].amount):
        return doses, None
    if vial.share is None:
        return doses, vial.size - whole if vial.size and whole < vial.size else None
    taken = told[0].model_copy(update={"amount": whole * vial.share})
    return [taken if dose is told[0] else dose for dose in doses], whole - whole * vial.share


def _line(billed: codes.Billed) -> Line:
    return Line(code=billed.code, modifiers=tuple(dict.fromkeys(billed.modifiers)), units=billed.units or 1)
