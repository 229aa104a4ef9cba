//! What PG-ORM's tests across packages share: the corpus, dumps to compare, and a proxy that makes faults.

mod corpus;
mod dump;
mod migrate;
mod proxy;

pub use corpus::{corpus_file, corpus_folder};
pub use dump::{Dump, DumpDifference, tool};
pub use migrate::migrate;
pub use proxy::{Fault, Proxy, Side};
