//! `application/x-www-form-urlencoded` bodies.

use super::media::Media;

/// `application/x-www-form-urlencoded`: an array property repeats its name, an object is JSON text (OpenAPI 3.0.3,
/// Encoding Object).
pub const FORM: &Media = &Media {
    name: "application/x-www-form-urlencoded",
    #[cfg(feature = "server")]
    read: Some(|_, body| Box::pin(std::future::ready(read(&body)))),
    #[cfg(feature = "client")]
    write: Some(write),
};

#[cfg(feature = "server")]
fn read(body: &[u8]) -> Result<super::fields::Form, String> {
    let text = std::str::from_utf8(body).map_err(|_| "is not UTF-8")?;
    let mut form = super::fields::Form::default();
    for (name, text) in super::percent::pairs(text)? {
        form.push(name, text, false)?;
    }
    Ok(form)
}

#[cfg(feature = "client")]
fn write(fields: &[super::fields::FormField]) -> (String, Vec<u8>) {
    let pairs: Vec<String> = fields
        .iter()
        .map(|field| {
            format!(
                "{}={}",
                super::percent::encode(&field.name),
                super::percent::encode(&field.text)
            )
        })
        .collect();
    (FORM.name.to_owned(), pairs.join("&").into_bytes())
}
