"""Buttons that copy: the words stand in the button, and the page's own script takes them to the clipboard."""

from html import escape


def copy_button(label: str, words: str) -> str:
    """Make a button that copies words."""
    return f'<button type="button" class="cc-copy" data-copy="{escape(words)}">{escape(label)}</button>'
