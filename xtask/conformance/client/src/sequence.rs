//! The calls of Sequence's API.

use std::error::Error;

use generated::runtime::JSON;
use generated::runtime::client::Credential;
use generated::sequence::models::{
    CustomerIdWithName, CustomerOrganization, CustomerOrganizationMembers,
    CustomerOrganizationRequest, SequenceVersion,
};
use generated::sequence::operations::{
    AddCustomerOrganizationMembers, AddCustomerOrganizationMembersError,
    CreateCustomerOrganization, CreateCustomerOrganizationError,
    ReplaceCustomerOrganizationMembers, ReplaceCustomerOrganizationMembersError,
};
use generated::sequence::{Client, Server};

use crate::call::{Breaking, Call, Damage};

const CREATE: &str = "create_customer_organization";
const ADD: &str = "add_customer_organization_members";
const REPLACE: &str = "replace_customer_organization_members";

/// What a path and a body must carry unharmed.
const HOSTILE: &str = "a/b?c#d %2F é\u{202e}";

/// Makes every call.
///
/// # Errors
/// When there can be no client of that origin.
pub(crate) async fn calls(origin: &str) -> Result<(), Box<dyn Error>> {
    let server = Server::Custom(origin.to_owned());
    let client = Client::new(&server, credential())?;
    create(&client).await;
    add(&client).await;
    replace(&client).await;
    controls(&server).await
}

async fn create(client: &Client) {
    use CreateCustomerOrganizationError as E;
    for status in [201, 400, 401, 500] {
        let call = Call::forced(CREATE, Some(JSON), status);
        let outcome = client.call(&created(), &call.options()).await;
        call.report(outcome, |outcome| match (status, outcome) {
            (201, Ok(organization)) => *organization == example(),
            (status, Err(error)) => matches!(
                (status, error),
                (400, E::BadRequest(_))
                    | (401, E::Unauthorized(_))
                    | (500, E::InternalServerError(_))
            ),
            _ => false,
        });
    }
}

async fn add(client: &Client) {
    use AddCustomerOrganizationMembersError as E;
    for status in [200, 400, 401, 500] {
        let call = Call::forced(ADD, Some(JSON), status);
        let input = AddCustomerOrganizationMembers::new(HOSTILE, members());
        let outcome = client.call(&input, &call.options()).await;
        call.report(outcome, |outcome| match (status, outcome) {
            (200, Ok(organization)) => *organization == example(),
            (status, Err(error)) => matches!(
                (status, error),
                (400, E::BadRequest(_))
                    | (401, E::Unauthorized(_))
                    | (500, E::InternalServerError(_))
            ),
            _ => false,
        });
    }
}

async fn replace(client: &Client) {
    use ReplaceCustomerOrganizationMembersError as E;
    for status in [200, 400, 401, 500] {
        let call = Call::forced(REPLACE, Some(JSON), status);
        let input = ReplaceCustomerOrganizationMembers::new(HOSTILE, members());
        let outcome = client.call(&input, &call.options()).await;
        call.report(outcome, |outcome| match (status, outcome) {
            (200, Ok(organization)) => *organization == example(),
            (status, Err(error)) => matches!(
                (status, error),
                (400, E::BadRequest(_))
                    | (401, E::Unauthorized(_))
                    | (500, E::InternalServerError(_))
            ),
            _ => false,
        });
    }
    // The optional header, set for the call and set for the client.
    let input = ReplaceCustomerOrganizationMembers {
        sequence_version: Some(SequenceVersion::V2024_07_30),
        ..ReplaceCustomerOrganizationMembers::new("c0dc4e79", members())
    };
    let versioned = client
        .clone()
        .sequence_version(SequenceVersion::V2024_07_30);
    let plain = ReplaceCustomerOrganizationMembers::new("c0dc4e79", members());
    for (client, input) in [(client, &input), (&versioned, &plain)] {
        let call = Call {
            check: "version",
            ..Call::forced(REPLACE, Some(JSON), 200)
        };
        let outcome = client.call(input, &call.options()).await;
        call.report(outcome, |outcome| outcome.is_ok());
    }
}

/// Requests that Prism must refuse.
async fn controls(server: &Server) -> Result<(), Box<dyn Error>> {
    let broken = [
        (401, Damage::Credential),
        (400, Damage::Word("Ids\"", "ids\"")),
    ];
    for (status, damage) in broken {
        let client = Client::with_transport(Breaking::new(damage), server, credential())?;
        let add = AddCustomerOrganizationMembers::new("a", members());
        let replace = ReplaceCustomerOrganizationMembers::new("a", members());
        let call = Call::control(CREATE, JSON, status);
        call.report_refused(client.call(&created(), &call.options()).await);
        let call = Call::control(ADD, JSON, status);
        call.report_refused(client.call(&add, &call.options()).await);
        let call = Call::control(REPLACE, JSON, status);
        call.report_refused(client.call(&replace, &call.options()).await);
    }
    Ok(())
}

fn credential() -> Credential {
    Credential::basic("user", "key")
}

fn created() -> CreateCustomerOrganization {
    CreateCustomerOrganization::new(CustomerOrganizationRequest {
        owner_id: HOSTILE.to_owned(),
        member_ids: Vec::new(),
    })
}

fn members() -> CustomerOrganizationMembers {
    CustomerOrganizationMembers {
        customer_ids: vec![HOSTILE.to_owned(), String::new()],
    }
}

/// The example that the document gives for a response, which Prism answers with.
fn example() -> CustomerOrganization {
    let customer = |id: &str, name: &str| CustomerIdWithName {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    CustomerOrganization {
        id: "c0dc4e79-ec52-4811-8cf5-addb2527915c".to_owned(),
        owner: customer(
            "50af5191-05a3-42a5-802a-6b59091157af",
            "FinTech Solutions Inc.",
        ),
        members: vec![
            customer(
                "e309e948-088e-4d77-b654-cd85498f1555",
                "Fintech Payment Processing",
            ),
            customer(
                "50af5191-05a3-42a5-802a-6b59091157af",
                "Fintech Lending Services",
            ),
        ],
    }
}
