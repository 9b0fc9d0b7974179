"""Print the schema of an answer."""

import json


def schema() -> None:
    """Print the JSON Schema of an answer."""
    from cleanclaim.answer import Answer

    print(json.dumps(Answer.model_json_schema(mode="serialization"), indent=1, sort_keys=True))
