//! What can be done with a column besides what its Rust type says: whether it can be set, and how PostgreSQL compares it.

/// The column can be set.
#[derive(Debug, Clone, Copy)]
pub struct Writable;

/// The database alone sets the column (`@identity`, generated columns).
#[derive(Debug, Clone, Copy)]
pub struct ReadOnly;

/// PostgreSQL knows whether two values are equal, and which comes first: most types.
#[derive(Debug, Clone, Copy)]
pub struct Ordered;

/// PostgreSQL knows whether two values are equal, and has no order for them: `line`, `circle`, `xid` and their like.
#[derive(Debug, Clone, Copy)]
pub struct Unordered;

/// PostgreSQL can't tell whether two values are equal: `json`, `xml`, `jsonpath`, `point`, `polygon`, and what is made of them.
#[derive(Debug, Clone, Copy)]
pub struct Incomparable;

/// That a column of `M` can be set: [`Writable`] is, [`ReadOnly`] isn't.
#[diagnostic::on_unimplemented(
    message = "this column of `{M}` is read-only: the database alone sets it",
    label = "a read-only column of `{M}`",
    note = "leave it out: it is counted (`@identity`, `@version`), computed from other columns (`@generated`), or a view's, as the \
            schema says; a column that the application may set is none of these, but `@serial` or has a `@default(..)`"
)]
pub trait Write<M> {}

#[diagnostic::do_not_recommend]
impl<M> Write<M> for Writable {}

/// That two values of a column of `M` are equal or not: [`Ordered`] and [`Unordered`] columns are comparable so.
#[diagnostic::on_unimplemented(
    message = "PostgreSQL can't compare values of this column of `{M}`: its type has no `=`",
    label = "a column of a type without `=`",
    note = "whether it is there, `is_null` and `is_not_null` ask of every column that may be NULL",
    note = "make a `json` column `jsonb`, which has `=`, and an `xml` column `text`; points and polygons are compared in raw SQL, \
            by `~=` (`pool.query(..)`)"
)]
pub trait Equality<M> {}

#[diagnostic::do_not_recommend]
impl<M> Equality<M> for Ordered {}
#[diagnostic::do_not_recommend]
impl<M> Equality<M> for Unordered {}

/// That values of a column of `M` have an order: those of [`Ordered`] columns do.
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no order for values of this column of `{M}`",
    label = "a column of a type without an order",
    note = "order or compare by another column; make a `json` column `jsonb` and an `xml` column `text`, which have an order; \
            for distances and areas order in raw SQL (`pool.query(..)`)"
)]
pub trait Sorting<M> {}

#[diagnostic::do_not_recommend]
impl<M> Sorting<M> for Ordered {}
