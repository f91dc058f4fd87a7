//! What to do about a mistake, for the mistakes that people make.

use super::{Kind, Object, rules};
use crate::dialect::version::Version;
use crate::source::{Node, Number, Value};

/// About a value of the wrong kind; `text` is the value as written.
pub(super) fn wrong_kind(
    owner: Option<(&Object, &str)>,
    kind: &Kind,
    node: &Node,
    text: &str,
) -> Option<String> {
    let (object, key) = owner.map_or(("", ""), |(object, key)| (object.name, key));
    let hint = match (object, key, kind, &node.value) {
        ("Schema Object", "required", _, Value::Bool(_)) => {
            "list the names of required properties in the object that has them: `required: [name]`"
        }
        ("Schema Object", "discriminator", _, Value::String(_)) => {
            "a discriminator as a string is Swagger 2.0; OpenAPI 3.0 says `discriminator: {propertyName: …}`"
        }
        ("Schema Object", "discriminator", Kind::Text, Value::Object(_)) => {
            "Swagger 2.0 says the name of the property: `discriminator: kind`"
        }
        ("Schema Object", "multipleOf", _, Value::Number(_)) => {
            "give the step between the values, or remove the key if there is none"
        }
        ("Schema Object", "items", _, Value::Array(_)) => {
            "a schema for each position is JSON Schema; OpenAPI has one schema for all items"
        }
        ("Schema Object", "properties", _, Value::Array(_)) => {
            "write each property as a key: `properties: {name: {type: string}}`"
        }
        (_, _, Kind::Text | Kind::Word(_), Value::Bool(_) | Value::Number(_))
            if text.len() <= 40 =>
        {
            return Some(format!("quote it: `'{text}'`"));
        }
        (_, _, Kind::Flag, Value::String(text)) if ["true", "false"].contains(&text.as_str()) => {
            "remove the quotes"
        }
        (_, _, Kind::Flag, Value::String(text))
            if ["yes", "no", "on", "off"].contains(&text.as_str()) =>
        {
            "YAML 1.2 knows `true` and `false` only"
        }
        (_, _, Kind::Number | Kind::Count | Kind::PositiveNumber, Value::String(text))
            if text.parse::<f64>().is_ok() =>
        {
            "remove the quotes"
        }
        (_, _, Kind::Count, Value::Number(Number::Big(_))) => {
            "nothing is that long: remove the key"
        }
        (_, _, Kind::Count, Value::Number(_)) => "say how many: 0, 1, 2, …",
        (_, _, Kind::Some(_) | Kind::WordOrList(_), Value::Array(_)) => {
            "list at least one, or remove the key"
        }
        (_, _, Kind::List(_) | Kind::Some(_), Value::String(_)) => {
            "write a list, even of one element"
        }
        (_, _, _, Value::Null) => "give it a value, or remove the key",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// About a key that is not there.
pub(super) fn missing(keyword: &str) -> Option<&'static str> {
    match keyword {
        "propertyName" => {
            Some("name the property that says which schema a value is of: `propertyName: kind`")
        }
        "description" => Some("say in a few words what it is: `description: Done`"),
        "paths" => Some("say `paths: {}` if there are none"),
        "info" => Some("say what it is called: `info: {title: Pets, version: '1'}`"),
        "title" => Some("say what the API is called: `title: Pets`"),
        "version" => Some("give the version of the API as a string: `version: '1'`"),
        "responses" => Some("document what is answered: `responses: {'204': {description: Done}}`"),
        "in" => Some("say where it is sent: `in: query`, `header`, `path` or `cookie`"),
        "url" => Some("give the URL; `url: /` is where the document comes from"),
        _ => None,
    }
}

/// About a word that is none of those that are allowed.
pub(super) fn word(words: &[&str], text: &str) -> Option<&'static str> {
    if ![
        &rules::TYPES[..],
        &rules::JSON_TYPES,
        &rules::TYPES_AND_FILE,
    ]
    .contains(&words)
    {
        return None;
    }
    Some(match text.to_ascii_lowercase().as_str() {
        "int" | "long" | "int32" | "int64" | "bigint" | "biginteger" => "say `type: integer`",
        "float" | "double" | "decimal" => "say `type: number`",
        "str" | "text" | "char" | "uuid" | "uri" | "url" | "email" => "say `type: string`",
        "date" => "say `type: string` and `format: date`",
        "datetime" | "date-time" | "timestamp" => "say `type: string` and `format: date-time`",
        "file" | "binary" | "bytes" => "say `type: string` and `format: binary`",
        "bool" => "say `type: boolean`",
        "list" | "set" => "say `type: array`",
        "map" | "dict" | "json" | "hash" => "say `type: object`",
        "any" | "mixed" => "leave `type` out: without it, everything is a value",
        _ => return None,
    })
}

/// About a word that another version allows there: which, and what to do about it.
pub(super) fn word_elsewhere(words: &[&str], text: &str) -> Option<(&'static str, &'static str)> {
    let is_place = words.contains(&"query");
    let is_scheme = words.contains(&"apiKey");
    Some(match text {
        "body" if is_place => ("Swagger 2.0", "say a `requestBody`"),
        "formData" if is_place => (
            "Swagger 2.0",
            "say a `requestBody` of `multipart/form-data` or `application/x-www-form-urlencoded`",
        ),
        "cookie" if is_place => ("OpenAPI 3.0", "remove it by an overlay"),
        "querystring" if is_place => (
            "OpenAPI 3.2",
            "give the document that version, or declare each parameter of the query",
        ),
        "basic" if is_scheme => ("Swagger 2.0", "say `type: http` and `scheme: basic`"),
        "http" if is_scheme => ("OpenAPI 3.0", "say `type: basic`"),
        "openIdConnect" if is_scheme => ("OpenAPI 3.0", "say `type: oauth2`, with its URLs"),
        "mutualTLS" if is_scheme => (
            "OpenAPI 3.1",
            "give the document that version, or remove the scheme by an overlay",
        ),
        _ => return None,
    })
}

/// Whether a word that a version does not know yet means what it means in a newer one.
pub(super) fn is_early_word(words: &[&str], text: &str) -> bool {
    let are_types = [&rules::TYPES[..], &rules::TYPES_AND_FILE].contains(&words);
    are_types && text == "null"
}

/// How a version says what a keyword of another one, `whose`, says in an object.
pub(super) fn elsewhere(version: Version, object: &str, keyword: &str, whose: &str) -> String {
    let hint = match version {
        Version::V20 => in_swagger(object, keyword),
        Version::V30 | Version::V31 | Version::V32 => in_openapi(object, keyword),
    };
    match (hint, version, whose) {
        (Some(hint), ..) => hint.to_owned(),
        (None, Version::V30 | Version::V31, "OpenAPI 3.1" | "OpenAPI 3.2") => {
            "give the document that version, or remove the key by an overlay".to_owned()
        }
        (None, ..) => format!(
            "remove it by an overlay: {} has nothing like it",
            version.name()
        ),
    }
}

fn in_swagger(object: &str, keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "requestBody" => "say a parameter `in: body`, with a `schema`",
        "content" => "say `schema` here, and the media types in `produces` or `consumes`",
        "components" => "say `definitions`, `parameters`, `responses` and `securityDefinitions`",
        "servers" => "say `host`, `basePath` and `schemes`",
        "style" | "explode" => "say `collectionFormat`",
        "flows" => "say `flow`, one scheme for each",
        _ => return in_openapi(object, keyword),
    })
}

fn in_openapi(object: &str, keyword: &str) -> Option<&'static str> {
    Some(match (object, keyword) {
        (_, "definitions") => "move the schemas to `components.schemas`",
        ("Schema Object", "additionalItems") => "say `items`, one schema for all",
        (_, "host" | "basePath" | "schemes") => "say `servers`, with whole URLs",
        (_, "consumes") => "say the media types in the `content` of request bodies",
        (_, "produces") => "say the media types in the `content` of responses",
        ("OpenAPI Object", "parameters") => "move them to `components.parameters`",
        ("OpenAPI Object", "responses") => "move them to `components.responses`",
        ("OpenAPI Object", "securityDefinitions") => "move them to `components.securitySchemes`",
        (_, "collectionFormat") => "say `style` and `explode`",
        ("Parameter Object" | "Header Object", _) => "say it in a `schema`",
        ("Response Object", "schema" | "examples") => "say it in `content`, by media type",
        ("Security Scheme Object", "flow" | "authorizationUrl" | "tokenUrl" | "scopes") => {
            "say it in `flows`"
        }
        _ => return None,
    })
}

/// How JSON Schema 2020-12 says what a keyword of another version says.
pub(super) fn older(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "additionalItems" => "say `items` beside `prefixItems`",
        "dependencies" => "say `dependentRequired` or `dependentSchemas`",
        "id" => "say `$id`",
        "$recursiveRef" => "say `$dynamicRef`",
        "$recursiveAnchor" => "say `$dynamicAnchor`",
        _ => return None,
    })
}
