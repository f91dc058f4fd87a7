"""What Schemathesis is told about forms: how objects are written in them."""

import json
from collections.abc import Mapping

import schemathesis


@schemathesis.serializer("application/x-www-form-urlencoded")
def urlencoded(ctx, value):
    """Objects inside a form are JSON text (OpenAPI 3.0.3, Media Type Object, "Support for x-www-form-urlencoded").

    Schemathesis itself sends only the names of an object's properties. An array repeats its name, as without this hook.
    """
    if isinstance(value, Mapping):
        return {"data": {name: _texts(item) for name, item in value.items()}}
    if value is None or isinstance(value, (str, bytes)):
        return {"data": value}
    return {"data": json.dumps(value).encode()}


def _texts(value):
    if isinstance(value, list):
        return [_text(item) for item in value]
    return _text(value)


def _text(value):
    return json.dumps(value) if isinstance(value, (Mapping, list)) else value
