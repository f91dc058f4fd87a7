//! Every code there is, by stage. `generator/diagnostics/<code>.md` says more about each.

use super::{Class, Code, Severity};

macro_rules! codes {
    ($($severity:ident $(($class:ident))? $name:ident $text:literal $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Code = Code {
                name: $text,
                severity: Severity::$severity,
                class: codes!(@class $($class)?),
                summary: $summary,
                text: include_str!(concat!("../../diagnostics/", $text, ".md")),
            };
        )*
        /// All of them, in the order of the stages.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
    (@class) => { Class::Document };
    (@class $class:ident) => { Class::$class };
}

codes! {
    // source: folders, files, text
    Error(Input) UNREADABLE "unreadable" "A file or folder of the specs folder cannot be read.";
    Error(Input) NO_API "no-api" "The specs folder holds no API.";
    Error(Input) UNKNOWN_API "unknown-api" "The API that was asked for is not in the specs folder.";
    Error INVALID_CONFIGURATION "invalid-configuration" "`codegen.yaml` says something that is not understood.";
    Warning UNNEEDED_ALLOW "unneeded-allow" "A code is allowed, but nothing of that code is found.";
    Error INVALID_LOCK "invalid-lock" "A `names.lock` says something that is not understood.";
    Warning STRAY_LOCK "stray-lock" "A `names.lock` belongs to no API of the specs folder.";
    Error INVALID_API_NAME "invalid-api-name" "The name of a file or folder cannot be the name of a Rust module.";
    Error DUPLICATE_API "duplicate-api" "Two entries of the specs folder have the same API name.";
    Error STRAY_OVERLAY "stray-overlay" "An overlay belongs to no API of the specs folder.";
    Error NO_ROOT "no-root" "No document of an API's folder has a top-level `openapi` or `swagger` key.";
    Error INVALID_ENCODING "invalid-encoding" "The text is not UTF-8, or holds characters that YAML forbids.";
    Error YAML_SYNTAX "yaml-syntax" "The text is not YAML.";
    Error YAML_KEY "yaml-key" "A key is not a scalar.";
    Error YAML_TAG "yaml-tag" "A tag is not of YAML's core schema, or does not fit its value.";
    Error YAML_ALIAS "yaml-alias" "An alias stands inside the value that it refers to.";
    Error YAML_MERGE "yaml-merge" "A merge key (`<<`) has a value that is no object.";
    Error JSON_SYNTAX "json-syntax" "The text is not JSON.";
    Error EMPTY_DOCUMENT "empty-document" "A file holds no document.";
    Error SEVERAL_DOCUMENTS "several-documents" "A file holds more than one document.";
    Error DUPLICATE_KEY "duplicate-key" "An object has one key twice.";
    Error INVALID_NUMBER "invalid-number" "A number is infinite, not a number, or beyond what a float can hold.";
    Error LIMIT_EXCEEDED "limit-exceeded" "A document is larger or nests deeper than any real one.";
    // dialect: version, merge, overlays
    Error UNKNOWN_VERSION "unknown-version" "The document names no version of OpenAPI, or one that does not exist.";
    Warning INCOMPLETE_VERSION "incomplete-version" "The version of OpenAPI has two numbers instead of three.";
    Error NOT_SUPPORTED_YET "not-supported-yet" "OpenAPI has this construct, the generator does not handle it yet.";
    Error MERGE_CONFLICT "merge-conflict" "Two documents of one API say different things under one key.";
    Warning FOREIGN_REFERENCE "foreign-reference" "A `$ref` names nothing in its own file, but something in the document.";
    Error INVALID_OVERLAY "invalid-overlay" "An overlay does not follow the Overlay Specification.";
    Error OVERLAY_WITHOUT_MATCH "overlay-without-match" "An action of an overlay selects nothing.";
    Error OVERLAY_MISMATCH "overlay-mismatch" "An action of an overlay does not fit what it selects.";
    Warning UNTRUSTED_EXTENSION "untrusted-extension" "A document says `x-rust-…`, which only overlays may.";
    Error DUPLICATE_OPERATION_ID "duplicate-operation-id" "Two operations of one API have the same `operationId`.";
    // dialect: shape
    Error UNKNOWN_KEYWORD "unknown-keyword" "An object has a key that OpenAPI does not define there.";
    Error MISSING_KEYWORD "missing-keyword" "An object lacks a key that OpenAPI requires.";
    Error WRONG_KIND "wrong-kind" "A value is not of the kind that OpenAPI requires there.";
    Error INVALID_VALUE "invalid-value" "A value is of the right kind, but not one that OpenAPI allows there.";
    Warning MISQUOTED_VALUE "misquoted-value" "A value has quotes that it should not have, or lacks them.";
    Warning NULL_KEYWORD "null-keyword" "A key holds `null`, as if it were not there.";
    Warning IMPLIED_KEYWORD "implied-keyword" "An object lacks a key that OpenAPI requires, though it is clear what it means without.";
    Error INVALID_NAME "invalid-name" "The key of a component, a media type, a header or a status is not well-formed.";
    Error INVALID_PATH "invalid-path" "A path is not well-formed.";
    Error AMBIGUOUS_PATH "ambiguous-path" "Two paths differ in nothing but the names of their parameters.";
    Warning DIVIDED_PATH "divided-path" "A path stands there twice, with other names for its parameters and other methods.";
    Warning UNDIVIDED_PARAMETERS "undivided-parameters" "Nothing stands between two parameters of a path, so that no request says where the first ends.";
    Error INVALID_REFERENCE "invalid-reference" "A `$ref` is not a reference that can be followed.";
    Warning REF_SIBLINGS_IGNORED "ref-siblings-ignored" "A key beside a `$ref` has no meaning there.";
    Warning INAPPLICABLE_KEYWORD "inapplicable-keyword" "A keyword says nothing there: it is about values of another type, about a key that is not there, or about parameters in another location.";
    Warning UNUSED_SERVER_VARIABLE "unused-server-variable" "A variable of a server is not in its URL.";
    Error INVALID_EXPRESSION "invalid-expression" "Something is not a runtime expression where one belongs.";
    Warning DUPLICATE_ENUM_VALUE "duplicate-enum-value" "An `enum` lists a value twice.";
    Warning MISSING_ITEMS "missing-items" "An array does not say what its items are, so that they can be anything.";
    Warning NEWER_KEYWORD "newer-keyword" "A keyword is used as another version of OpenAPI has it, and read so.";
    Warning IGNORED_KEYWORD "ignored-keyword" "A schema has a keyword that JSON Schema 2020-12 does not define.";
    Error DUPLICATE_ID "duplicate-id" "Two schemas have the same `$id`, or two of one resource the same anchor.";
    Warning DYNAMIC_REFERENCE "dynamic-reference" "A `$dynamicRef` has more meanings than are told apart, and is read as a `$ref`.";
    Warning FOREIGN_DIALECT "foreign-dialect" "A schema, or the document for all of them, names another dialect than JSON Schema 2020-12, and is read as that.";
    Error IMPOSSIBLE_SCHEMA "impossible-schema" "Constraints of a schema contradict each other, so that nothing satisfies it.";
    Warning IMPOSSIBLE_VALUE "impossible-value" "A value of an `enum` is not of the type.";
    Error INVALID_PATTERN "invalid-pattern" "A `pattern` is not a regular expression of ECMA-262.";
    Warning UNCHECKED_PATTERN "unchecked-pattern" "A `pattern` needs what the `regex` crate does not do: it is documented, but values are not checked.";
    Warning IGNORED_EXTENSION "ignored-extension" "An extension does not fit its schema, and is not taken up.";
    // document
    Error INTERNAL "internal" "The generator contradicts itself: this is a bug of it, not of the document.";
    // resolve
    Error UNRESOLVED_REFERENCE "unresolved-reference" "A `$ref` names nothing in the document.";
    Error WRONG_REFERENCE "wrong-reference" "A `$ref` names something of another kind than its place needs.";
    Error CYCLIC_REFERENCE "cyclic-reference" "A `$ref` leads back to itself and never to a value.";
    Error DUPLICATE_PARAMETER "duplicate-parameter" "A parameter of one name and location, or a header, is declared twice.";
    Error PATH_ITEM_CONFLICT "path-item-conflict" "A path item and the one that it refers to say the same key.";
    Warning UNAPPLIED_ENCODING "unapplied-encoding" "An encoding is for parts by position, or for the parts of a part; the generator does not look inside of those.";
    Warning TEXT_REFERENCE "text-reference" "A reference stands where OpenAPI has a text only. What tools make of it is done here too: the text of the file takes its place.";
    Warning COMPONENT_NAME "component-name" "The name of a component has characters that the Specification does not allow there; other tools may refuse the document.";
    Warning INAPPLICABLE_ENCODING "inapplicable-encoding" "An `encoding` is for a media type or a property that has none.";
    Warning UNKNOWN_OPERATION "unknown-operation" "A link leads to an operation that the document does not have.";
    // normalize
    Error UNUSED_PATH_PARAMETER "unused-path-parameter" "A path parameter is declared for a variable that the path does not have.";
    Error UNDECLARED_PATH_PARAMETER "undeclared-path-parameter" "A variable of a path is declared by no parameter.";
    Error UNKNOWN_SECURITY_SCHEME "unknown-security-scheme" "A security requirement names a scheme that is not declared.";
    Note AUTHORIZATION_PARAMETER "authorization-parameter" "An `Authorization` header is declared as a parameter; it is a credential.";
    Note IGNORED_HEADER_PARAMETER "ignored-header-parameter" "A header is declared where something else says it, and is ignored.";
    Note CREDENTIAL_PARAMETER "credential-parameter" "A parameter is what a security scheme of its operation sends; it is a credential.";
    Warning EXCLUSIVE_CREDENTIALS "exclusive-credentials" "A security requirement asks for credentials that no request carries together.";
    Warning UNKNOWN_SCOPE "unknown-scope" "A security requirement names a scope that its scheme does not have.";
    Warning UNSTYLED_VALUE "unstyled-value" "No style can write the values of a parameter, a header or a property of a form; it is a text, or said as without one.";
    Warning UNDEFINED_STYLE "undefined-style" "A style is not defined for the values of a parameter or a property; they are written as is common.";
    Warning UNTYPED_MEDIA_TYPE "untyped-media-type" "A media type has a schema that the generator does not apply to it; its bodies are bytes or a text.";
    Warning DUPLICATE_MEDIA_TYPE "duplicate-media-type" "A body has a media type twice, parameters aside; the first counts.";
    Note WILDCARD_MEDIA_TYPE "wildcard-media-type" "A range of media types, or plain text beside JSON, has a schema that JSON can say; it is taken as JSON.";
    Warning INFORMATIONAL_RESPONSE "informational-response" "A response has a status 1xx, which is no answer; it is left out.";
    Note BODILESS_RESPONSE "bodiless-response" "A response has a `content`, but HTTP has no body there.";
    Note NO_SUCCESS "no-success" "An operation documents no success; any is taken as one.";
    Note SEVERAL_TAGS "several-tags" "An operation has several tags where operations are taken apart by tag; it goes with the first.";
    Note UNRESOLVED_LINK "unresolved-link" "What a link hands on cannot be known from the request and the response; it is documented only.";
    Error INVALID_PAGINATION "invalid-pagination" "An `x-pagination` does not fit its operation.";
    Warning UNKNOWN_FORMAT "unknown-format" "A `format` of a number is none that the generator knows.";
    Error ALL_OF_CONFLICT "all-of-conflict" "Two schemas that a value has to satisfy both contradict each other.";
    Warning CLOSED_ALL_OF "closed-all-of" "`additionalProperties` of one schema in `allOf` is not applied to the properties of the others.";
    Warning UNDECLARED_REQUIRED "undeclared-required" "A required property is declared nowhere, but one of a similar name is.";
    Warning EXCLUDED_REQUIRED "excluded-required" "A required property is excluded by `additionalProperties: false`.";
    Warning AMBIGUOUS_UNION "ambiguous-union" "Nothing in a value tells two branches of a union apart.";
    Warning BRANCH_OF_ITSELF "branch-of-itself" "A branch of a choice is the schema that offers it.";
    Warning DISCRIMINATOR "discriminator" "A `discriminator` does not lead to every branch, or names its property wrongly.";
    Warning TOO_MANY_COMBINATIONS "too-many-combinations" "Several choices in one schema multiply to too many types.";
    Warning UNCHECKED_KEYWORD "unchecked-keyword" "A keyword is documented, but not checked.";
    Note WIDENED_PATTERN "widened-pattern" "A map by `patternProperties` has its type for members that match no pattern, too.";
    Note UNDECODED_CONTENT "undecoded-content" "A string holds something else in an encoding that the generator does not decode, or a text that it does not read; it is the string that is on the wire.";
    Note INFERRED_TYPE "inferred-type" "A schema has no `type`; it is read from its other keywords.";
    Warning INCOMPLETE_DEFAULT "incomplete-default" "A `default` of `{}` lacks what its schema requires.";
    Error INVALID_DEFAULT "invalid-default" "A `default` is not a value of its schema.";
    Warning INVALID_EXAMPLE "invalid-example" "An example is not a value of the schema that it illustrates.";
    // lower
    Note DEFAULT_NOT_APPLIED "default-not-applied" "A `default` is documented, but what is absent stays absent.";
    Warning AMBIGUOUS_PARAMETERS "ambiguous-parameters" "Parameters of an operation are written under the same names, so that no request says what belongs to which.";
    Warning ENDLESS_SCHEMA "endless-schema" "A list contains nothing but itself.";
    Error INFINITE_SCHEMA "infinite-schema" "A value of a schema would have to contain others without end, or too many to be sent.";
    Warning LOST_NAME "lost-name" "A `names.lock` holds the name of something that the documents no longer have.";
    Error INVALID_RUST_NAME "invalid-rust-name" "An `x-rust-name` cannot be a name of that kind in Rust.";
    Error DUPLICATE_RUST_NAME "duplicate-rust-name" "An `x-rust-name` is what something else in its scope is called.";
}
