//! Links are followed, from client to router and back: with what they take from the messages before.

use generated::links::models::{Thing, ThingOwner};
use generated::links::{Api, Client, Server, operations, router};
use generated::runtime::in_process::InProcess;
use generated::runtime::server::{Context, Failure};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

/// Things of the owner 7, and what was asked of it.
#[derive(Clone, Default)]
struct Things(Arc<Mutex<Vec<String>>>);

impl Things {
    fn note(&self, input: impl std::fmt::Debug) {
        self.0.lock().unwrap().push(format!("{input:?}"));
    }
}

fn thing(owner: Option<i64>) -> Thing {
    Thing {
        owner: owner.map(|id| ThingOwner { id }),
    }
}

impl Api for Things {
    async fn add_thing(
        &self,
        _: Context<()>,
        input: operations::AddThing,
    ) -> Result<operations::AddThingCreated, Failure<Infallible>> {
        self.note(&input);
        Ok(operations::AddThingCreated {
            body: input.body,
            x_id: "a/b".to_owned(),
        })
    }

    async fn get_thing(
        &self,
        _: Context<()>,
        input: operations::GetThing,
    ) -> Result<Thing, Failure<Infallible>> {
        self.note(&input);
        Ok(thing((input.page != Some(0)).then_some(7)))
    }

    async fn get_owner(
        &self,
        _: Context<()>,
        input: operations::GetOwner,
    ) -> Result<(), Failure<Infallible>> {
        self.note(input);
        Ok(())
    }
}

fn client(things: &Things) -> Client {
    let router = router(Arc::new(things.clone()));
    let server = Server::Custom("http://localhost/base".to_owned());
    let mounted = generated::runtime::server::Router::new().nest("/base", router);
    Client::with_transport(InProcess(mounted), &server).unwrap()
}

#[tokio::test]
async fn what_an_answer_says_is_the_input_of_the_next_call() {
    let things = Things::default();
    let client = client(&things);
    let add = operations::AddThing::new(thing(Some(3)));
    let added = client.add_thing(&add).await.unwrap();

    let get = add.self_(&added).unwrap();
    let got = client.get_thing(&get).await.unwrap();
    client.get_owner(&get.owner(&got).unwrap()).await.unwrap();
    client.get_owner(&add.owner_asked_for(&added).unwrap()).await.unwrap();
    client.add_thing(&add.another(&added).unwrap()).await.unwrap();
    let again = operations::GetThing { page: Some(4), ..get };
    client.get_thing(&again.again(&got).unwrap()).await.unwrap();

    let asked = things.0.lock().unwrap();
    let expected = [
        format!("{add:?}"),
        "GetThing { id: \"a/b\", page: None }".to_owned(),
        "GetOwner { id: 7, page: Some(1) }".to_owned(),
        "GetOwner { id: 3, page: None }".to_owned(),
        format!("{add:?}"),
        "GetThing { id: \"a/b\", page: Some(4) }".to_owned(),
    ];
    assert_eq!(*asked, expected);
}

#[tokio::test]
async fn a_link_without_its_values_is_none() {
    let things = Things::default();
    let input = operations::GetThing {
        page: Some(0),
        ..operations::GetThing::new("1")
    };
    let got = client(&things).get_thing(&input).await.unwrap();
    assert_eq!(input.owner(&got), None);
    let add = operations::AddThing::new(thing(None));
    let added = client(&things).add_thing(&add).await.unwrap();
    assert_eq!(add.owner_asked_for(&added), None);
}
