"""The checklist is the documents' own words, cut where they list things, and nothing is made up."""

from cleanclaim.knowledge import Knowledge
from cleanclaim.planning import documentation


def lists(knowledge: Knowledge, *numbers: str) -> tuple[documentation.Requirement, ...]:
    policies = [p for n in numbers if (p := knowledge.policy(n))]
    assert len(policies) == len(numbers)
    return documentation.checklist(knowledge, policies, ("20552",))


def test_the_section_on_documentation_comes_first_and_is_cut_into_its_items(knowledge: Knowledge) -> None:
    first = lists(knowledge, "L39656")[0]
    assert first.section == "Documentation" and first.verified == "official"
    told = [item.text for item in first.items]
    assert "the failed conservative care" in told and "the injectate and its dose" in told
    assert "the exam findings at each site (muscle, taut band or nodule)" in told


def test_every_item_of_every_policy_is_a_literal_span_of_its_passage(knowledge: Knowledge) -> None:
    for policy in knowledge.policies:
        for each in documentation.checklist(knowledge, [policy], policy.procedures):
            passage = knowledge.passage(each.passage)
            assert passage
            assert all(passage.text[i.start : i.end] == i.text and i.text.strip() for i in each.items)
            assert all(a.end <= b.start for a, b in zip(each.items, each.items[1:], strict=False))


def test_no_sentence_of_a_section_is_left_out(knowledge: Knowledge) -> None:
    for requirement in lists(knowledge, "L39713", "L34211"):
        passage = knowledge.passage(requirement.passage)
        assert passage and requirement.items
        kept = sum(item.end - item.start for item in requirement.items)
        lead = requirement.items[0].start
        assert kept > 0.8 * (len(passage.text) - lead)


def test_what_nobody_could_read_is_a_note_and_no_item(knowledge: Knowledge) -> None:
    unread = [r for r in lists(knowledge, "L39671") if r.verified == "unverified"]
    assert unread and all(r.note and not r.items for r in unread)


def test_without_a_section_of_the_policy_the_general_article_answers_and_says_so(knowledge: Knowledge) -> None:
    found = lists(knowledge, "AMERIHEALTH-NJ-TPI")
    assert found and all(r.is_general for r in found)


def test_single_words_between_commas_do_not_tear_a_phrase() -> None:
    told = [i.text for i in documentation.items("A57114 asks for legible, dated and signed pages, and the sites.")]
    assert told == ["A57114 asks for legible, dated and signed pages, and the sites."]


def test_a_code_with_a_dot_does_not_end_a_sentence() -> None:
    assert len(list(documentation.items("Noridian: Record M79.18 and the muscle. Sign it."))) == 2
