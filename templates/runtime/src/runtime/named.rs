//! What an operation is called where calls are watched.

use super::operation::Operation;

/// The names of an operation; nothing, where nobody watches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    #[cfg(feature = "tracing")]
    pub(crate) id: &'static str,
    #[cfg(feature = "tracing")]
    pub(crate) method: &'static str,
    #[cfg(feature = "tracing")]
    pub(crate) template: &'static str,
}

impl Named {
    pub(crate) const fn of<O: Operation>() -> Self {
        let _ = O::ID;
        Self {
            #[cfg(feature = "tracing")]
            id: O::ID,
            #[cfg(feature = "tracing")]
            method: O::METHOD,
            #[cfg(feature = "tracing")]
            template: O::PATH,
        }
    }
}

/// Method and path template, as spans of HTTP are called.
#[cfg(feature = "tracing")]
impl std::fmt::Display for Named {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} {}", self.method, self.template)
    }
}
