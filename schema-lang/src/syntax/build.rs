//! Items and blocks: from the parser's pairs to the tree.

use std::borrow::Cow;

use pest::iterators::{Pair, Pairs};

use super::ast::{Attribute, Block, Body, Clause, Docs, Entry, Field, File, Item, Member, Name, Word};
use super::generated::Rule;
use super::{junk, text};
use crate::diagnostics::{Diagnostic, syntax};
use crate::source::{FileId, Span};

/// Builds the tree of one file.
pub(super) struct Builder<'a, 'd> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// The keyword of the item that is read.
    pub(super) keyword: &'a str,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn file(mut self, pairs: Pairs<'a, Rule>) -> File<'a> {
        let mut items = Vec::new();
        let mut docs = None;
        for pair in pairs.flat_map(Pair::into_inner) {
            match pair.as_rule() {
                Rule::doc => self.doc(&mut docs, &pair),
                Rule::item => items.push(self.item(docs.take(), pair)),
                Rule::top_junk => {
                    docs = None;
                    let at = self.span(&pair);
                    self.diagnostics.push(syntax::not_an_item(at, pair.as_str()));
                }
                _ => {}
            }
        }
        self.stray(docs);
        File { items }
    }

    fn item(&mut self, docs: Option<Docs>, pair: Pair<'a, Rule>) -> Item<'a> {
        let start = self.span(&pair);
        let mut item = Item {
            docs,
            keyword: Word { text: "", span: start },
            name: None,
            params: None,
            clauses: Vec::new(),
            body: Body::None,
            has_junk: false,
            head: start,
        };
        let mut end_of_head = start;
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::keyword => {
                    item.keyword = self.word(&part);
                    // The one keyword of two words, however far they stand apart.
                    if item.keyword.text.contains([' ', '\t']) {
                        item.keyword.text = "materialized view";
                    }
                    self.keyword = item.keyword.text;
                }
                Rule::name => item.name = part.into_inner().next().map(|name| self.name(&name)),
                Rule::params => item.params = Some(span),
                Rule::clause => item.clauses.extend(self.clause(part)),
                Rule::block => {
                    item.body = Body::Block(self.block(item.keyword, item.name.clone(), part));
                    continue;
                }
                Rule::sql => {
                    item.body = Body::Sql;
                    continue;
                }
                Rule::junk => {
                    item.has_junk = true;
                    // What follows an unknown keyword is unknown too: the keyword alone is reported.
                    if crate::passes::is_keyword(item.keyword.text) {
                        self.diagnostics.push(syntax::after_item(item.keyword, span, part.as_str()));
                    }
                    continue;
                }
                _ => {}
            }
            end_of_head = span;
        }
        item.head = item.keyword.span.to(end_of_head);
        item
    }

    fn clause(&mut self, pair: Pair<'a, Rule>) -> Option<Clause<'a>> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let operator = self.word(&parts.next()?);
        let type_ref = match parts.next() {
            Some(part) if part.as_rule() == Rule::type_ref => Some(self.type_ref(part)),
            _ => None,
        };
        Some(Clause { operator, type_ref, span })
    }

    fn block(&mut self, keyword: Word<'a>, name: Option<Name<'a>>, pair: Pair<'a, Rule>) -> Block<'a> {
        let whole = self.span(&pair);
        let mut block = Block { members: Vec::new(), end: whole };
        let mut docs = None;
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::doc => self.doc(&mut docs, &part),
                Rule::member => {
                    if let Some(member) = self.member(&mut docs, part) {
                        block.members.push(member);
                    }
                }
                Rule::closed => block.end = span,
                Rule::unclosed => {
                    let open = Span { end: whole.start + 1, ..whole };
                    block.end = Span { start: span.start, end: span.start, ..span };
                    self.diagnostics.push(syntax::unclosed_block(keyword, name.as_ref(), open, block.end));
                }
                _ => {}
            }
        }
        self.stray(docs);
        block
    }

    fn member(&mut self, docs: &mut Option<Docs>, pair: Pair<'a, Rule>) -> Option<Member<'a>> {
        let mut member = None;
        let mut has_junk = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::field => member = self.field(docs.take(), part).map(Member::Field),
                Rule::entry => member = self.entry(part).map(Member::Entry),
                Rule::block_attribute => member = Some(Member::Attribute(self.attribute(part, "@@"))),
                Rule::junk => {
                    has_junk = true;
                    let found = junk::explain(self, member.as_ref(), &part);
                    self.diagnostics.push(found);
                }
                _ => {}
            }
        }
        if !matches!(member, Some(Member::Field(_))) {
            self.stray(docs.take());
        }
        match &mut member {
            Some(Member::Field(field)) => {
                field.has_junk = has_junk;
                if let Some(last) = field.attributes.last_mut() {
                    last.has_junk = has_junk;
                }
            }
            Some(Member::Entry(entry)) => entry.has_junk = has_junk,
            Some(Member::Attribute(attribute)) => attribute.has_junk = has_junk,
            None => {}
        }
        member
    }

    fn field(&mut self, docs: Option<Docs>, pair: Pair<'a, Rule>) -> Option<Field<'a>> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let name = self.word(&parts.next()?);
        let mut field =
            Field { docs, name, type_ref: None, attributes: Vec::new(), has_junk: false, span: name.span };
        for part in parts {
            field.span = span.to(self.span(&part));
            match part.as_rule() {
                Rule::type_ref => field.type_ref = Some(self.type_ref(part)),
                Rule::attribute => {
                    let attribute = self.attribute(part, "@");
                    field.attributes.push(attribute);
                }
                _ => {}
            }
        }
        Some(field)
    }

    fn entry(&mut self, pair: Pair<'a, Rule>) -> Option<Entry<'a>> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let key = parts.next()?.into_inner().next()?;
        let key = self.name(&key);
        let value = parts.next().map(|value| self.operand(value));
        Some(Entry { key, value, has_junk: false, span })
    }

    fn attribute(&mut self, pair: Pair<'a, Rule>, sigil: &'static str) -> Attribute<'a> {
        let span = self.span(&pair);
        let at_sigil = Span::new(self.file, span.start as usize, span.start as usize + sigil.len());
        let mut attribute = Attribute {
            sigil,
            name: Word { text: "", span: at_sigil },
            args: None,
            has_junk: false,
            span: at_sigil,
        };
        for part in pair.into_inner() {
            attribute.span = at_sigil.to(self.span(&part));
            match part.as_rule() {
                Rule::identifier => {
                    attribute.name = self.word(&part);
                    attribute.name.span.start = span.start;
                }
                Rule::args => attribute.args = Some(self.args(part)),
                _ => {}
            }
        }
        if attribute.name.text.is_empty() {
            self.diagnostics.push(syntax::unnamed_attribute(at_sigil, sigil));
        }
        attribute
    }

    /// A name of one word, of words joined by dots, or in quotes.
    pub(super) fn name(&mut self, pair: &Pair<'a, Rule>) -> Name<'a> {
        let span = self.span(pair);
        match pair.as_rule() {
            Rule::string => Name { text: self.string(pair), is_quoted: true, span },
            _ => Name { text: Cow::Borrowed(pair.as_str()), is_quoted: false, span },
        }
    }

    pub(super) fn word(&self, pair: &Pair<'a, Rule>) -> Word<'a> {
        Word { text: pair.as_str(), span: self.span(pair) }
    }

    pub(super) fn span(&self, pair: &Pair<'a, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.file, span.start(), span.end())
    }

    fn doc(&mut self, docs: &mut Option<Docs>, pair: &Pair<'a, Rule>) {
        let span = self.span(pair);
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        if !line.trim_matches(|c: char| c.is_whitespace() || c == '{' || c == '\u{feff}').is_empty() {
            return self.diagnostics.push(syntax::doc_behind(span));
        }
        let line = text::doc_line(pair.as_str());
        match docs {
            Some(docs) => {
                docs.text.push('\n');
                docs.text.push_str(line);
                docs.span = docs.span.to(span);
            }
            None => *docs = Some(Docs { text: line.to_owned(), span }),
        }
    }

    fn stray(&mut self, docs: Option<Docs>) {
        if let Some(docs) = docs {
            self.diagnostics.push(syntax::stray_doc(docs.span));
        }
    }
}
