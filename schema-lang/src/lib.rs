//! PG-ORM's schema language: grammar, names, types, relations and diagnostics.
