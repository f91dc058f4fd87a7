//! How the outputs of an operation follow on each other.

/// How the outputs of an operation follow on each other. Places are JSON Pointers into the value of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// What changes from one call to the next.
    pub(crate) step: Step,
    /// The list; empty: the value itself.
    pub(crate) items: String,
    /// The field of the input that says how many items a page has at most.
    pub(crate) size: Option<String>,
}

/// What changes from one call to the next; each ends at a page without items, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The number of the page.
    Page {
        /// The field of the input.
        field: String,
        /// The number of the first page.
        first: i64,
    },
    /// The number of items before the page.
    Offset {
        /// The field of the input.
        field: String,
    },
    /// What the page before says, until it says nothing.
    Cursor {
        /// The field of the input.
        field: String,
        /// Where the page says it.
        next: String,
    },
    /// A URL, until there is none.
    Link {
        /// Where the page says it; `None`: the `Link` header (RFC 8288, `rel="next"`).
        next: Option<String>,
    },
}
