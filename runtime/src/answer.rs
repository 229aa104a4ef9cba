//! The future that every statement's method returns.

use std::pin::Pin;

use crate::error::Error;

/// What a statement answers, once it is awaited; nothing is sent before.
///
/// One named, boxed type for all of them: a compiler that has to look into an opaque future a method, and prove each to be
/// `Send`, takes a third longer to check the models and what uses them. The box costs 40 ns, a statement's round trip a hundred
/// times that.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;
