//! The choices of `codegen.yaml` that hold for one API, or for all.

use super::{keys, wrong};
use crate::{
    diagnostics::Diagnostics,
    source::{Node, Span},
};

/// The keys there are, at the top and for each API.
pub(super) const KEYS: [&str; 3] = ["features", "filter", "server"];

/// The choices for one API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiChoices {
    /// `features: tags`: a Cargo feature for the operations of each tag. The server's trait is split as well, since one whose
    /// methods come and go with features could not be implemented.
    pub has_features_by_tag: bool,
    /// `filter`: which operations are generated; all of them without one.
    pub filter: Option<Filter>,
    /// `server`
    pub server: ServerChoices,
}

/// Which operations are generated. One is when a pattern of `include` fits, or there are none, and none of `exclude` does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What is generated; all when there is nothing in it.
    pub include: Vec<Pattern>,
    /// What is not generated even so.
    pub exclude: Vec<Pattern>,
    /// Whether deprecated operations are left out.
    pub without_deprecated: bool,
    /// Whether the filter is for all APIs, so that some of it may fit only others.
    pub is_shared: bool,
}

/// Operations that a filter speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What of an operation it is about.
    pub subject: Subject,
    /// A tag; an `operationId`, or a method and a path (`GET /pets`); a path, in which `*` stands for one segment and `**`,
    /// at the end, for all that follow.
    pub text: String,
    /// Where the user says so.
    pub span: Span,
}

/// What of an operation a pattern is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// `tags`
    Tag,
    /// `operations`
    Operation,
    /// `paths`
    Path,
}

/// What the server of an API is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerChoices {
    /// `split: tags`: a trait for the operations of each tag.
    pub is_split_by_tag: bool,
    /// `unimplemented: true`: the methods of the trait have a default that answers 501.
    pub unimplemented: bool,
}

/// Reads one of [`KEYS`].
pub(super) fn read(
    cx: &mut Diagnostics,
    choices: &mut ApiChoices,
    name: &str,
    node: &Node,
    is_shared: bool,
) {
    match name {
        "filter" => {
            choices.filter = filter(cx, node).map(|filter| Filter {
                is_shared,
                ..filter
            });
        }
        "features" => choices.has_features_by_tag = by_tags(cx, "features", node),
        _ => keys(
            cx,
            node,
            "server",
            &["split", "unimplemented"],
            |cx, key, node| match key {
                "split" => choices.server.is_split_by_tag = by_tags(cx, "split", node),
                _ => choices.server.unimplemented = flag(cx, node).unwrap_or_default(),
            },
        ),
    }
}

/// Whether something is done tag by tag, the one way there is but not doing it.
fn by_tags(cx: &mut Diagnostics, name: &str, node: &Node) -> bool {
    if node.as_bool() == Some(false) {
        return false;
    }
    let is_by_tags = node.as_str() == Some("tags");
    if !is_by_tags {
        let found = node
            .as_str()
            .map_or_else(|| node.kind().to_string(), |text| format!("`{text}`"));
        let message = format!("`{name}` is `tags` or `false`, not {found}");
        wrong(cx, node.span, message, format!("write `{name}: tags`"));
    }
    is_by_tags
}

const FILTER_KEYS: [&str; 6] = [
    "deprecated",
    "exclude",
    "include",
    "operations",
    "paths",
    "tags",
];

fn filter(cx: &mut Diagnostics, node: &Node) -> Option<Filter> {
    let mut filter = Filter::default();
    node.as_object()?;
    keys(cx, node, "filter", &FILTER_KEYS, |cx, key, node| {
        let part = |cx: &mut Diagnostics, into: &mut Vec<Pattern>, name: &str| {
            keys(
                cx,
                node,
                name,
                &["operations", "paths", "tags"],
                |cx, key, node| patterns(cx, into, key, node),
            );
        };
        match key {
            "deprecated" => filter.without_deprecated = flag(cx, node) == Some(false),
            "exclude" => part(cx, &mut filter.exclude, "exclude"),
            "include" => part(cx, &mut filter.include, "include"),
            _ => patterns(cx, &mut filter.include, key, node),
        }
    });
    Some(filter)
}

fn patterns(cx: &mut Diagnostics, into: &mut Vec<Pattern>, key: &str, node: &Node) {
    let subject = match key {
        "tags" => Subject::Tag,
        "operations" => Subject::Operation,
        _ => Subject::Path,
    };
    let Some(items) = node.as_array() else {
        let message = format!("`{key}` is a list of strings, not {}", node.kind());
        let help = format!("write `{key}: [one, another]`");
        return wrong(cx, node.span, message, help);
    };
    for item in items {
        match item.as_str() {
            Some(text) => into.push(Pattern {
                subject,
                text: text.to_owned(),
                span: item.span,
            }),
            None => {
                let message = format!("`{key}` is a list of strings, not of {}", item.kind());
                wrong(cx, item.span, message, "put it into quotes".to_owned());
            }
        }
    }
}

fn flag(cx: &mut Diagnostics, node: &Node) -> Option<bool> {
    let flag = node.as_bool();
    if flag.is_none() {
        let message = format!("expected `true` or `false`, found {}", node.kind());
        wrong(cx, node.span, message, "say `true` or `false`".to_owned());
    }
    flag
}
