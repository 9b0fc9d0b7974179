"""Which rules rest on which policies, held against the rules themselves."""

from cleanclaim import rules
from cleanclaim.enforcing import READS, enforced, resting_on, unenforced
from cleanclaim.knowledge import Knowledge


def test_every_rule_that_reads_the_policies_is_known_to_do_so() -> None:
    reading = {rule.id for rule in rules.catalogue() if rule.table == "policies"}
    assert reading <= set(READS)
    assert all(rules.find(name) for name in READS)


def test_what_a_policy_states_is_told_with_the_grade_of_the_fact(knowledge: Knowledge) -> None:
    policy = knowledge.policy("L39656")
    assert policy
    told = {each.rule: (each.fact, each.grade) for each in enforced(policy)}
    assert told["session-limit"] == ("3 sessions in 12 months", "official")
    assert told["diagnosis-not-on-policy"] == ("10 diagnoses that support it", "secondary")
    assert told["injectate-not-covered"][0] == "injectates allowed: local-anesthetic; refused: biologic"


def test_a_rule_that_cites_a_document_rests_on_it(knowledge: Knowledge) -> None:
    rule = rules.find("needling-not-covered")
    assert rule and [p.id for p in resting_on(rule, knowledge)] == ["NCD 30.3.3"]


def test_a_policy_without_a_fact_on_file_is_said_to_be_unenforced(knowledge: Knowledge) -> None:
    assert {"BCBST-TPI", "CENTENE-TPI"} <= {p.id for p in unenforced(knowledge.policies)}
    assert all(not enforced(p) for p in unenforced(knowledge.policies))


def test_a_rule_of_the_ncci_manual_rests_on_the_manual(knowledge: Knowledge) -> None:
    rule = rules.find("units-above-mue")
    assert rule and "NCCI-Policy-Manual-2025" in {p.id for p in resting_on(rule, knowledge)}
