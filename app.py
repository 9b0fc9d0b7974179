"""The pages in a browser, for `streamlit run app.py`; `cleanclaim app` runs it with the right settings."""

from cleanclaim import ui

ui.run()
