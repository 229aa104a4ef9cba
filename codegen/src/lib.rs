//! Compiles a .pgorm schema into Rust source, from build.rs or into a source folder.
