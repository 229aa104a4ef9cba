//! What stands in for TLS where this crate is built without it.

use std::{convert::Infallible, fmt, io};

use tokio_postgres::{NoTls, tls::MakeTlsConnect};

use crate::{Error, SslMode, tls_policy::TlsPolicy, wire::Socket};

/// There is no such stream.
pub(crate) type Stream = <NoTls as MakeTlsConnect<Socket>>::Stream;

/// There is no such thing.
pub(crate) struct Tls(Infallible);

/// Nothing that is not tried fails.
#[derive(Debug)]
pub(crate) struct Failure(Infallible);

impl Failure {
    pub(crate) fn at(self, _: bool) -> Self {
        match self.0 {}
    }

    pub(crate) fn is_verdict(&self) -> bool {
        match self.0 {}
    }

    pub(crate) fn help(&self) -> &'static str {
        match self.0 {}
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {}
    }
}

impl Tls {
    /// # Errors
    /// Where the policy insists on TLS.
    pub(crate) fn new(policy: &TlsPolicy) -> Result<Option<Self>, Error> {
        match policy.mode {
            SslMode::Disable | SslMode::Allow | SslMode::Prefer => Ok(None),
            mode => Err(Error::TlsNotBuilt { mode }),
        }
    }

    pub(crate) async fn handshake(&self, _: &str, _: Socket) -> Result<Stream, Failure> {
        match self.0 {}
    }
}

pub(crate) fn is_verdict(_: &io::Error) -> bool {
    false
}

pub(crate) fn help(_: &io::Error) -> &'static str {
    ""
}
