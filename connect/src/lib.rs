//! Opens connections to PostgreSQL from a URL: parameters and TLS in one place.
