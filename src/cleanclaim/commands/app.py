"""Open the chat."""


def app(port: int = 8501, headless: bool = False) -> None:
    """Open the chat in a browser."""
    from streamlit.web import cli as streamlit

    from cleanclaim import settings, ui

    given = settings.read()
    arguments = [
        "run",
        str(given.app),
        "--server.address",
        "127.0.0.1",
        "--server.port",
        str(port),
        # Its first-run prompt for an e-mail address would end a start that has no terminal, and asks what we do not need.
        "--server.showEmailPrompt",
        "false",
        "--browser.gatherUsageStats",
        "false",
        "--server.fileWatcherType",
        "none",
        "--client.toolbarMode",
        "minimal",
    ]
    arguments += ["--theme.base", str(ui.THEME)]
    # Login is configured where the data is, or where Streamlit looks by itself.
    secrets = given.home / "secrets.toml"
    if secrets.is_file():
        arguments += ["--secrets.files", str(secrets)]
    if headless:
        arguments += ["--server.headless", "true"]
    raise SystemExit(streamlit.main(arguments, standalone_mode=False))
