//! What Sequence's pages say about organizations, in SQL.
//!
//! The pages call `members` "the customers who are members of this organization, excluding the owner", and their own
//! example of a request names the owner among them. So a request may name the owner, and the owner is left out: refusing
//! it would refuse the documented call. Naming a customer twice is naming it once.

use super::store::{Error, Unknown};
use generated::runtime::Violation;
use generated::sequence::models::{CustomerIdWithName, CustomerOrganization};
use tokio_rusqlite::rusqlite::{Row, Transaction};
use uuid::Uuid;

/// Makes an organization.
///
/// # Errors
/// [`Error::NotThere`] with every customer that is unknown.
pub(crate) fn create(
    transaction: &Transaction<'_>,
    unknown: Unknown,
    owner: &str,
    members: &[String],
) -> Result<CustomerOrganization, Error> {
    let mut violations = Vec::new();
    let place = "body/ownerId".to_owned();
    violations.extend(customer(transaction, unknown, place, owner)?);
    violations.extend(customers(transaction, unknown, "body/memberIds", members)?);
    all_there(violations)?;
    let id = Uuid::new_v4().to_string();
    transaction.execute("INSERT INTO organizations VALUES (?, ?)", [&*id, owner])?;
    insert(transaction, &id, members)?;
    read(transaction, &id)
}

/// Adds members to an organization, and to no other. Those that are members stay what they are.
///
/// # Errors
/// [`Error::NotThere`] when the organization is unknown, and with every customer that is.
pub(crate) fn add(
    transaction: &Transaction<'_>,
    unknown: Unknown,
    id: &str,
    members: &[String],
) -> Result<CustomerOrganization, Error> {
    let mut violations = organization(transaction, unknown, id)?;
    violations.extend(customers(
        transaction,
        unknown,
        "body/customerIds",
        members,
    )?);
    all_there(violations)?;
    insert(transaction, id, members)?;
    read(transaction, id)
}

/// Gives an organization these members and no others. What else they are members of does not change.
///
/// # Errors
/// [`Error::NotThere`] when the organization is unknown, and with every customer that is.
pub(crate) fn replace(
    transaction: &Transaction<'_>,
    unknown: Unknown,
    id: &str,
    members: &[String],
) -> Result<CustomerOrganization, Error> {
    let mut violations = organization(transaction, unknown, id)?;
    violations.extend(customers(
        transaction,
        unknown,
        "body/customerIds",
        members,
    )?);
    all_there(violations)?;
    transaction.execute("DELETE FROM members WHERE organization_id = ?", [id])?;
    insert(transaction, id, members)?;
    read(transaction, id)
}

fn insert(transaction: &Transaction<'_>, id: &str, members: &[String]) -> Result<(), Error> {
    let mut insert = transaction.prepare_cached(
        "INSERT OR IGNORE INTO members (organization_id, customer_id)
         SELECT id, ?2 FROM organizations WHERE id = ?1 AND owner_id <> ?2",
    )?;
    for member in members {
        insert.execute([id, member])?;
    }
    Ok(())
}

fn read(transaction: &Transaction<'_>, id: &str) -> Result<CustomerOrganization, Error> {
    let mut owner = transaction.prepare_cached(
        "SELECT customers.id, customers.name
         FROM organizations JOIN customers ON customers.id = organizations.owner_id
         WHERE organizations.id = ?",
    )?;
    let mut members = transaction.prepare_cached(
        "SELECT customers.id, customers.name
         FROM members JOIN customers ON customers.id = members.customer_id
         WHERE members.organization_id = ? ORDER BY members.position",
    )?;
    let customer = |row: &Row<'_>| {
        Ok(CustomerIdWithName {
            id: row.get(0)?,
            name: row.get(1)?,
        })
    };
    Ok(CustomerOrganization {
        id: id.to_owned(),
        owner: owner.query_one([id], customer)?,
        members: members
            .query_map([id], customer)?
            .collect::<Result<_, _>>()?,
    })
}

/// What is wrong with the organization that the path names.
fn organization(
    transaction: &Transaction<'_>,
    unknown: Unknown,
    id: &str,
) -> Result<Vec<Violation>, Error> {
    let mut find = transaction.prepare_cached("SELECT 1 FROM organizations WHERE id = ?")?;
    if find.exists([id])? {
        return Ok(Vec::new());
    }
    match unknown {
        Unknown::Refuse => Ok(vec![Violation {
            location: "path.id".to_owned(),
            detail: "is no organization".to_owned(),
        }]),
        Unknown::Invent => {
            customer(transaction, unknown, String::new(), id)?;
            transaction.execute("INSERT INTO organizations VALUES (?, ?)", [id, id])?;
            Ok(Vec::new())
        }
    }
}

/// What is wrong with customers that the body names.
fn customers(
    transaction: &Transaction<'_>,
    unknown: Unknown,
    place: &str,
    ids: &[String],
) -> Result<Vec<Violation>, Error> {
    let mut violations = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let place = format!("{place}/{index}");
        violations.extend(customer(transaction, unknown, place, id)?);
    }
    Ok(violations)
}

fn customer(
    transaction: &Transaction<'_>,
    unknown: Unknown,
    place: String,
    id: &str,
) -> Result<Option<Violation>, Error> {
    let mut find = transaction.prepare_cached("SELECT 1 FROM customers WHERE id = ?")?;
    if find.exists([id])? {
        return Ok(None);
    }
    match unknown {
        Unknown::Refuse => Ok(Some(Violation {
            location: place,
            detail: "is no customer".to_owned(),
        })),
        Unknown::Invent => {
            let name = format!("Customer {id}");
            transaction.execute("INSERT INTO customers VALUES (?, ?)", [id, &*name])?;
            Ok(None)
        }
    }
}

fn all_there(violations: Vec<Violation>) -> Result<(), Error> {
    match violations.is_empty() {
        true => Ok(()),
        false => Err(Error::NotThere(violations)),
    }
}
