//! The tree of a schema file: uniform items, members, attributes and values, each with its place.
//!
//! It says what was written, not what it means; a half-written file has a tree too, with parts missing.

use std::borrow::Cow;

use crate::source::Span;

/// One file.
#[derive(Debug)]
pub(crate) struct File<'a> {
    pub(crate) items: Vec<Item<'a>>,
}

/// `keyword name (params) on .. { .. }`.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    pub(crate) docs: Option<Docs>,
    pub(crate) keyword: Word<'a>,
    pub(crate) name: Option<Name<'a>>,
    /// `(author bigint)` of a function or query.
    pub(crate) params: Option<Params<'a>>,
    pub(crate) clauses: Vec<Clause<'a>>,
    pub(crate) body: Body<'a>,
    /// A piece behind the head was not understood and is already a diagnostic.
    pub(crate) has_junk: bool,
    /// From the keyword to the block.
    pub(crate) head: Span,
}

/// What follows an item's head.
#[derive(Debug)]
pub(crate) enum Body<'a> {
    None,
    Block(Block<'a>),
    /// What a query is.
    Sql(Sql),
}

/// `{ .. }`.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    pub(crate) members: Vec<Member<'a>>,
    /// The closing brace, or where it is missing.
    pub(crate) end: Span,
}

/// A line of a block.
#[derive(Debug)]
pub(crate) enum Member<'a> {
    Field(Field<'a>),
    Entry(Entry<'a>),
    Attribute(Attribute<'a>),
}

/// `on User`, `of Invoice`, `in audit`, `: citext`, `-> bigint`.
#[derive(Debug)]
pub(crate) struct Clause<'a> {
    pub(crate) operator: Word<'a>,
    /// What follows the operator, where it is a type or a name.
    pub(crate) type_ref: Option<TypeRef<'a>>,
    /// `setof` stood before the type.
    pub(crate) is_set: bool,
    /// `table` of `table(id bigint)`; also `many`, `one`, `optional` of a query.
    pub(crate) table_word: Option<Word<'a>>,
    /// What stands behind it.
    pub(crate) table: Option<Params<'a>>,
    pub(crate) span: Span,
}

/// `(author bigint, at_most int = 20)`.
#[derive(Debug)]
pub(crate) struct Params<'a> {
    pub(crate) list: Vec<Param<'a>>,
    pub(crate) span: Span,
}

/// `mode name type = default`; the name `_` is none.
#[derive(Debug)]
pub(crate) struct Param<'a> {
    pub(crate) mode: Option<Word<'a>>,
    pub(crate) name: Name<'a>,
    pub(crate) type_ref: TypeRef<'a>,
    pub(crate) default: Option<Value<'a>>,
}

/// `name type @attribute ..`; an enum's label has no type.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    pub(crate) docs: Option<Docs>,
    pub(crate) name: Word<'a>,
    pub(crate) type_ref: Option<TypeRef<'a>>,
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// A piece of the line was not understood and is already a diagnostic.
    pub(crate) has_junk: bool,
    pub(crate) span: Span,
}

/// `key = value`.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) key: Name<'a>,
    pub(crate) value: Option<Value<'a>>,
    pub(crate) has_junk: bool,
    pub(crate) span: Span,
}

/// `@name(args)` or `@@name(args)`.
#[derive(Debug)]
pub(crate) struct Attribute<'a> {
    /// `@` or `@@`.
    pub(crate) sigil: &'static str,
    /// Empty where it is missing; the place includes the sigil.
    pub(crate) name: Word<'a>,
    pub(crate) args: Option<Args<'a>>,
    /// A piece of the line behind it was not understood and is already a diagnostic.
    pub(crate) has_junk: bool,
    pub(crate) span: Span,
}

/// `(a, name: b)`.
#[derive(Debug)]
pub(crate) struct Args<'a> {
    pub(crate) list: Vec<Arg<'a>>,
    pub(crate) span: Span,
}

/// One argument.
#[derive(Debug)]
pub(crate) struct Arg<'a> {
    pub(crate) name: Option<Word<'a>>,
    pub(crate) value: Value<'a>,
    pub(crate) span: Span,
}

/// A value with its place.
#[derive(Debug)]
pub(crate) struct Value<'a> {
    pub(crate) kind: ValueKind<'a>,
    pub(crate) span: Span,
}

/// What may stand as an argument, an entry's value, or a list's element.
#[derive(Debug)]
pub(crate) enum ValueKind<'a> {
    /// `cascade`, `app.invoice_number`, `crate::Settings`.
    Path(&'a str),
    /// `now()`, `first_name(desc, nulls: last)`.
    Call(Word<'a>, Args<'a>),
    List(Vec<Value<'a>>),
    /// `{ m: 16 }`.
    Map(Vec<Pair<'a>>),
    Sql(Sql),
    String(Cow<'a, str>),
    Number(&'a str),
    Bool(bool),
    /// `last_ip with "="`.
    With(Box<Value<'a>>, Cow<'a, str>),
}

/// `key: value` of a map.
#[derive(Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) key: Name<'a>,
    pub(crate) value: Value<'a>,
}

/// A type as written: `timestamp(3) with time zone`, `text[]`, `Plan?`.
#[derive(Debug)]
pub(crate) struct TypeRef<'a> {
    /// The words, without arguments: `timestamp with time zone`.
    pub(crate) words: Cow<'a, str>,
    /// The schema, where it or the name stood in quotes.
    pub(crate) schema: Option<Cow<'a, str>>,
    /// The words, or their schema, stood in quotes.
    pub(crate) is_quoted: bool,
    /// `setof` stood before words in quotes.
    pub(crate) is_set: bool,
    /// `(12, 2)`.
    pub(crate) args: Option<TypeArgs<'a>>,
    /// How many `[]` follow.
    pub(crate) dimensions: u32,
    /// The `?` in front of `[]`: elements may be null.
    pub(crate) nullable_elements: Option<Span>,
    /// The `?` behind everything.
    pub(crate) nullable: Option<Span>,
    pub(crate) span: Span,
    /// The words and arguments alone, without `[]` and `?`.
    pub(crate) name_span: Span,
}

/// The modifiers of a type.
#[derive(Debug)]
pub(crate) struct TypeArgs<'a> {
    pub(crate) list: Vec<Value<'a>>,
    pub(crate) span: Span,
}

/// A fragment of SQL.
#[derive(Debug, Clone)]
pub(crate) struct Sql {
    /// The text without its fences, dedented, lines ended by `\n`.
    pub(crate) text: String,
    /// With the backticks.
    pub(crate) span: Span,
    /// For each run of text that is contiguous in the file: its offset in `text`, and in the file. None where it stood
    /// escaped.
    pub(crate) places: Vec<(usize, usize)>,
}

/// A word and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

/// A name: a word, words joined by `.`, or a string.
#[derive(Debug, Clone)]
pub(crate) struct Name<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) is_quoted: bool,
    pub(crate) span: Span,
}

/// `///` lines, without the slashes and one space.
#[derive(Debug, Clone)]
pub(crate) struct Docs {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl<'a> Item<'a> {
    /// From the keyword to the end of the block, or of the SQL.
    pub(crate) fn span(&self) -> Span {
        match &self.body {
            Body::Block(block) => self.head.to(block.end),
            Body::Sql(sql) => self.head.to(sql.span),
            Body::None => self.head,
        }
    }

    /// The members of the block; none where there is no block.
    pub(crate) fn members(&self) -> &[Member<'a>] {
        match &self.body {
            Body::Block(block) => &block.members,
            Body::None | Body::Sql(_) => &[],
        }
    }
}

impl Member<'_> {
    /// All of it.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Field(field) => field.span,
            Self::Entry(entry) => entry.span,
            Self::Attribute(attribute) => attribute.span,
        }
    }

    /// Whether a piece of its line was not understood, which is a diagnostic already.
    pub(crate) fn has_junk(&self) -> bool {
        match self {
            Self::Field(field) => field.has_junk,
            Self::Entry(entry) => entry.has_junk,
            Self::Attribute(attribute) => attribute.has_junk,
        }
    }
}

impl Sql {
    /// The place in the file of a range of `text`; all of it where it stood escaped.
    pub(crate) fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        if self.places.is_empty() {
            return self.span;
        }
        let start = self.offset(range.start);
        let end =
            self.offset(range.end.saturating_sub(1).max(range.start)) + usize::from(range.end > range.start);
        Span::new(self.span.file, start, end.max(start))
    }

    fn offset(&self, at: usize) -> usize {
        let index = self.places.partition_point(|&(text, _)| text <= at).saturating_sub(1);
        self.places.get(index).map_or(self.span.start as usize, |&(text, file)| file + (at - text.min(at)))
    }
}
