//! An emitted document to what of it a client must be able to say and to understand.

use serde_json::{Map, Value};

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Operation {
    /// Its name.
    pub(super) id: String,
    /// Its documented statuses.
    pub(super) statuses: Vec<u16>,
    /// The media types of its request body; none when it has no body.
    pub(super) media_types: Vec<String>,
}

/// The operations of a document; none when it is not one that the generator emits. Emitted documents are normalised, so
/// nothing in them is looked up elsewhere.
pub(super) fn operations(document: &Value) -> Option<Vec<Operation>> {
    let items = document["paths"].as_object()?.values();
    items
        .filter_map(Value::as_object)
        .flat_map(Map::values)
        .filter(|member| member.get("responses").is_some())
        .map(operation_of)
        .collect()
}

fn operation_of(operation: &Value) -> Option<Operation> {
    let responses = operation["responses"].as_object()?;
    let content = operation["requestBody"]["content"].as_object();
    Some(Operation {
        id: operation["operationId"].as_str()?.to_owned(),
        // `default` and `4XX` are no statuses that can be asked for.
        statuses: responses
            .keys()
            .filter_map(|key| key.parse().ok())
            .collect(),
        media_types: content.map_or_else(Vec::new, |it| it.keys().cloned().collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn operations_are_read_with_their_statuses_and_media_types() {
        let mut document = json!({"paths": {"/a": {"parameters": [], "put": {
            "operationId": "replace",
            "requestBody": {"content": {"application/json": {}, "text/csv": {}}},
            "responses": {"200": {}, "404": {}, "default": {}}
        }}}});
        let expected = Operation {
            id: "replace".to_owned(),
            statuses: vec![200, 404],
            media_types: vec!["application/json".to_owned(), "text/csv".to_owned()],
        };
        assert_eq!(operations(&document), Some(vec![expected]));
        document["paths"]["/a"]["put"]["operationId"] = Value::Null;
        assert_eq!(operations(&document), None);
        assert_eq!(operations(&json!({})), None);
    }
}
