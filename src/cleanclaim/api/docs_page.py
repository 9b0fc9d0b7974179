"""The documentation page: the OpenAPI document as plain HTML, with nothing to load and nothing to run."""

from typing import Any

from jinja2 import Environment

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ info.title }} API</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h2{margin-top:2.5rem;border-bottom:1px solid #d0d7de}h3{margin-bottom:.2rem}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{background:#f6f8fa;padding:.8rem;overflow:auto}.m{font-weight:700;color:#0b5394}td{padding:.1rem 1rem .1rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}.m{color:#79c0ff}}
</style>
<h1>{{ info.title }} {{ info.version }}</h1><p>{{ info.description }} The same as data: <a href="/openapi.json">/openapi.json</a>.</p>
{% for tag, operations in groups %}<h2>{{ tag }}</h2>
{% for o in operations %}<h3><span class="m">{{ o.method }}</span> <code>{{ o.path }}</code></h3><p>{{ o.description }}</p>
{% if o.parameters %}<table>{% for p in o.parameters %}<tr><td><code>{{ p.name }}</code>{{ " (needed)" if p.required }}<td>{{ p.in }}<td>{{ p.description or "" }}</tr>{% endfor %}</table>{% endif %}
{% if o.body %}<pre>{{ o.body }}</pre>{% endif %}<p>{% for status, said in o.responses.items() %}<code>{{ status }}</code> {{ said.description }}{{ ". " }}{% endfor %}</p>
{% endfor %}{% endfor %}</html>"""


def render(document: dict[str, Any]) -> str:
    """Draw the document; everything in it is escaped."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            groups.setdefault(said.get("tags", ["other"])[0], []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    "description": said.get("description") or said.get("summary", ""),
                    "parameters": said.get("parameters", []),
                    "body": _body(said, document),
                    "responses": said["responses"],
                }
            )
    page = Environment(autoescape=True).from_string(_PAGE)
    return page.render(info=document["info"], groups=sorted(groups.items()))


def _body(operation: dict[str, Any], document: dict[str, Any]) -> str:
    """Write the fields of a body, one a line, with an example each where there is one."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    schema = document["components"]["schemas"].get(content.get("$ref", "").rpartition("/")[2], {})
    needed = schema.get("required", [])
    return "\n".join(
        f"{name}{' (needed)' if name in needed else ''}: {field.get('description') or ''} "
        f"{'e.g. ' + str(field['examples'][0]) if field.get('examples') else ''}".rstrip(" :")
        for name, field in schema.get("properties", {}).items()
    )
