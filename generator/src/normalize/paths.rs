//! Path templates.

/// The names of a template's variables, in order (OpenAPI 3.0.3, Path Templating). The shape of the template was
/// checked with the document's.
pub(super) fn variables(template: &str) -> Vec<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}
