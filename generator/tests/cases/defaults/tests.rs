//! The defaults of a document are those of its types.

use generated::defaults::models::{Nested, SettingsOrigin};

#[test]
fn a_type_that_requires_nothing_has_the_defaults_of_its_properties() {
    assert_eq!(Nested::default().depth, 1);
    let origin = SettingsOrigin::default();
    assert_eq!((origin.x, origin.y), (None, 2));
    let read: SettingsOrigin = serde_json::from_str("{}").unwrap();
    assert_eq!(read, origin);
    // What was absent is said from then on.
    assert_eq!(serde_json::to_string(&origin).unwrap(), r#"{"y":2}"#);
}
