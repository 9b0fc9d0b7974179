"""The browser surface: it draws an Answer and decides nothing."""
