//! Who is calling: credentials are found where the document says, judged by the API, and asked for where they lack.

use super::Head;
use super::credentials::{Credential, Presented, Unclear, challenge};
use super::failure::Denied;
use crate::runtime::security::Security;
use axum::response::Response;
use std::marker::PhantomData;

/// An API that knows who its callers are; the generator implements it for every implementation of the API's trait. `S`
/// stands for the schemes of one document, so that one type can serve several.
pub trait Authenticate<S>: Send + Sync + 'static {
    /// Who is calling.
    type Principal: Send + Sync + 'static;

    /// Judges the credential of a scheme, before anything of the body is read. `scopes` are those that the operation asks
    /// for. The credential of mutual TLS is empty: the certificate is in the extensions of the head, if anywhere.
    fn check(
        &self,
        scheme: &'static str,
        credential: &str,
        scopes: &'static [&'static str],
        head: &Head,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    /// Who two credentials together are, where an operation asks for both.
    ///
    /// # Errors
    /// [`Denied`], when they do not belong together. As long as nobody says who they are, nobody is let in.
    fn both(
        &self,
        _one: Self::Principal,
        _other: Self::Principal,
    ) -> Result<Self::Principal, Denied> {
        Err(Denied::Other(
            "nothing says who two credentials are together".into(),
        ))
    }
}

/// Who may call an operation, as a type: [`Required`], [`Optional`] or [`Public`].
pub trait Access<A>: 'static {
    /// What the operation learns of its caller.
    type Principal: Send + Sync + 'static;

    /// Finds out who is calling, or says how the caller is refused.
    fn admit(
        api: &A,
        security: Security,
        head: &Head,
    ) -> impl Future<Output = Result<Self::Principal, Response>> + Send;
}

/// Only callers that are known.
pub struct Required<S>(PhantomData<S>);

/// Callers that are known, and those that send no credential at all: a wrong one is refused.
pub struct Optional<S>(PhantomData<S>);

/// Anybody.
pub struct Public(());

impl<A: Authenticate<S>, S: 'static> Access<A> for Required<S> {
    type Principal = A::Principal;

    async fn admit(api: &A, security: Security, head: &Head) -> Result<A::Principal, Response> {
        let admitted = match admit(api, security, head).await {
            Ok(Some(principal)) => Ok(principal),
            Ok(None) => Err(Denied::Unauthorized),
            Err(denied) => Err(denied),
        };
        admitted.map_err(|denied| challenge(denied.into_response(), security))
    }
}

impl<A: Authenticate<S>, S: 'static> Access<A> for Optional<S> {
    type Principal = Option<A::Principal>;

    async fn admit(
        api: &A,
        security: Security,
        head: &Head,
    ) -> Result<Option<A::Principal>, Response> {
        let admitted = admit(api, security, head).await;
        admitted.map_err(|denied| challenge(denied.into_response(), security))
    }
}

impl<A: Sync> Access<A> for Public {
    type Principal = ();

    async fn admit(_: &A, _: Security, _: &Head) -> Result<(), Response> {
        Ok(())
    }
}

/// The first alternative that the API grants decides. When it grants none, the worst that it said of one: that it could not
/// find out, that the caller may not, that it does not know the caller. Nobody, when there is no credential.
async fn admit<A: Authenticate<S>, S>(
    api: &A,
    security: Security,
    head: &Head,
) -> Result<Option<A::Principal>, Denied> {
    let presented = match Presented::find(security, head) {
        Ok(presented) => presented,
        Err(Unclear) => return Err(Denied::Unauthorized),
    };
    let mut worst = presented.any.then_some(Denied::Unauthorized);
    for alternative in presented.alternatives() {
        let mut known: Result<Option<A::Principal>, Denied> = Ok(None);
        for Credential {
            requirement, text, ..
        } in alternative
        {
            let (scheme, scopes) = (requirement.scheme().name(), requirement.scopes());
            let next = api.check(scheme, text, scopes, head).await;
            known = match (known, next) {
                (Ok(None), Ok(one)) => Ok(Some(one)),
                (Ok(Some(one)), Ok(other)) => api.both(one, other).map(Some),
                (_, Err(denied)) | (Err(denied), _) => Err(denied),
            };
            if known.is_err() {
                break;
            }
        }
        match known {
            Ok(Some(principal)) => return Ok(Some(principal)),
            Ok(None) => {}
            Err(denied) if rank(Some(&denied)) > rank(worst.as_ref()) => worst = Some(denied),
            Err(_) => {}
        }
    }
    match worst {
        // A connection without a certificate has no credential that could be wrong.
        Some(Denied::Unauthorized) if !presented.any => Ok(None),
        Some(denied) => Err(denied),
        None => Ok(None),
    }
}

fn rank(denied: Option<&Denied>) -> u8 {
    match denied {
        None => 0,
        Some(Denied::Unauthorized) => 1,
        Some(Denied::Forbidden) => 2,
        Some(Denied::Other(_)) => 3,
    }
}
