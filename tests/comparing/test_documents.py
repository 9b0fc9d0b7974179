"""Two documents, or two dates, side by side."""

from datetime import date

from cleanclaim.comparing import dates, documents
from cleanclaim.knowledge import Knowledge, Policy


def policy(knowledge: Knowledge, number: str) -> Policy:
    found = knowledge.policy(number)
    assert found
    return found


def test_a_document_beside_itself_has_no_difference(knowledge: Knowledge) -> None:
    for each in knowledge.policies:
        assert all(fact.is_same for fact in documents.facts(each, each))


def test_limits_and_lists_of_two_contractors_stand_side_by_side(knowledge: Knowledge) -> None:
    cgs, first_coast = policy(knowledge, "L39656"), policy(knowledge, "L33912")
    told = {f.name: (f.left, f.right) for f in documents.facts(cgs, first_coast)}
    assert told["How often"] == ("3 sessions in 12 months (official)", "not on file")
    assert told["Diagnosis list"][1] == "exists, not on file: not checked"
    assert told["In force from"] == ("2024-04-01", "2015-10-01")


def test_a_list_not_on_file_lends_no_diagnosis_to_either_side(knowledge: Knowledge) -> None:
    found = documents.diagnoses(policy(knowledge, "L39656"), policy(knowledge, "L33912"), "20552")
    assert not found["both"] and not found["right"] and len(found["left"]) == 10


def test_sections_are_paired_by_name_and_none_is_lost(knowledge: Knowledge) -> None:
    left, right = policy(knowledge, "L39656"), policy(knowledge, "L39713")
    pairs = list(documents.sections(knowledge, left, right))
    assert sum(p.left is not None for p in pairs) == len(left.sections)
    assert sum(p.right is not None for p in pairs) == len(right.sections)
    assert all(p.left is None or p.right is None or p.left.section == p.right.section for p in pairs)


def test_what_governed_in_michigan_before_and_after_april_2024(knowledge: Knowledge) -> None:
    found = documents.on_dates(knowledge, "20552", date(2024, 3, 31), date(2024, 4, 1), "MI")
    assert [p.id for p in found.only_first] == ["L34588"]
    assert [p.id for p in found.only_second] == ["L39713"] and not found.stayed


def test_the_timeline_shows_the_retired_document_as_retired(knowledge: Knowledge) -> None:
    spans = {s.document: s for s in dates.timeline(knowledge, "20552", date(2026, 11, 23))}
    assert spans["L34588"].state == "retired" and spans["L34588"].effective_to == date(2024, 3, 31)
    assert spans["L39713/A59553"].state == "in force"
    assert "AETNA-CPB-0016" not in spans


def test_on_an_early_date_a_later_document_is_not_yet_in_force(knowledge: Knowledge) -> None:
    spans = {s.document: s for s in dates.timeline(knowledge, "20552", date(2024, 3, 31))}
    assert spans["L39713/A59553"].state == "not yet in force" and spans["L34588"].state == "in force"
