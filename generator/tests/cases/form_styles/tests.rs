//! What travels in forms whose properties have styles, and what is made of it: from client to router.

use generated::form_styles::models::{
    BracketsRequest, BracketsRequestCreated, Filter, Item, Payment, Range,
    SpreadBesideOthersRequest, SpreadRequest,
};
use generated::form_styles::{Api, Client, Server, operations, router};
use generated::runtime::in_process::InProcess;
use generated::runtime::server::{Context, Failure};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn note(&self, input: impl std::fmt::Debug) -> Result<(), Failure<Infallible>> {
        self.0.lock().unwrap().push(format!("{input:?}"));
        Ok(())
    }
}

impl Api for Seen {
    async fn brackets(
        &self,
        _: Context<()>,
        input: operations::Brackets,
    ) -> Result<(), Failure<Infallible>> {
        self.note(input)
    }

    async fn spread(
        &self,
        _: Context<()>,
        input: operations::Spread,
    ) -> Result<(), Failure<Infallible>> {
        self.note(input)
    }

    async fn spread_beside_others(
        &self,
        _: Context<()>,
        input: operations::SpreadBesideOthers,
    ) -> Result<(), Failure<Infallible>> {
        self.note(input)
    }

    async fn nothing_inside(
        &self,
        _: Context<()>,
        input: operations::NothingInside,
    ) -> Result<(), Failure<Infallible>> {
        self.note(input)
    }

    async fn closed(
        &self,
        _: Context<()>,
        input: operations::Closed,
    ) -> Result<(), Failure<Infallible>> {
        self.note(input)
    }
}

fn client(api: &Seen) -> Client {
    let router = router(Arc::new(api.clone()));
    let server = Server::Custom("http://localhost".to_owned());
    Client::with_transport(InProcess(router), &server).unwrap()
}

/// What the server saw, and nothing else.
fn seen(api: &Seen) -> String {
    std::mem::take(&mut *api.0.lock().unwrap()).concat()
}

#[tokio::test]
async fn values_in_brackets() {
    let api = Seen::default();
    let item = |price: &str, taxes: &[&str]| Item {
        price: price.to_owned(),
        quantity: Some(2),
        taxes: Some(taxes.iter().map(|tax| (*tax).to_owned()).collect()),
    };
    let full = BracketsRequest {
        customer: "c&d".to_owned(),
        expand: Some(vec!["a".to_owned()]),
        items: Some(vec![item("p[0]", &["x"]), item("q", &["x", "y"])]),
        created: Some(BracketsRequestCreated::Integer(7)),
        payment: Some(Payment {
            methods: Some(vec!["card".to_owned(), "link".to_owned()]),
            shares: Some(vec![item("r", &["z"])]),
        }),
    };
    let range = BracketsRequestCreated::Range(Range {
        from: Some(1),
        to: None,
    });
    let bodies = [
        BracketsRequest {
            created: Some(range),
            ..full.clone()
        },
        full,
        BracketsRequest {
            customer: String::new(),
            expand: None,
            items: None,
            created: None,
            payment: None,
        },
    ];
    for body in bodies {
        let input = operations::Brackets { body };
        client(&api).brackets(&input).await.unwrap();
        assert_eq!(seen(&api), format!("{input:?}"));
    }
}

fn labels(names: &[&str]) -> BTreeMap<String, String> {
    let label = |name: &&str| ((*name).to_owned(), "l".to_owned());
    names.iter().map(label).collect()
}

#[tokio::test]
async fn members_in_place_of_their_property() {
    let api = Seen::default();
    let range = Range {
        from: Some(1),
        to: Some(2),
    };
    let bodies = [
        (None, None),
        (Some(range.clone()), None),
        (None, Some(labels(&["labels", "range", "x y"]))),
        (Some(range.clone()), Some(labels(&["x[0]"]))),
    ];
    for (range, labels) in bodies {
        let name = Some("n".to_owned());
        let input = operations::Spread {
            body: SpreadRequest {
                name,
                range,
                labels,
            },
        };
        client(&api).spread(&input).await.unwrap();
        assert_eq!(seen(&api), format!("{input:?}"));
    }
    let input = operations::SpreadBesideOthers {
        body: SpreadBesideOthersRequest {
            name: Some("n".to_owned()),
            range: Some(range),
            words: Some(vec!["a".to_owned(), "b".to_owned()]),
            additional_properties: [("other".to_owned(), 3)].into(),
        },
    };
    client(&api).spread_beside_others(&input).await.unwrap();
    assert_eq!(seen(&api), format!("{input:?}"));
}

#[tokio::test]
async fn a_closed_object_beside_another_parameter() {
    let api = Seen::default();
    let filter = Some(Filter {
        color: Some("red".to_owned()),
        size: None,
    });
    for filter in [filter, None] {
        let input = operations::Closed {
            page: Some(1),
            filter,
        };
        client(&api).closed(&input).await.unwrap();
        assert_eq!(seen(&api), format!("{input:?}"));
    }
}
