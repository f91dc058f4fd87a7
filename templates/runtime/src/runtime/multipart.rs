//! `multipart/form-data` bodies, RFC 7578.

use super::media::Media;

/// `multipart/form-data`: an array property repeats its name, an object is a part of JSON (OpenAPI 3.0.3, Encoding
/// Object).
pub const MULTIPART: &Media = &Media {
    name: "multipart/form-data",
    #[cfg(feature = "server")]
    read: Some(|content_type, body| Box::pin(read(content_type, body))),
    #[cfg(feature = "client")]
    write: Some(write),
};

#[cfg(feature = "server")]
async fn read(content_type: String, body: bytes::Bytes) -> Result<super::fields::Form, String> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| "has no multipart boundary")?;
    let whole = axum::body::Body::from(body).into_data_stream();
    let mut parts = multer::Multipart::new(whole, boundary);
    let mut form = super::fields::Form::default();
    while let Some(part) = parts
        .next_field()
        .await
        .map_err(|error| error.to_string())?
    {
        let name = part.name().ok_or("has a part without a name")?.to_owned();
        let json = is_json(part.headers().get(http::header::CONTENT_TYPE))
            .ok_or_else(|| format!("has a part {name:?} that is neither text nor JSON"))?;
        let bytes = part.bytes().await.map_err(|error| error.to_string())?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| format!("has a part {name:?} that is not UTF-8"))?
            .to_owned();
        form.push(name, text, json)?;
    }
    Ok(form)
}

/// Whether a part is JSON or text; a part that does not say is text.
#[cfg(feature = "server")]
fn is_json(content_type: Option<&http::HeaderValue>) -> Option<bool> {
    let Some(content_type) = content_type else {
        return Some(false);
    };
    let essence = super::media::essence(content_type.to_str().ok()?);
    let text = |prefix: &str| prefix.eq_ignore_ascii_case("text/");
    match essence.eq_ignore_ascii_case("application/json") {
        true => Some(true),
        false => essence.get(..5).is_some_and(text).then_some(false),
    }
}

#[cfg(feature = "client")]
fn write(fields: &[super::fields::FormField]) -> (String, Vec<u8>) {
    let boundary = boundary(fields);
    let mut body = String::new();
    for field in fields {
        let name = escape(&field.name);
        body += &format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n");
        if field.json {
            body += "Content-Type: application/json\r\n";
        }
        body += &format!("\r\n{}\r\n", field.text);
    }
    body += &format!("--{boundary}--\r\n");
    (
        format!("multipart/form-data; boundary={boundary}"),
        body.into_bytes(),
    )
}

/// A boundary that no field contains, the same for the same fields: a hash (FNV-1a) of them, and another one should
/// it ever occur.
#[cfg(feature = "client")]
fn boundary(fields: &[super::fields::FormField]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    loop {
        for byte in fields.iter().flat_map(|field| field.text.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0000_0100_0000_01b3);
        let boundary = format!("boundary-{hash:016x}");
        if !fields.iter().any(|field| field.text.contains(&boundary)) {
            return boundary;
        }
    }
}

/// A field's name between quotation marks, as the HTML standard has it.
#[cfg(feature = "client")]
fn escape(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
