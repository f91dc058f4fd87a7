//! Scalars of other crates that are strings on the wire.

/// Makes types of other crates scalars: what is expected, a value to begin with, how a text is read (strictly or not),
/// and how a value is written.
#[doc(hidden)]
#[macro_export]
macro_rules! text_scalar {
    ($($type:ty, $expected:literal, $blank:expr, $read:expr, $write:expr;)*) => {$(
        impl $crate::runtime::Scalar for $type {
            const KIND: $crate::runtime::Kind = $crate::runtime::Kind::Text;

            fn expected(to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                to.write_str($expected)
            }

            fn blank() -> Self {
                $blank
            }

            fn accept(
                atom: $crate::runtime::Atom<'_>,
                strict: bool,
            ) -> ::core::option::Option<Self> {
                let read: fn(&str, bool) -> ::core::option::Option<Self> = $read;
                match atom {
                    $crate::runtime::Atom::Text(text) => read(text, strict),
                    _ => ::core::option::Option::None,
                }
            }

            fn atom<R>(&self, to: impl FnOnce($crate::runtime::Atom<'_>) -> R) -> R {
                let write: fn(&Self) -> ::std::string::String = $write;
                to($crate::runtime::Atom::Text(&write(self)))
            }
        }

        $crate::scalar!($type);
    )*};
}
