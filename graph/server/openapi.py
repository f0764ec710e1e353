"""The table of commands as an OpenAPI document, from which other programs make their clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph import __version__
from graph.answers.command import Command, Parameter

_TYPES = {str: "string", int: "integer", bool: "boolean"}
_ERROR = {"$ref": "#/components/responses/Error"}


def described(commands: Mapping[str, Command], server: str) -> dict[str, Any]:
    """Describe all commands.

    Args:
        server: address below which they stand.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Accord Atlas",
            "version": __version__,
            "summary": "Who has which ties to the Abraham Accords, since when, and who says so.",
            "description": "Each answer is the very JSON that the command of this name gives in a shell.",
        },
        "servers": [{"url": server}],
        "paths": {f"/{name}": {"get": _operation(command)} for name, command in commands.items()},
        "components": {"responses": {"Error": _error()}},
    }


def _operation(command: Command) -> dict[str, Any]:
    first, _, rest = command.help.partition("\n")
    parameters = [_described(each) for each in command.parameters]
    if len(command.formats) > 1:
        schema = {"type": "string", "enum": list(command.formats), "default": "json"}
        parameters.append(
            {"name": "format", "in": "query", "schema": schema, "description": "How it is written."}
        )
    return {
        "operationId": command.name,
        "summary": first,
        "description": rest.strip(),
        "parameters": parameters,
        "responses": {
            "200": {"description": "The answer.", "content": {_media(command): {}}},
            "400": _ERROR,
            "503": _ERROR,
        },
    }


def _media(command: Command) -> str:
    return "application/json" if command.formats else "*/*"


def _described(parameter: Parameter) -> dict[str, Any]:
    said = parameter.said
    schema: dict[str, Any] = {"type": _TYPES.get(parameter.type, "string")}
    schema |= {"enum": list(parameter.words)} if parameter.words else {}
    schema |= {"minimum": said.least} if said.least is not None else {}
    schema |= {"maximum": said.most} if said.most is not None else {}
    if parameter.default not in (None, "", ()):
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "description": said.help,
        "required": parameter.needed,
        "schema": {"type": "array", "items": schema} if parameter.many else schema,
    }


def _error() -> dict[str, Any]:
    properties = {
        "error": {"type": "string", "description": "What went wrong, and what to do."},
        "type": {"type": "string", "description": "Which sort of error: UnknownName, Busy ..."},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
        "parameter": {"type": "string"},
    }
    schema = {"type": "object", "required": ["error", "type"], "properties": properties}
    return {"description": "It cannot be answered.", "content": {"application/json": {"schema": schema}}}
