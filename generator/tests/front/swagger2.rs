//! Swagger 2.0: what documents of it may not say, and what becomes of what they say.

use crate::{check, read};
use expect_test::{Expect, expect};
use generator::{generate, output::Options, source::MemoryLoader};

/// The smallest document, around `rest`.
fn document(rest: &str) -> String {
    format!("swagger: '2.0'\ninfo: {{title: Pets, version: '1'}}\n{rest}")
}

fn check_document(rest: &str, expected: Expect) {
    check(&[("pets.yaml", &document(rest))], expected);
}

/// Checks all that is said, in one line each, by all stages.
fn check_all(rest: &str, expected: Expect) {
    let loader = MemoryLoader::new().file("pets.yaml", document(rest));
    let said = generate(&Options::default(), &loader).diagnostics.short();
    expected.assert_eq(&said.replace("specs/pets.yaml:", ""));
}

/// Checks what is said about the parameters of one operation.
fn check_parameters(parameters: &str, expected: Expect) {
    let rest = format!(
        "paths: {{'/a': {{post: {{parameters: [{parameters}], responses: {{200: {{description: x}}}}}}}}}}\n"
    );
    check_all(&rest, expected);
}

/// Checks what a document is in the internal dialect, but for its version and title.
fn becomes(rest: &str, expected: Expect) {
    let (documents, cx) = read(&[("pets.yaml", &document(rest))]);
    assert_eq!(cx.short(), "");
    let mut root = documents[0].places.root().to_json();
    let map = root.as_object_mut().expect("an object");
    map.remove("openapi");
    map.remove("info");
    let text = serde_json::to_string_pretty(&root).expect("JSON");
    expected.assert_eq(&(text + "\n"));
}

#[test]
fn misspelt_keywords() {
    check_document(
        "basepath: /v1\npaths:\n  /a:\n    get:\n      produce: [text/plain]\n      responses: {200: {description: x, scheme: {}}}\ndefinitions: {A: {propertys: {}}}\n",
        expect![[r#"
            error[unknown-keyword]: a Swagger Object has no key `basepath`
             --> specs/pets.yaml:3:1
              |
            3 | basepath: /v1
              | ^^^^^^^^
              |
              = help: a key with a similar name exists: `basePath`

            error[unknown-keyword]: an Operation Object has no key `produce`
             --> specs/pets.yaml:7:7
              |
            7 |       produce: [text/plain]
              |       ^^^^^^^
              |
              = help: a key with a similar name exists: `produces`

            error[unknown-keyword]: a Response Object has no key `scheme`
             --> specs/pets.yaml:8:41
              |
            8 |       responses: {200: {description: x, scheme: {}}}
              |                                         ^^^^^^
              |
              = help: a key with a similar name exists: `schema`

            error[unknown-keyword]: a Schema Object has no key `propertys`
             --> specs/pets.yaml:9:19
              |
            9 | definitions: {A: {propertys: {}}}
              |                   ^^^^^^^^^
              |
              = help: a key with a similar name exists: `properties`

        "#]],
    );
}

#[test]
fn keywords_of_openapi() {
    check_document(
        "servers: []\npaths:\n  /a:\n    post:\n      requestBody: {}\n      responses: {200: {description: x, content: {}}}\ndefinitions: {A: {oneOf: [{}], nullable: true}}\n",
        expect![[r#"
            error[unknown-keyword]: a Swagger Object has no key `servers`
             --> specs/pets.yaml:3:1
              |
            3 | servers: []
              | ^^^^^^^
              |
              = note: `servers` is of OpenAPI 3.0
              = help: say `host`, `basePath` and `schemes`

            error[unknown-keyword]: an Operation Object has no key `requestBody`
             --> specs/pets.yaml:7:7
              |
            7 |       requestBody: {}
              |       ^^^^^^^^^^^
              |
              = note: `requestBody` is of OpenAPI 3.0
              = help: say a parameter `in: body`, with a `schema`

            error[unknown-keyword]: a Response Object has no key `content`
             --> specs/pets.yaml:8:41
              |
            8 |       responses: {200: {description: x, content: {}}}
              |                                         ^^^^^^^
              |
              = note: `content` is of OpenAPI 3.0
              = help: say `schema` here, and the media types in `produces` or `consumes`

            warning[newer-keyword]: `oneOf` is of OpenAPI 3.0, and read so
             --> specs/pets.yaml:9:19
              |
            9 | definitions: {A: {oneOf: [{}], nullable: true}}
              |                   ^^^^^

            warning[newer-keyword]: `nullable` is of OpenAPI 3.0, and read so
             --> specs/pets.yaml:9:32
              |
            9 | definitions: {A: {oneOf: [{}], nullable: true}}
              |                                ^^^^^^^^

        "#]],
    );
}

#[test]
fn wrong_kinds() {
    check_document(
        "host: [a]\nschemes: https\nconsumes: [json, 1]\npaths: {}\ndefinitions: {A: {discriminator: {propertyName: a}, type: [string]}}\n",
        expect![[r#"
            error[wrong-kind]: `host` in a Swagger Object: expected a string, found an array
             --> specs/pets.yaml:3:7
              |
            3 | host: [a]
              |       ^^^

            error[wrong-kind]: `schemes` in a Swagger Object: expected an array, found the string `https`
             --> specs/pets.yaml:4:10
              |
            4 | schemes: https
              |          ^^^^^
              |
              = help: write a list, even of one element

            error[invalid-name]: `json` is not a media type
             --> specs/pets.yaml:5:12
              |
            5 | consumes: [json, 1]
              |            ^^^^
              |
              = help: write `type/subtype`, for instance `application/json`

            error[invalid-name]: `1` is not a media type
             --> specs/pets.yaml:5:18
              |
            5 | consumes: [json, 1]
              |                  ^
              |
              = help: write `type/subtype`, for instance `application/json`

            warning[misquoted-value]: `consumes` in a Swagger Object: expected a string, found `1`, which is read as the string `1`
             --> specs/pets.yaml:5:18
              |
            5 | consumes: [json, 1]
              |                  ^
              |
              = help: quote it: `'1'`

            error[wrong-kind]: `discriminator` in a Schema Object: expected a string, found an object
             --> specs/pets.yaml:7:34
              |
            7 | definitions: {A: {discriminator: {propertyName: a}, type: [string]}}
              |                                  ^^^^^^^^^^^^^^^^^
              |
              = help: Swagger 2.0 says the name of the property: `discriminator: kind`

            warning[newer-keyword]: a list of types is of OpenAPI 3.1, and read so
             --> specs/pets.yaml:7:53
              |
            7 | definitions: {A: {discriminator: {propertyName: a}, type: [string]}}
              |                                                     ^^^^
              |
              = help: say `type: string`

        "#]],
    );
}

#[test]
fn hosts_and_base_paths() {
    for (host, base) in [
        ("https://a.example", "v1"),
        ("a.example/v1", "/{a}"),
        ("", "//a"),
    ] {
        let (_, cx) = read(&[(
            "pets.yaml",
            &document(&format!(
                "host: '{host}'\nbasePath: '{base}'\npaths: {{}}\n"
            )),
        )]);
        assert_eq!(cx.errors(), 2, "{}", cx.human(false));
    }
    check_document(
        "host: https://a.example/v1\npaths: {}\n",
        expect![[r#"
        error[invalid-value]: `https://a.example/v1` is not a host
         --> specs/pets.yaml:3:7
          |
        3 | host: https://a.example/v1
          |       ^^^^^^^^^^^^^^^^^^^^
          |
          = help: say the host and, where there is one, the port: `api.example.com:8080`

    "#]],
    );
}

#[test]
fn parameters() {
    check_parameters(
        "{in: query, name: a}",
        expect![[r#"
        3:36: error[missing-keyword]: a parameter in `query` needs the key `type`
    "#]],
    );
    check_parameters(
        "{in: query, name: a, schema: {type: string}}",
        expect![[r#"
        3:57: error[invalid-value]: a parameter in `query` has a `type`, not a `schema`
    "#]],
    );
    check_parameters(
        "{in: body, name: a, type: string}",
        expect![[r#"
        3:36: error[missing-keyword]: a parameter in `body` needs a `schema`
        3:56: warning[inapplicable-keyword]: `type` says nothing about a parameter in `body`, and is ignored
    "#]],
    );
    check_parameters(
        "{in: cookie, name: a, type: string}",
        expect![[r#"
        3:41: error[invalid-value]: `cookie` is none of `query`, `header`, `path`, `formData` and `body`
    "#]],
    );
    check_parameters(
        "{in: query, name: a, type: file}",
        expect![[r#"
        3:63: error[invalid-value]: `type: file` is for parameters `in: formData`
    "#]],
    );
    check_parameters(
        "{in: query, name: a, type: object}",
        expect![[r#"
        3:63: error[invalid-value]: `object` is none of `string`, `number`, `integer`, `boolean`, `array` and `file`
    "#]],
    );
    check_parameters(
        "{in: path, name: a, type: string}",
        expect![[r#"
            3:36: warning[implied-keyword]: a parameter in a path needs `required: true`
            3:53: error[unused-path-parameter]: the path `/a` has no variable `{a}`
        "#]],
    );
    check_parameters(
        "{in: header, name: a, type: array, collectionFormat: multi, items: {type: string}}",
        expect![[r#"
            3:89: error[invalid-value]: the collection format `multi` does not exist for a parameter in `header`
            3:89: warning[unstyled-value]: no style can write the values of `a`: its collection format is `multi`; it is a text
        "#]],
    );
    check_parameters(
        "{in: query, name: a, type: string, collectionFormat: csv}",
        expect![[r#"
            3:71: warning[inapplicable-keyword]: `collectionFormat` says nothing without `type: array`, and is ignored
        "#]],
    );
    check_parameters(
        "{in: query, name: a, type: string, minLength: 3, maxLength: 2, enum: [1]}",
        expect![[r#"
            3:85: error[impossible-schema]: no number of characters is at least 3 and at most 2
            3:106: error[invalid-value]: `1` is in the `enum`, but is no value of the type `string`
        "#]],
    );
    check_parameters(
        "{in: query, name: a, type: array, collectionFormat: tsv, items: {type: string}}",
        expect![[r#"
            3:88: warning[unstyled-value]: no style can write the values of `a`: its collection format is `tsv`; it is a text
        "#]],
    );
    check_parameters(
        "{in: query, name: a, type: array}",
        expect![[r#"
        3:36: warning[missing-items]: a schema of the type `array` does not say what its items are
    "#]],
    );
}

#[test]
fn bodies() {
    check_parameters(
        "{in: body, name: a, schema: {}}, {in: body, name: b, schema: {}}",
        expect![[r#"
            3:69: error[invalid-value]: an operation has one body at most
        "#]],
    );
    check_parameters(
        "{in: body, name: a, schema: {}}, {in: formData, name: b, type: string}",
        expect![[r#"
            3:69: error[invalid-value]: an operation has a body or a form, not both
        "#]],
    );
}

#[test]
fn references() {
    check_all(
        "paths: {'/a': {get: {parameters: [{$ref: '#/parameters/limt'}], responses: {200: {description: x, schema: {$ref: '#/responses/Pets'}}, 404: {$ref: '#/responses/Missing'}}}}}\nparameters: {limit: {in: query, name: limit, type: integer}}\nresponses: {Pets: {description: x, schema: {$ref: '#/definitions/Pet'}}}\ndefinitions: {Pets: {type: array, items: {$ref: '#/definitions/Pat'}}}\n",
        expect![[r#"
            3:42: error[unresolved-reference]: the reference `#/parameters/limt` names nothing in the document
            3:114: error[wrong-reference]: the reference `#/responses/Pets` does not name a schema
            3:148: error[unresolved-reference]: the reference `#/responses/Missing` names nothing in the document
            5:51: error[unresolved-reference]: the reference `#/definitions/Pet` names nothing in the document
            6:49: error[unresolved-reference]: the reference `#/definitions/Pat` names nothing in the document
        "#]],
    );
}

#[test]
fn security() {
    check_document(
        "paths: {}\nsecurityDefinitions:\n  a: {type: oauth2}\n  b: {type: oauth2, flow: accessCode}\n  c: {type: http, scheme: bearer}\n  d: {type: apiKey, in: cookie, name: a}\n",
        expect![[r#"
            error[missing-keyword]: a Security Scheme Object of the type `oauth2` needs the key `flow`
             --> specs/pets.yaml:5:6
              |
            5 |   a: {type: oauth2}
              |      ^^^^^^^^^^^^^^

            error[missing-keyword]: a Security Scheme Object of the type `oauth2` needs the key `authorizationUrl`
             --> specs/pets.yaml:6:6
              |
            6 |   b: {type: oauth2, flow: accessCode}
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            error[missing-keyword]: a Security Scheme Object of the type `oauth2` needs the key `tokenUrl`
             --> specs/pets.yaml:6:6
              |
            6 |   b: {type: oauth2, flow: accessCode}
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            error[invalid-value]: `http` is none of `basic`, `apiKey` and `oauth2`
             --> specs/pets.yaml:7:13
              |
            7 |   c: {type: http, scheme: bearer}
              |             ^^^^
              |
              = note: `http` is of OpenAPI 3.0
              = help: say `type: basic`

            error[unknown-keyword]: a Security Scheme Object has no key `scheme`
             --> specs/pets.yaml:7:19
              |
            7 |   c: {type: http, scheme: bearer}
              |                   ^^^^^^
              |
              = note: `scheme` is of OpenAPI 3.0
              = help: remove it by an overlay: Swagger 2.0 has nothing like it

            error[invalid-value]: `cookie` is none of `query` and `header`
             --> specs/pets.yaml:8:25
              |
            8 |   d: {type: apiKey, in: cookie, name: a}
              |                         ^^^^^^
              |
              = note: `cookie` is of OpenAPI 3.0
              = help: remove it by an overlay

        "#]],
    );
}

#[test]
fn files() {
    check_document(
        "paths: {}\ndefinitions: {A: {type: object, properties: {a: {type: file}}}}\n",
        expect![[r#"
            error[invalid-value]: `type: file` is for responses and for parameters `in: formData`
             --> specs/pets.yaml:4:56
              |
            4 | definitions: {A: {type: object, properties: {a: {type: file}}}}
              |                                                        ^^^^
              |
              = help: say `type: string` and `format: binary`

        "#]],
    );
}

#[test]
fn whole_documents() {
    becomes(
        "host: api.example.com:8080\nbasePath: /v1/\nschemes: [https, http]\npaths: {}\nsecurityDefinitions:\n  basic: {type: basic}\n  key: {type: apiKey, in: header, name: X-Key}\n  code: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a.example/a', tokenUrl: 'https://a.example/t', scopes: {read: Reads}}\n  app: {type: oauth2, flow: application, tokenUrl: 'https://a.example/t'}\ndefinitions:\n  Pet:\n    type: object\n    discriminator: kind\n    required: [kind]\n    properties:\n      kind: {type: string}\n      owner: {$ref: '#/definitions/Owner', x-nullable: true}\n      note: {type: string, x-nullable: true, x-ms-client-name: remark}\n  Owner: {type: object}\n",
        expect![[r##"
            {
              "components": {
                "schemas": {
                  "Pet": {
                    "type": "object",
                    "discriminator": {
                      "propertyName": "kind"
                    },
                    "required": [
                      "kind"
                    ],
                    "properties": {
                      "kind": {
                        "type": "string"
                      },
                      "owner": {
                        "$ref": "#/components/schemas/Owner",
                        "nullable": true
                      },
                      "note": {
                        "type": "string",
                        "x-ms-client-name": "remark",
                        "nullable": true
                      }
                    }
                  },
                  "Owner": {
                    "type": "object"
                  }
                },
                "securitySchemes": {
                  "basic": {
                    "type": "http",
                    "scheme": "basic"
                  },
                  "key": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Key"
                  },
                  "code": {
                    "type": "oauth2",
                    "flows": {
                      "authorizationCode": {
                        "authorizationUrl": "https://a.example/a",
                        "tokenUrl": "https://a.example/t",
                        "scopes": {
                          "read": "Reads"
                        }
                      }
                    }
                  },
                  "app": {
                    "type": "oauth2",
                    "flows": {
                      "clientCredentials": {
                        "tokenUrl": "https://a.example/t",
                        "scopes": {}
                      }
                    }
                  }
                }
              },
              "paths": {},
              "servers": [
                {
                  "url": "https://api.example.com:8080/v1"
                },
                {
                  "url": "http://api.example.com:8080/v1"
                }
              ]
            }
        "##]],
    );
}

#[test]
fn operations() {
    becomes(
        "consumes: [application/json]\nproduces: [application/json]\nhost: a.example\npaths:\n  /a/{id}:\n    parameters:\n      - {in: path, name: id, required: true, type: string}\n      - {in: formData, name: note, type: string, description: A note, required: true}\n    put:\n      schemes: [http]\n      parameters:\n        - {in: formData, name: tags, type: array, items: {type: string}, collectionFormat: pipes}\n        - {in: formData, name: file, type: file}\n      produces: [text/plain, image/png]\n      responses:\n        200: {description: x, schema: {type: file}, headers: {X-Rate: {type: integer, format: int32}}}\n  /b:\n    post:\n      consumes: [application/json, application/xml]\n      parameters:\n        - {$ref: '#/parameters/pet'}\n        - {in: query, name: ids, type: array, items: {type: integer}, collectionFormat: ssv, x-example: [1]}\n      responses:\n        default: {$ref: '#/responses/Error'}\nparameters:\n  pet: {in: body, name: pet, required: true, schema: {$ref: '#/definitions/Pet'}}\nresponses:\n  Error: {description: x, schema: {$ref: '#/definitions/Pet'}, examples: {application/json: {a: 1}}}\ndefinitions: {Pet: {type: object}}\n",
        expect![[r##"
            {
              "components": {
                "schemas": {
                  "Pet": {
                    "type": "object"
                  }
                },
                "responses": {
                  "Error": {
                    "description": "x",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/Pet"
                        },
                        "example": {
                          "a": 1
                        }
                      }
                    }
                  }
                },
                "parameters": {},
                "requestBodies": {
                  "pet": {
                    "required": true,
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/Pet"
                        }
                      }
                    }
                  }
                }
              },
              "paths": {
                "/a/{id}": {
                  "parameters": [
                    {
                      "in": "path",
                      "name": "id",
                      "required": true,
                      "schema": {
                        "type": "string"
                      }
                    }
                  ],
                  "put": {
                    "parameters": [],
                    "responses": {
                      "200": {
                        "description": "x",
                        "headers": {
                          "X-Rate": {
                            "schema": {
                              "type": "integer",
                              "format": "int32"
                            }
                          }
                        },
                        "content": {
                          "text/plain": {
                            "schema": {
                              "type": "string",
                              "format": "binary"
                            }
                          },
                          "image/png": {
                            "schema": {
                              "type": "string",
                              "format": "binary"
                            }
                          }
                        }
                      }
                    },
                    "servers": [
                      {
                        "url": "http://a.example"
                      }
                    ],
                    "requestBody": {
                      "required": true,
                      "content": {
                        "multipart/form-data": {
                          "schema": {
                            "type": "object",
                            "required": [
                              "note"
                            ],
                            "properties": {
                              "note": {
                                "type": "string",
                                "description": "A note"
                              },
                              "tags": {
                                "type": "array",
                                "items": {
                                  "type": "string"
                                }
                              },
                              "file": {
                                "type": "string",
                                "format": "binary"
                              }
                            }
                          },
                          "encoding": {
                            "tags": {
                              "style": "pipeDelimited",
                              "explode": false
                            }
                          }
                        }
                      }
                    }
                  }
                },
                "/b": {
                  "post": {
                    "parameters": [
                      {
                        "in": "query",
                        "name": "ids",
                        "example": [
                          1
                        ],
                        "style": "spaceDelimited",
                        "explode": false,
                        "schema": {
                          "type": "array",
                          "items": {
                            "type": "integer"
                          }
                        }
                      }
                    ],
                    "responses": {
                      "default": {
                        "$ref": "#/components/responses/Error"
                      }
                    },
                    "requestBody": {
                      "required": true,
                      "content": {
                        "application/json": {
                          "schema": {
                            "$ref": "#/components/schemas/Pet"
                          }
                        },
                        "application/xml": {
                          "schema": {
                            "$ref": "#/components/schemas/Pet"
                          }
                        }
                      }
                    }
                  }
                }
              },
              "servers": [
                {
                  "url": "https://a.example"
                }
              ]
            }
        "##]],
    );
}

#[test]
fn references_of_openapi() {
    check_document(
        "paths: {/a: {get: {responses: {200: {description: x, schema: {$ref: '#/components/schemas/A'}}}}}}\ndefinitions: {A: {type: object}}\n",
        expect![[r#"
            error[unresolved-reference]: the reference `#/components/schemas/A` names nothing in the document
             --> specs/pets.yaml:3:69
              |
            3 | paths: {/a: {get: {responses: {200: {description: x, schema: {$ref: '#/components/schemas/A'}}}}}}
              |                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: what OpenAPI 3.0 has in `components`, Swagger 2.0 has elsewhere: refer to a member of `#/definitions`

        "#]],
    );
}
