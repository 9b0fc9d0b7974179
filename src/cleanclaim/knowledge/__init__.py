"""Knowledge as loaded: policies, articles and their passages. Loading is strict and names file and line."""

from cleanclaim.knowledge.document import Article, Policy, Source
from cleanclaim.knowledge.held import Knowledge
from cleanclaim.knowledge.loading import load, load_policies, slug
from cleanclaim.knowledge.passage import Passage

__all__ = ["Article", "Knowledge", "Passage", "Policy", "Source", "load", "load_policies", "slug"]
