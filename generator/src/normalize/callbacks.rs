//! Callbacks: operations that the API calls.

use super::{
    operations::{self, Of},
    schemas::Schemas,
    security::Security,
};
use crate::{diagnostics::Diagnostics, resolve, spec};

/// The callbacks of an operation, one for each expression. Their operations are called after the callback, with the
/// method where there are several.
pub(super) fn all(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    security: &mut Security<'_>,
    operation: &resolve::Operation,
) -> Vec<spec::Callback> {
    of_list(cx, schemas, security, &operation.callbacks)
}

/// The same of any list, that of webhooks for one.
pub(super) fn of_list(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    security: &mut Security<'_>,
    callbacks: &[resolve::Callback],
) -> Vec<spec::Callback> {
    // What several share is called after the first of them by name, wherever it stands.
    let mut order: Vec<usize> = (0..callbacks.len()).collect();
    order.sort_by_key(|index| (&callbacks[*index].name, &callbacks[*index].expression));
    let mut found: Vec<Option<spec::Callback>> = callbacks.iter().map(|_| None).collect();
    for index in order {
        let callback = &callbacks[index];
        let of_the_key = callbacks.iter();
        let of_the_key = of_the_key.filter(|other| other.name == callback.name);
        let is_one = of_the_key
            .map(|other| other.operations.len())
            .sum::<usize>()
            == 1;
        let mut operations = Vec::new();
        for called in &callback.operations {
            let name = operations::own_name(called).unwrap_or_else(|| match is_one {
                true => callback.name.clone(),
                false => format!("{} {}", called.method.to_ascii_lowercase(), callback.name),
            });
            let of = Of {
                name,
                path: &callback.name,
                // The braces of an expression are no variables.
                template: "",
                is_callback: true,
            };
            operations.extend(operations::one(cx, schemas, security, called, of));
        }
        found[index] = Some(spec::Callback {
            name: callback.name.clone(),
            expression: callback.expression.clone(),
            operations,
        });
    }
    found.into_iter().flatten().collect()
}
