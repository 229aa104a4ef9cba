//! What PG-ORM's tests across packages share: the corpus, and a proxy that makes faults.

mod corpus;
mod migrate;
mod proxy;

pub use corpus::corpus_file;
pub use migrate::migrate;
pub use proxy::{Fault, Proxy, Side};
