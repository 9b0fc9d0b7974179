"""The chat, for `streamlit run app.py`; `cleanclaim app` runs it with the right settings."""

from cleanclaim.ui import chat

chat.page()
