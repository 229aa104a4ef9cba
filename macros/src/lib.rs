//! PG-ORM's procedural macros.
