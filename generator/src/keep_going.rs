//! Stages run over a document with errors, again and again without what has them.
//!
//! So no stage has to bear errors of an earlier one: what holds after a stage holds here too.

use crate::{
    diagnostics::{Aborted, Diagnostics},
    dialect::{self, Extent, United},
};

/// One for each stage that can find errors in what the others let pass, and some more for what falls with it.
const MAX_ATTEMPTS: usize = 32;

/// So often as little as possible goes. What still has errors then goes as a whole, so that there is an end.
const SPARING_ATTEMPTS: usize = 12;

/// Runs the stages until they come to an end. All that they say on the way is said.
///
/// # Errors
/// [`Aborted`] when errors are where nothing can go: in what the whole document says about itself.
pub(crate) fn run<T>(
    cx: &mut Diagnostics,
    mut united: United,
    stages: impl Fn(&mut Diagnostics, United) -> Result<T, Aborted>,
) -> Result<T, Aborted> {
    dialect::prune_wrong(&mut united);
    for number in 0..MAX_ATTEMPTS {
        let mut attempt = Diagnostics::new(std::mem::take(&mut cx.sources), false);
        attempt.limits = cx.limits;
        attempt.incomplete = cx.incomplete;
        let result = stages(&mut attempt, united.clone());
        let errors = attempt.error_spans();
        cx.absorb(attempt);
        if result.is_ok() {
            return result;
        }
        let extent = match number < SPARING_ATTEMPTS {
            true => Extent::Nearest,
            false => Extent::Item,
        };
        if !dialect::prune(&mut united, errors, extent) {
            break;
        }
    }
    Err(Aborted)
}
