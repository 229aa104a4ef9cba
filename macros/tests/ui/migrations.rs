const MISSING: () = pg_orm_macros::migrations!("nowhere");
const DEFAULT: () = pg_orm_macros::migrations!();
const NOT_A_PATH: () = pg_orm_macros::migrations!(migrations);
const TWO: () = pg_orm_macros::migrations!("a", "b");

fn main() {}
