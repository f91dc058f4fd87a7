//! `x-pagination`: how the pages of what an operation lists follow each other.

/// `x-pagination`: how the pages of a list follow each other. Parameters are indices into [`Operation::parameters`],
/// places JSON Pointers into the JSON body of each success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// What the next page is asked for by.
    pub(crate) style: PaginationStyle,
    /// `items`: the list.
    pub(crate) items: String,
    /// `size`: the parameter that says how many items a page has at most.
    pub(crate) size: Option<usize>,
}

/// What the next page is asked for by; each ends at a page without items too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PaginationStyle {
    /// Its number, counted from `first`.
    Page {
        /// `parameter`
        parameter: usize,
        /// `first`
        first: i64,
    },
    /// The number of items before it.
    Offset {
        /// `parameter`
        parameter: usize,
    },
    /// What the page before says, until it says nothing, `null` or `""`.
    Cursor {
        /// `parameter`
        parameter: usize,
        /// `next`
        next: String,
    },
    /// A URL, until there is none.
    Link {
        /// `next`; `None`: `rel=next` of the header `Link` (RFC 8288).
        next: Option<String>,
    },
}
