//! What PG-ORM's tests across packages share: the corpus, servers to try it on, dumps to compare, and a proxy that makes
//! faults.

mod bench;
mod corpus;
mod dump;
mod migrate;
mod proxy;

pub use bench::{Bench, sample, schema_name, schemas};
pub use corpus::{corpus_file, corpus_folder};
pub use dump::{Dump, DumpDifference, tool};
pub use migrate::migrate;
pub use proxy::{Fault, Proxy, Side};
