"""The log as JSON, one object a line: requests to standard output, what went wrong to standard error."""

import json
import logging
from datetime import UTC, datetime
from typing import Any


class Structured(logging.Formatter):
    """Write a record as one JSON object; `fields` of the record stand beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"structured": {"()": f"{__name__}.Structured"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "structured", "stream": "ext://sys.stdout"},
        "error": {"class": "logging.StreamHandler", "formatter": "structured", "stream": "ext://sys.stderr"},
    },
    "root": {"handlers": ["error"], "level": "WARNING"},
    "loggers": {
        "cleanclaim.access": {"handlers": ["out"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["error"], "level": "INFO", "propagate": False},
    },
}
