//! Runs a folder of PG-ORM migrations forward and back, safely.
