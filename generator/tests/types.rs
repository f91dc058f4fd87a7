//! Types of other crates: what `codegen.yaml` chooses for formats of strings, and what `x-rust-type` puts in the place of
//! a schema. Such choices hold for a whole specs folder, so each set of them is a crate.

#[path = "support/crates.rs"]
mod crates;
#[path = "support/values.rs"]
mod values;

use generator::source::MemoryLoader;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every format that has types, in every place that a schema can have.
const FORMATS: &str = "\
openapi: 3.0.3
info: {title: Formats, version: '1'}
paths:
  /{id}/{day}:
    post:
      operationId: post
      parameters:
        - {in: path, name: id, required: true, schema: {type: string, format: uuid}}
        - {in: path, name: day, required: true, schema: {type: string, format: date}}
        - {in: query, name: since, schema: {type: string, format: date-time}}
        - {in: query, name: span, schema: {type: string, format: duration}}
        - {in: query, name: hour, required: true, schema: {type: string, format: time}}
        - {in: header, name: Link, schema: {type: string, format: uri}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Lists'}}}}
components:
  schemas:
    All:
      type: object
      required: [id]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        at: {type: string, format: date-time}
        day: {type: string, format: date}
        hour: {type: string, format: time}
        span: {type: string, format: duration}
        data: {type: string, format: byte}
        url_data: {type: string, format: base64url}
        link: {type: string, format: uri}
    Nullable:
      type: object
      required: [id, link]
      properties:
        id: {type: string, format: uuid, nullable: true}
        at: {type: string, format: date-time, nullable: true}
        link: {type: string, format: uri, nullable: true}
    Lists:
      type: object
      properties:
        ids: {type: array, uniqueItems: true, items: {type: string, format: uuid}}
        times: {type: object, additionalProperties: {type: string, format: date-time}}
        either: {oneOf: [{type: string, format: date}, {type: integer}]}
        default: {type: string, format: date, default: '2024-02-29'}
        short: {type: string, format: uri, maxLength: 12}
    Id: {type: string, format: uuid}
    Start: {type: string, format: date, default: '2024-02-29'}
    Defaults:
      type: object
      properties:
        day: {$ref: '#/components/schemas/Start'}
        hour: {type: string, format: time, default: '12:30:05'}
        at: {type: string, format: date-time, default: '2024-02-29T12:30:05Z'}
        id: {type: string, format: uuid, default: 67e55044-10b1-426f-9247-bb680e5fe0c8}
        data: {type: string, format: byte, default: aGVsbG8=}
        days: {type: array, items: {type: string, format: date}, default: ['2024-02-28']}
        link: {type: string, format: uri, default: 'https://example.com/'}
";

/// What holds whatever crate the dates are of.
const ACCEPTED: &str = r#"
All
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8"}
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-29T12:30:05Z", "day": "2024-02-29", "hour": "12:30:05", "data": "aGVsbG8=", "link": "https://example.com/a?b"}
  accepts {"id": "67E55044-10B1-426F-9247-BB680E5FE0C8"}
  writes {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8"}
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "link": "HTTP://EXAMPLE.com"}
  writes {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "link": "http://example.com/"}
  refuses {} — id
  refuses {"id": 1} — /id
  refuses {"id": "67e55044"} — /id
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-29"} — /at
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-30T00:00:00Z"} — /at
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-29T12:30:05"} — /at
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "day": "2023-02-29"} — /day
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "day": null} — /day
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "hour": "25:00:00"} — /hour
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "data": "a b"} — /data
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "link": "/relative"} — /link
Nullable
  accepts {"id": null, "link": null, "at": null}
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "link": "https://example.com/"}
  refuses {"link": null} — id
Lists
  accepts {"ids": ["67e55044-10b1-426f-9247-bb680e5fe0c8"], "times": {"a": "2024-02-29T12:30:05Z"}, "either": "2024-02-29", "default": "2024-01-01"}
  accepts {"either": 1, "default": "2024-01-01"}
  refuses {"ids": ["x"]} — /ids/0
  refuses {"times": {"a": "x"}} — /times/a
  refuses {"either": "x"} — /either
Defaults
  accepts {}
  writes {"day": "2024-02-29", "hour": "12:30:05", "at": "2024-02-29T12:30:05Z", "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "data": "aGVsbG8=", "days": ["2024-02-28"]}
"#;

#[test]
fn types_of_jiff() {
    let configuration = "formats: {uuid: uuid, date-time: jiff, date: jiff, time: jiff, duration: jiff, byte: bytes, base64url: bytes, uri: url}\n";
    let spans = r#"
All
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "span": "P1DT2H"}
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "url_data": "-_-_aA=="}
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "url_data": "a b"} — /url_data
  refuses {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "span": "1 day"} — /span
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-29T12:30:05+02:00"}
  writes {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-29T10:30:05Z"}
"#;
    let models = formats("types-of-jiff", configuration, spans);
    for ty in [
        "uuid::Uuid",
        "jiff::Timestamp",
        "jiff::civil::Date",
        "jiff::civil::Time",
        "jiff::SpanFieldwise",
        "runtime::Base64>",
        "runtime::Base64Url>",
        "url::Url",
    ] {
        assert!(models.contains(ty), "{ty}");
    }
}

#[test]
fn types_of_chrono() {
    let configuration = "formats: {uuid: uuid, date-time: chrono, date: chrono, time: chrono, byte: bytes, base64url: bytes, uri: url}\n";
    let models = formats("types-of-chrono", configuration, OFFSETS);
    for ty in [
        "chrono::DateTime",
        "chrono::NaiveDate",
        "chrono::NaiveTime",
        "span: Option<String>",
    ] {
        assert!(models.contains(ty), "{ty}");
    }
}

#[test]
fn types_of_time() {
    let configuration = "formats: {uuid: uuid, date-time: time, date: time, time: time, byte: bytes, base64url: bytes, uri: url}\n";
    let models = formats("types-of-time", configuration, OFFSETS);
    for ty in ["time::OffsetDateTime", "time::Date", "time::Time"] {
        assert!(models.contains(ty), "{ty}");
    }
}

/// The offset is part of the value.
const OFFSETS: &str = r#"
All
  accepts {"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "at": "2024-02-29T12:30:05+02:00", "span": "any text"}
"#;

/// A crate of the formats: compiled, linted, and its values tested. Gives its models.
fn formats(name: &str, configuration: &str, more: &str) -> String {
    let loader = MemoryLoader::new()
        .file("codegen.yaml", configuration)
        .file("formats.yaml", FORMATS);
    let tests = values::test("formats", &format!("{ACCEPTED}{more}"));
    let krate = judge(name, &loader, &tests);
    fs::read_to_string(krate.join("src/formats/models.rs")).expect("models")
}

/// A crate of these documents without a warning of clippy, whose values are as these tests say.
fn judge(name: &str, loader: &MemoryLoader, tests: &str) -> PathBuf {
    let (krate, _) = crates::write_crate(name, loader);
    fs::write(krate.join("tests/values.rs"), values::file(tests)).expect("a file");
    cargo(
        &krate,
        &[
            "clippy",
            "--all-targets",
            "--no-default-features",
            "--",
            "-Dwarnings",
        ],
    );
    cargo(
        &krate,
        &[
            "clippy",
            "--all-targets",
            "--features",
            "client,server",
            "--",
            "-Dwarnings",
        ],
    );
    cargo(&krate, &["test", "--features", "client,server"]);
    krate
}

/// Runs cargo in a crate.
fn cargo(krate: &Path, arguments: &[&str]) {
    let status = crates::cargo(krate, arguments).status();
    let succeeds = status.expect("cargo").success();
    assert!(succeeds, "cargo {}", arguments.join(" "));
}

const HOSTS: &str = "\
openapi: 3.0.3
info: {title: Hosts, version: '1'}
paths: {}
components:
  schemas:
    Address: {type: string, maxLength: 9}
    Host:
      type: object
      required: [address]
      properties:
        address: {$ref: '#/components/schemas/Address'}
        port: {type: integer}
        hops: {type: array, items: {$ref: '#/components/schemas/Address'}}
        named: {type: object, additionalProperties: {$ref: '#/components/schemas/Address'}}
        text: {type: object, properties: {text: {type: string}}}
    Either: {oneOf: [{$ref: '#/components/schemas/Address'}, {type: integer}]}
";

/// An overlay that puts a type in the place of a schema.
fn replacing(target: &str, ty: &str) -> String {
    format!(
        "overlay: 1.0.0\ninfo: {{title: Rust, version: '1'}}\nactions:\n  - target: {target}\n    update: {{x-rust-type: '{ty}'}}\n"
    )
}

#[test]
fn types_of_the_users() {
    let address = "$.components.schemas.Address";
    let port = "$.components.schemas.Host.properties.port";
    let text = "$.components.schemas.Host.properties.text";
    let loader = MemoryLoader::new()
        .file("hosts/hosts.yaml", HOSTS)
        .file(
            "hosts/a.overlay.yaml",
            replacing(address, "crate::runtime::Slot<std::net::IpAddr>"),
        )
        .file(
            "hosts/b.overlay.yaml",
            replacing(port, "crate::runtime::Slot<std::num::NonZeroU16>"),
        )
        .file(
            "hosts/c.overlay.yaml",
            replacing(
                text,
                "std::collections::BTreeMap<String, std::net::Ipv4Addr>",
            ),
        );
    let tests = values::test(
        "hosts",
        r#"
Host
  accepts {"address": "127.0.0.1", "port": 80, "hops": ["::1"], "named": {"a": "10.0.0.1"}}
  refuses {} — address
  refuses {"address": "localhost"} — /address
  refuses {"address": "127.0.0.1", "port": 0} — /port
  refuses {"address": "127.0.0.1", "hops": ["::1", 1]} — /hops/1
  refuses {"address": "127.0.0.1", "named": {"a": "b"}} — /named/a
Either
  accepts "::1"
  accepts 1
"#,
    );
    judge("types-of-users", &loader, &tests);
}

/// What a type lacks is said at the line that names it, and not all over the models.
#[test]
fn a_type_that_cannot_stand_for_a_schema() {
    let address = "$.components.schemas.Address";
    let loader = MemoryLoader::new().file("hosts/hosts.yaml", HOSTS).file(
        "hosts/a.overlay.yaml",
        replacing(address, "std::time::Instant"),
    );
    let (krate, _) = crates::write_crate("types-without-traits", &loader);
    let output = crates::cargo(&krate, &["check"]).output().expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it compiles");
    for text in [
        "src/replacements.rs",
        "Instant: serde::Serialize",
        "can_stand_for_a_schema",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    assert!(!said.contains("src/hosts/models.rs"), "{said}");
}
