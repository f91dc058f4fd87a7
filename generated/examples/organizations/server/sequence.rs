//! Sequence's API: each operation is a transaction.

use super::Service;
use super::organizations;
use super::store::Error;
use generated::runtime::server::{Context, Denied, Failure, Head};
use generated::runtime::{Problem, Untyped};
use generated::sequence::{Api, models::CustomerOrganization, operations};

impl Api for Service {
    type Principal = ();

    async fn authorization(&self, authorization: &str, _: &Head) -> Result<(), Denied> {
        match self.credentials.admit_basic(authorization) {
            true => Ok(()),
            false => Err(Denied::Unauthorized),
        }
    }

    async fn create_customer_organization(
        &self,
        _: Context<()>,
        input: operations::CreateCustomerOrganization,
    ) -> Result<CustomerOrganization, Failure<operations::CreateCustomerOrganizationError>> {
        let body = input.body;
        self.store
            .transaction(move |transaction, unknown| {
                organizations::create(transaction, unknown, &body.owner_id, &body.member_ids)
            })
            .await
            .map_err(|error| {
                failure(
                    error,
                    operations::CreateCustomerOrganizationError::BadRequest,
                )
            })
    }

    async fn replace_customer_organization_members(
        &self,
        _: Context<()>,
        input: operations::ReplaceCustomerOrganizationMembers,
    ) -> Result<CustomerOrganization, Failure<operations::ReplaceCustomerOrganizationMembersError>>
    {
        self.store
            .transaction(move |transaction, unknown| {
                organizations::replace(transaction, unknown, &input.id, &input.body.customer_ids)
            })
            .await
            .map_err(|error| {
                failure(
                    error,
                    operations::ReplaceCustomerOrganizationMembersError::BadRequest,
                )
            })
    }

    async fn add_customer_organization_members(
        &self,
        _: Context<()>,
        input: operations::AddCustomerOrganizationMembers,
    ) -> Result<CustomerOrganization, Failure<operations::AddCustomerOrganizationMembersError>>
    {
        self.store
            .transaction(move |transaction, unknown| {
                organizations::add(transaction, unknown, &input.id, &input.body.customer_ids)
            })
            .await
            .map_err(|error| {
                failure(
                    error,
                    operations::AddCustomerOrganizationMembersError::BadRequest,
                )
            })
    }
}

/// What is not there is the caller's mistake, and 400 the only status that the document has for those. All else is told
/// to nobody but the log.
fn failure<E>(error: Error, bad_request: fn(Untyped) -> E) -> Failure<E> {
    match error {
        Error::NotThere(violations) => {
            let problem = Problem::new(400)
                .detail("The request names what is not there.")
                .errors(violations);
            Failure::Documented(bad_request(Untyped::problem(&problem)))
        }
        other => other.into(),
    }
}
