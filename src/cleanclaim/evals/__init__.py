"""Regression eval runs: cases in, scores with explanations out. Deterministic; no model judges."""
