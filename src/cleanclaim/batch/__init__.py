"""Check claims by the thousand from a file: CSV, JSONL or X12 837P in, one line of JSON a claim out.

What a file says of a person is never written: claims are numbered in the order they stand, and a message about what cannot
be read names its place and what was expected, not what stands there.
"""
