"""What Schemathesis is told about bodies that it does not write or read itself: objects in forms, and JSON lines."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

import schemathesis


@schemathesis.serializer("application/x-www-form-urlencoded")
def urlencoded(ctx, value):
    """Objects inside a form are JSON text (OpenAPI 3.0.3, Media Type Object, "Support for x-www-form-urlencoded").

    Schemathesis itself sends only the names of an object's properties, and the booleans of Python. An array repeats its
    name, as without this hook.
    """
    if value is None or isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, Mapping):
        value = list(value.items())
    if not isinstance(value, list) or not all(isinstance(item, tuple) for item in value):
        return json.dumps(value).encode()
    pairs = [(name, text) for name, item in value for text in _texts(item)]
    return urlencode(pairs, errors="surrogatepass").encode()


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    """An emitted document says of lines what an array of them would be."""
    items = value if isinstance(value, list) else [value]
    return "".join(json.dumps(item) + "\n" for item in items).encode()


@schemathesis.deserializer("application/x-ndjson")
def items(ctx, response):
    """The array of what the lines say."""
    return [json.loads(line) for line in response.content.decode().splitlines() if line]


def _texts(item):
    return [_text(one) for one in item] if isinstance(item, list) else [_text(item)]


def _text(item):
    return item if isinstance(item, str) else json.dumps(item)
