//! What an executor may run, as a type: every model, or only those outside row-level security.

/// Whether a query touches a model under row-level security: [`Open`] or [`RowSecurity`].
pub trait Access: Send + Sync + 'static + sealed::Sealed {
    /// What a query needs that needs both this and `B`.
    type Or<B: Access>: Access;
}

/// Touches no model under row-level security: every executor runs it.
#[derive(Debug, Clone, Copy)]
pub struct Open;

/// Touches a model under row-level security: sessions alone run it.
#[derive(Debug, Clone, Copy)]
pub struct RowSecurity;

impl Access for Open {
    type Or<B: Access> = B;
}

impl Access for RowSecurity {
    type Or<B: Access> = RowSecurity;
}

mod sealed {
    pub trait Sealed {
        /// Whether its transactions are a session's.
        const IS_SESSION: bool;
    }
    impl Sealed for super::Open {
        const IS_SESSION: bool = false;
    }
    impl Sealed for super::RowSecurity {
        const IS_SESSION: bool = true;
    }
}
