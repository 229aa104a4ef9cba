//! Items and blocks: from the parser's pairs to the tree.

use std::borrow::Cow;

use pest::iterators::{Pair, Pairs};

use super::ast::{
    Attribute, Block, Body, Clause, Docs, Entry, Field, File, Item, Member, Name, TypeRef, Word,
};
use super::generated::Rule;
use super::{junk, text};
use crate::diagnostics::{Diagnostic, foreign_syntax as foreign, syntax};
use crate::source::{FileId, Span};

/// Builds the tree of one file.
pub(super) struct Builder<'a, 'd> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// The keyword of the item that is read.
    pub(super) keyword: &'a str,
    /// The text of the block that is read, where it is an enum's.
    pub(super) enum_text: &'a str,
    /// How many items stand within others' blocks, whose ends are left over.
    pub(super) nested: u32,
    /// Where the last comment in another language's spelling ends.
    pub(super) comment_end: usize,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn file(mut self, pairs: Pairs<'a, Rule>) -> File<'a> {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut docs = None;
        // The end of what was not understood last, while nothing that was has followed it.
        let mut lost: Option<usize> = None;
        for pair in pairs.flat_map(Pair::into_inner) {
            let span = self.span(&pair);
            match pair.as_rule() {
                Rule::doc => self.doc(&mut docs, &pair),
                Rule::item => {
                    let found = self.diagnostics.len();
                    let item = self.item(docs.take(), pair);
                    let is_known = crate::passes::is_keyword(item.keyword.text);
                    if !is_known && self.is_same_mistake(lost, span, item.keyword.text) {
                        self.diagnostics.truncate(found);
                        lost = Some(span.end as usize);
                        continue;
                    }
                    lost = (!is_known).then_some(span.end as usize);
                    items.push(item);
                }
                Rule::top_junk => {
                    docs = None;
                    let written = pair.as_str().trim_end();
                    if written == "}" && self.nested > 0 {
                        self.nested -= 1;
                        continue;
                    }
                    let is_same = self.is_same_mistake(lost, span, written);
                    lost = Some(span.end as usize);
                    if is_same {
                        continue;
                    }
                    match items.last_mut() {
                        // `policy p on User, Post { .. }`
                        Some(item)
                            if item.span().end > 0 && self.is_same_line(item.span().end as usize, span) =>
                        {
                            item.has_junk = true;
                            let found = syntax::after_item(
                                item.keyword,
                                item.name.as_ref(),
                                base(item),
                                span,
                                written,
                            );
                            self.diagnostics.push(found);
                        }
                        _ => self.diagnostics.push(match junk::comment_mark(written) {
                            Some(mark) => foreign::comment(self.trimmed(span, written), mark, written),
                            None => syntax::not_an_item(span, written),
                        }),
                    }
                }
                _ => {}
            }
        }
        self.stray(docs);
        File { items }
    }

    /// Whether `written` is a part of what was not understood up to `lost`: on its line, indented below it, or its end.
    fn is_same_mistake(&self, lost: Option<usize>, span: Span, written: &str) -> bool {
        let Some(lost) = lost else { return false };
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let is_indented = before.ends_with([' ', '\t']);
        let is_end = matches!(written, "end" | "}" | ")" | ");" | "};");
        is_indented || is_end || self.is_same_line(lost, span)
    }

    /// Whether there is no line end between a place and what follows it.
    fn is_same_line(&self, from: usize, span: Span) -> bool {
        self.text.get(from..span.start as usize).is_some_and(|between| !between.contains('\n'))
    }

    fn trimmed(&self, span: Span, written: &str) -> Span {
        Span::new(self.file, span.start as usize, span.start as usize + written.len())
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
                Rule::params => item.params = Some(self.params(part)),
                Rule::clause => item.clauses.extend(self.clause(part)),
                Rule::block => {
                    item.body = Body::Block(self.block(item.keyword, item.name.clone(), part));
                    continue;
                }
                Rule::sql => {
                    item.body = Body::Sql(self.sql(&part));
                    continue;
                }
                Rule::junk => {
                    item.has_junk = true;
                    // What follows an unknown keyword is unknown too: the keyword alone is reported.
                    if crate::passes::is_keyword(item.keyword.text) {
                        self.diagnostics.push(syntax::after_item(
                            item.keyword,
                            item.name.as_ref(),
                            base(&item),
                            span,
                            part.as_str(),
                        ));
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
        let (mut type_ref, mut table, mut table_word) = (None, None, None);
        match parts.next() {
            Some(part) if part.as_rule() == Rule::type_ref => type_ref = Some(self.type_ref(part, "value")),
            Some(part) => {
                let mut parts = part.into_inner();
                table_word = parts.next().map(|word| self.word(&word));
                table = parts.next().map(|params| self.params(params));
            }
            None => {}
        }
        if (operator.text, self.keyword) == ("->", "query")
            && let Some(written) = type_ref.take()
        {
            (table_word, type_ref) = self.answer(written);
        }
        let mut is_set = false;
        if let (Some(type_ref), "->") = (&mut type_ref, operator.text) {
            is_set = std::mem::take(&mut type_ref.is_set);
            if let Some(words) = type_ref.words.strip_prefix("setof ") {
                type_ref.words = Cow::Owned(words.to_owned());
                is_set = true;
            }
        }
        Some(Clause { operator, type_ref, is_set, table_word, table, span })
    }

    /// `many User` of a query: how many rows, and what each is, where that is said.
    fn answer(&self, mut type_ref: TypeRef<'a>) -> (Option<Word<'a>>, Option<TypeRef<'a>>) {
        let at = type_ref.span.start as usize;
        let written = self.text.get(at..).unwrap_or_default();
        let length = written.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(written.len());
        let text = written.get(..length).filter(|_| !type_ref.is_quoted);
        let Some(text) = text.filter(|text| matches!(*text, "many" | "one" | "optional" | "exec")) else {
            return (None, Some(type_ref));
        };
        let word = Word { text, span: Span::new(self.file, at, at + length) };
        let rest = type_ref.words.strip_prefix(text).unwrap_or_default().trim_start().to_owned();
        if rest.is_empty() && type_ref.span == word.span {
            return (Some(word), None);
        }
        let behind = written.get(length..).unwrap_or_default();
        let start = at + length + (behind.len() - behind.trim_start().len());
        type_ref.words = Cow::Owned(rest);
        type_ref.span = Span::new(self.file, start, type_ref.span.end as usize);
        type_ref.name_span = Span::new(self.file, start, (type_ref.name_span.end as usize).max(start));
        (Some(word), Some(type_ref))
    }

    fn block(&mut self, keyword: Word<'a>, name: Option<Name<'a>>, pair: Pair<'a, Rule>) -> Block<'a> {
        let whole = self.span(&pair);
        self.enum_text = if keyword.text == "enum" { pair.as_str() } else { "" };
        let mut block = Block { members: Vec::new(), end: whole };
        let mut docs = None;
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::doc => self.doc(&mut docs, &part),
                // Behind the start of a comment of another language, which is told.
                Rule::member if (span.start as usize) < self.comment_end => {}
                Rule::member => {
                    if let Some(member) = self.member(&mut docs, part) {
                        block.members.push(member);
                    }
                }
                Rule::closed => block.end = span,
                Rule::unclosed => {
                    let open = Span { end: whole.start + 1, ..whole };
                    block.end = Span { start: span.start, end: span.start, ..span };
                    let found = match self.nested_head(block.end) {
                        Some((head, written)) => {
                            self.nested += 1;
                            let name = name.as_ref().map_or("", |name| &name.text);
                            let outer = format!("{} `{name}`", keyword.text);
                            syntax::nested_item(open, head, written, outer.trim_end_matches(" ``"))
                        }
                        None => syntax::unclosed_block(keyword, name.as_ref(), open, block.end),
                    };
                    self.diagnostics.push(found);
                }
                _ => {}
            }
        }
        self.stray(docs);
        block
    }

    /// The head of an item that starts here, where it is indented as a part of a block is.
    fn nested_head(&self, at: Span) -> Option<(Span, &'a str)> {
        let start = at.start as usize;
        let line = self.text.get(..start)?.rsplit('\n').next()?;
        let is_indented = !line.is_empty() && line.trim().is_empty();
        let head = self.text.get(start..)?.split(['{', '\n']).next()?.trim_end();
        (is_indented && !head.is_empty()).then(|| (Span::new(self.file, start, start + head.len()), head))
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
                    let start = part.as_span().start();
                    if junk::comment_mark(part.as_str()).is_some() {
                        let rest = self.text.get(start..).unwrap_or_default();
                        self.comment_end = start + rest.find('\n').unwrap_or(rest.len());
                    }
                    // `Vec<text>` and `text CHECK (..)` were told about as a whole.
                    if let Some(Member::Field(field)) = &mut member
                        && (part.as_str().starts_with(['<', '\'', '|'])
                            || foreign::awaits_value(field)
                            || part.as_str().starts_with('(') && field.attributes.is_empty())
                    {
                        field.type_ref = None;
                    }
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
                Rule::type_ref => field.type_ref = Some(self.type_ref(part, name.text)),
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
            let found = match line.trim_end().ends_with('{') {
                true => syntax::doc_behind_brace(span, self.keyword),
                false => syntax::doc_behind(span),
            };
            return self.diagnostics.push(found);
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

/// The words of the type behind an item's first colon.
fn base<'i>(item: &'i Item<'_>) -> Option<&'i str> {
    let type_ref = item.clauses.iter().find_map(|clause| clause.type_ref.as_ref())?;
    Some(&type_ref.words)
}
