//! `format: uri` as [`url::Url`].

use std::sync::LazyLock;
use url::Url;

static BLANK: LazyLock<Url> = LazyLock::new(|| Url::parse("about:blank").expect("it is a URL"));

crate::text_scalar! {
    Url, "a URL", BLANK.clone(), |text, _| Url::parse(text).ok(), ToString::to_string;
}
