"""Lay two things side by side and say what differs: claims, documents, dates, contractors."""
