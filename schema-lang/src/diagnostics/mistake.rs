//! What is wrong in a file beside the schema, in the look of diagnostics.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Style;
use crate::position::Lines;

/// Something wrong in a file that is no schema, such as `pgorm.toml`: it has no code.
///
/// ```
/// use pg_orm_schema::{Mistake, Style};
/// let mistake = Mistake {
///     message: "unknown key `shema`".to_owned(),
///     span: 0..5,
///     help: Some("did you mean `schema`?".to_owned()),
/// };
/// let text = "shema = \"db\"\n";
/// assert_eq!(mistake.line("pgorm.toml", text), "pgorm.toml:1:1: unknown key `shema`: did you mean `schema`?");
/// assert!(mistake.render("pgorm.toml", text, Style::Plain).contains("1 | shema = \"db\""));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong, in one line.
    pub message: String,
    /// Where: bytes of the file's text.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<String>,
}

impl Mistake {
    /// With the lines that it is in, as diagnostics are shown; without a line end.
    #[must_use]
    pub fn render(&self, name: &str, text: &str, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        let end = self.span.end.min(text.len());
        let span = self.span.start.min(end)..end;
        let place = Snippet::source(text).path(name).annotation(AnnotationKind::Primary.span(span));
        let group = Level::ERROR.primary_title(&self.message).element(place);
        renderer.render(&[match &self.help {
            Some(help) => group.element(Level::HELP.message(help)),
            None => group,
        }])
    }

    /// On one line: `pgorm.toml:1:1: the message: the help`.
    #[must_use]
    pub fn line(&self, name: &str, text: &str) -> String {
        let at = Lines::new(text).position(self.span.start);
        let help = self.help.as_deref().map(|help| format!(": {help}")).unwrap_or_default();
        format!("{name}:{}:{}: {}{help}", at.line, at.column, self.message)
    }
}
