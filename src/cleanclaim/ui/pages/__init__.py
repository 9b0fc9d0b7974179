"""The pages, one file each, found by walking: `TITLE`, `ICON`, `ORDER` (lowest first, the first opens) and `page()`."""

from importlib import import_module
from pkgutil import iter_modules

import streamlit as st
from streamlit.navigation.page import StreamlitPage


def found() -> list[StreamlitPage]:
    """Give every page in its order; the file's name is its address."""
    modules = [import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__)]
    modules.sort(key=lambda module: int(module.ORDER))
    return [
        st.Page(
            module.page,
            title=module.TITLE,
            icon=module.ICON,
            url_path=module.__name__.rpartition(".")[2].replace("_", "-"),
            default=at == 0,
        )
        for at, module in enumerate(modules)
    ]
