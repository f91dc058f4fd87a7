//! What separates parts.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A boundary that none of these texts contains, the same for the same texts: a hash (FNV-1a) of them, and another one
/// should it ever occur.
pub(super) fn of_known<'t>(texts: impl Iterator<Item = &'t [u8]> + Clone) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    loop {
        for byte in texts.clone().flatten() {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0000_0100_0000_01b3);
        let boundary = format!("boundary-{hash:016x}");
        let mut texts = texts.clone();
        if !texts.any(|text| memchr::memmem::find(text, boundary.as_bytes()).is_some()) {
            return boundary;
        }
    }
}

/// A boundary that nobody can foresee, for content that is not known before it is sent: who wrote it could otherwise
/// add parts of his own.
pub(super) fn unforeseen() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("boundary-{:016x}{:016x}", random(), random())
}
