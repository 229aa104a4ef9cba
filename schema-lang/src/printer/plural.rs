//! English plurals: tables are often named in the plural, models in the singular.

/// Words whose plural follows no rule, with their singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("crises", "crisis"),
    ("data", "data"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("media", "media"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("series", "series"),
    ("species", "species"),
    ("teeth", "tooth"),
    ("vertices", "vertex"),
    ("women", "woman"),
];

/// The singular of a lower-case word; the word itself where it is none.
pub(super) fn singular(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.chars().count() > 1);
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "uses"] {
        if let Some(kept) = word.strip_suffix("es").filter(|_| word.ends_with(ending)) {
            // `houses`, `causes`: what ends in a vowel and `se` keeps its `e`.
            let keeps = ending == "uses" && kept.ends_with("aus") || kept.ends_with("ous");
            return if keeps { format!("{kept}e") } else { kept.to_owned() };
        }
    }
    match stem("s") {
        Some(stem) if !["s", "u", "i"].iter().any(|end| stem.ends_with(end)) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The plural of a lower-case word.
pub(super) fn plural(word: &str) -> String {
    if let Some((plural, _)) = IRREGULAR.iter().find(|(_, singular)| *singular == word) {
        return (*plural).to_owned();
    }
    if singular(word) != word {
        return word.to_owned();
    }
    let before = word.chars().rev().nth(1);
    match word.chars().last() {
        Some('y') if !before.is_some_and(|c| "aeiou".contains(c)) => {
            format!("{}ies", word.strip_suffix('y').unwrap_or(word))
        }
        Some('s' | 'x' | 'z') => format!("{word}es"),
        Some('h') if matches!(before, Some('c' | 's')) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (one, many) in [
            ("user", "users"),
            ("category", "categories"),
            ("address", "addresses"),
            ("box", "boxes"),
            ("person", "people"),
            ("key", "keys"),
            ("house", "houses"),
            ("bus", "buses"),
            ("invoice", "invoices"),
            ("movie", "movies"),
            ("analysis", "analyses"),
        ] {
            assert_eq!(singular(many), one);
            assert_eq!(plural(one), many);
            assert_eq!(plural(many), many);
        }
        for word in ["status", "bonus", "glass", "data", "series", "chassis"] {
            assert_eq!(singular(word), word);
        }
    }
}
