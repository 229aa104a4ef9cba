//! PG-ORM's migration engine: plans and renders SQL from catalogs.
