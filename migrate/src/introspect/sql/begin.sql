begin isolation level repeatable read read only;
-- Names of everything but pg_catalog are printed with their schemas, and values in forms that every session reads.
set local search_path = '';
set local datestyle = 'ISO, MDY';
set local intervalstyle = 'postgres';
set local timezone = 'UTC';
set local extra_float_digits = 1;
set local bytea_output = 'hex';
set local xmlbinary = 'base64';
set local quote_all_identifiers = off;
set local jit = off
