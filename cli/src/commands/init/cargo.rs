//! What Cargo must know of PG-ORM: dependencies, the package's name, the workspace around it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pg_orm_build::Types;

use crate::Error;

/// Words that Cargo does not take as a package's name.
const RESERVED: [&str; 10] =
    ["test", "core", "std", "alloc", "proc_macro", "proc-macro", "build", "deps", "examples", "incremental"];

/// Where PG-ORM's packages come from.
pub(super) struct Packages {
    checkout: Option<PathBuf>,
    /// Whether somebody said so.
    is_given: bool,
    /// The features of `pg-orm` that the project needs.
    features: Vec<&'static str>,
}

impl Packages {
    /// Those of the given checkout; else those of the one that this command was built from, while it is there;
    /// else the published ones.
    pub(super) fn new(checkout: Option<&Path>) -> Result<Self, Error> {
        let features = vec!["migrate"];
        let Some(given) = checkout else {
            return Ok(Self { checkout: own_checkout(), is_given: false, features });
        };
        let checkout = given.canonicalize().map_err(Error::file("find the checkout", given))?;
        if !checkout.join("runtime/Cargo.toml").is_file() || !checkout.join("codegen/Cargo.toml").is_file() {
            let help = "name the folder that holds PG-ORM's `runtime` and `codegen`";
            return Err(Error::misuse(format!("{} is no checkout of PG-ORM", given.display()), help));
        }
        Ok(Self { checkout: Some(checkout), is_given: true, features })
    }

    /// The same with the features that types in Rust need.
    pub(super) fn with_types(mut self, types: &Types) -> Self {
        self.features.extend(types.features());
        self
    }

    /// The checkout, if they come from one.
    pub(super) fn checkout(&self) -> Option<&Path> {
        self.checkout.as_deref()
    }

    /// The lines for `[dependencies]`.
    pub(super) fn dependencies(&self) -> String {
        [
            self.line("pg-orm", "runtime", &format!(", features = [{}]", list(&self.features))),
            r#"tokio = { version = "1", features = ["macros", "rt-multi-thread"] }"#.to_owned(),
        ]
        .join("\n")
    }

    /// The lines for `[build-dependencies]`.
    pub(super) fn build_dependencies(&self) -> String {
        self.line("pg-orm-build", "codegen", "")
    }

    /// What the line of a package has to be, unless it takes the package from where these are; its other keys stay.
    /// One that somebody chose is left alone: a workspace's or a repository's, and that of another checkout unless
    /// this one was chosen too.
    fn replacement(&self, package: &str, line: &toml::Value, folder: &Path) -> Option<String> {
        let own = self.checkout.as_ref()?.join(if package == "pg-orm" { "runtime" } else { "codegen" });
        let get = |key: &str| line.get(key);
        if get("workspace").or_else(|| get("git")).is_some() {
            return None;
        }
        let path = get("path").and_then(toml::Value::as_str);
        let path = path.and_then(|path| folder.join(path).canonicalize().ok());
        if path.is_some_and(|path| path == own || !self.is_given && path.join("Cargo.toml").is_file()) {
            return None;
        }
        let others = line.as_table().into_iter().flatten();
        let others = others.filter(|(key, _)| !["version", "path", "registry"].contains(&key.as_str()));
        let more: String = others.map(|(key, value)| format!(", {key} = {value}")).collect();
        Some(format!("{package} = {{ path = {}{more} }}", toml_string(&own.display().to_string())))
    }

    fn line(&self, package: &str, folder: &str, more: &str) -> String {
        let place = match &self.checkout {
            Some(checkout) => format!("path = {}", toml_string(&checkout.join(folder).display().to_string())),
            None => format!("version = \"{}\"", env!("CARGO_PKG_VERSION")),
        };
        format!("{package} = {{ {place}{more} }}")
    }
}

/// The checkout that this command was built from. Of a published command only its own package was there.
fn own_checkout() -> Option<PathBuf> {
    let checkout = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).canonicalize().ok()?;
    let is_whole =
        ["runtime", "codegen"].iter().all(|folder| checkout.join(folder).join("Cargo.toml").is_file());
    is_whole.then_some(checkout)
}

/// A Cargo.toml that is there.
pub(super) struct Manifest(toml::Table);

impl Manifest {
    /// Reads it; `None` when there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Error> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(Error::file("read", path))?,
        };
        let invalid = |error: toml::de::Error| io::Error::new(io::ErrorKind::InvalidData, error);
        let table = text.parse().map_err(invalid).map_err(Error::file("read", path))?;
        Ok(Some(Self(table)))
    }

    /// Whether it is a package's, and not a workspace's alone.
    pub(super) fn is_package(&self) -> bool {
        self.0.contains_key("package")
    }

    /// What has to be added to it or changed in it. Paths in it start at `folder`.
    pub(super) fn advice(&self, packages: &Packages, folder: &Path) -> Vec<String> {
        let (mut lines, mut others) = (String::new(), String::new());
        for (section, package, text) in [
            ("dependencies", "pg-orm", packages.dependencies()),
            ("build-dependencies", "pg-orm-build", packages.build_dependencies()),
        ] {
            let has = |package: &str| self.0.get(section).and_then(|section| section.get(package)).is_some();
            let missing = text.lines().filter(|line| {
                let name = line.split(' ').next().unwrap_or(package);
                !has(name)
            });
            let missing: Vec<_> = missing.collect();
            if !missing.is_empty() {
                lines.push_str(&format!("\n\n  [{section}]\n  {}", missing.join("\n  ")));
            }
            let line = self.0.get(section).and_then(|section| section.get(package));
            if let Some(other) = line.and_then(|line| packages.replacement(package, line, folder)) {
                others.push_str(&format!("\n\n  [{section}]\n  {other}"));
            }
        }
        let line = self.0.get("dependencies").and_then(|section| section.get("pg-orm"));
        let missing = packages.features.iter().copied().filter(|feature| {
            // What a workspace says stands elsewhere, and `migrate` is a wish.
            line.is_some_and(|line| line.get("workspace").is_none() && !has_feature(line, feature))
                && *feature != "migrate"
        });
        let missing: Vec<_> = missing.collect();
        let features = match missing.as_slice() {
            [] => String::new(),
            missing => format!("\n\n  features = [{}]", list(missing)),
        };
        [
            ("add", lines),
            ("add to what stands for pg-orm, for the types of pgorm.toml", features),
            ("replace the lines of these packages by", others),
        ]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(what, lines)| format!("in Cargo.toml, {what}:{lines}"))
        .collect()
    }
}

/// A package's name made from the folder's.
pub(super) fn name_of(folder: &Path) -> Result<String, Error> {
    // The folder need not be there yet, and `.` has no name of its own.
    let absolute = std::path::absolute(folder).map_err(Error::file("find the folder", folder))?;
    let absolute = absolute.canonicalize().unwrap_or(absolute);
    let name = absolute.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut cleaned = String::new();
    for c in name.chars() {
        let c = if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
        if c != '-' || !cleaned.ends_with('-') {
            cleaned.push(c);
        }
    }
    let cleaned = cleaned.trim_matches('-');
    if check_name(cleaned).is_ok() { Ok(cleaned.to_owned()) } else { check_name(&format!("app-{cleaned}")) }
        .or_else(|_| Ok("app".to_owned()))
}

/// A package's name, if Cargo takes it.
pub(super) fn check_name(name: &str) -> Result<String, Error> {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_well_formed = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let ends_well = !name.ends_with('-');
    if starts_well
        && ends_well
        && is_well_formed
        && !RESERVED.contains(&name)
        && !pg_orm_ir::names::is_rust_keyword(name)
    {
        return Ok(name.to_owned());
    }
    let help = "a name starts with a letter and has letters, digits, `-` and `_`; Rust's own words are taken";
    Err(Error::misuse(format!("`{name}` can't be a package's name"), help))
}

/// The module that brings generated code into a crate, unless one of its roots has it.
pub(super) fn module_advice(folder: &Path) -> Result<Option<String>, Error> {
    let mut root = None;
    for name in ["src/main.rs", "src/lib.rs"] {
        let path = folder.join(name);
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            text => {
                let text = text.map_err(Error::file("read", &path))?;
                if String::from_utf8_lossy(&text).contains("include_schema!") {
                    return Ok(None);
                }
                root = Some(name);
            }
        }
    }
    let root = root.unwrap_or("your crate");
    Ok(Some(format!("in {root}, add:\n\n  mod db {{\n      pg_orm::include_schema!();\n  }}")))
}

/// What to do about a workspace around a new package: Cargo refuses to build a package that stands in one's folder
/// without being its member.
pub(super) fn workspace_advice(folder: &Path, is_new: bool) -> Result<Option<String>, Error> {
    if !is_new {
        return Ok(None);
    }
    let folder = folder.canonicalize().map_err(Error::file("find the folder", folder))?;
    for above in folder.ancestors().skip(1) {
        let path = above.join("Cargo.toml");
        let Some(manifest) = Manifest::read(&path)? else { continue };
        if manifest.0.contains_key("workspace") {
            let member = folder.strip_prefix(above).unwrap_or(&folder).display().to_string();
            let path = path.display();
            return Ok(Some(format!(
                "{path} is a workspace: add {} to its `members`, unless one of them covers it",
                toml_string(&member)
            )));
        }
    }
    Ok(None)
}

fn has_feature(line: &toml::Value, feature: &str) -> bool {
    let features = line.get("features").and_then(toml::Value::as_array);
    features.is_some_and(|features| features.iter().any(|it| it.as_str() == Some(feature)))
}

/// `"a", "b"`
fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| toml_string(word)).collect();
    quoted.join(", ")
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn packages_get_names_that_cargo_takes() {
        let name = |folder: &str| name_of(Path::new(folder)).unwrap();
        assert_eq!(name("/nowhere/todo"), "todo");
        assert_eq!(name("/nowhere/My App (2)"), "my-app-2");
        assert_eq!(name("/nowhere/2fast"), "app-2fast");
        assert_eq!(name("/nowhere/test"), "app-test");
        assert_eq!(name("/nowhere/日本"), "app");
        assert_eq!(name("/"), "app");
        assert!(check_name("match").is_err() && check_name("").is_err() && check_name("a b").is_err());
    }

    #[test]
    fn a_manifest_is_told_what_it_lacks() {
        let packages = Packages { checkout: None, is_given: false, features: vec!["migrate"] };
        let folder = Path::new(".");
        let manifest = |text: &str| Manifest(text.parse().unwrap());
        let all = manifest("[package]\nname = \"a\"").advice(&packages, folder).join("\n");
        assert!(
            all.contains("[dependencies]\n  pg-orm = ")
                && all.contains("[build-dependencies]\n  pg-orm-build")
        );
        let some = "[package]\n[dependencies]\npg-orm = \"0.1\"\ntokio = { version = \"1\" }";
        let rest = manifest(some).advice(&packages, folder).join("\n");
        assert!(!rest.contains("[dependencies]\n  pg") && rest.contains("[build-dependencies]"), "{rest}");
        let done = format!("{some}\n[build-dependencies]\npg-orm-build = \"0.1\"");
        assert!(manifest(&done).advice(&packages, folder).is_empty());
    }

    #[test]
    fn lines_of_another_place_are_replaced() {
        let packages = Packages::new(None).unwrap();
        let checkout = packages.checkout().unwrap();
        let advice = |runtime: &str, build: &str| {
            let text = format!(
                "[dependencies]\ntokio = \"1\"\npg-orm = {runtime}\n[build-dependencies]\npg-orm-build = {build}"
            );
            Manifest(text.parse().unwrap()).advice(&packages, checkout).join("\n")
        };
        let path = |folder: &str| toml_string(&checkout.join(folder).display().to_string());
        assert_eq!(
            advice("{ version = \"0.1\", features = [\"tls\"], optional = true }", "\"0.1\""),
            format!(
                "in Cargo.toml, replace the lines of these packages by:\n\n  [dependencies]\n  \
                 pg-orm = {{ path = {}, features = [\"tls\"], optional = true }}\n\n  [build-dependencies]\n  \
                 pg-orm-build = {{ path = {} }}",
                path("runtime"),
                path("codegen")
            )
        );
        // The same place, whichever way it is written; and places that somebody chose.
        assert_eq!(advice("{ path = \"./runtime\" }", &format!("{{ path = {} }}", path("codegen"))), "");
        assert_eq!(advice("{ workspace = true }", "{ git = \"https://example.org/pg-orm\" }"), "");
        assert_eq!(advice("{ path = \"cli\" }", "{ workspace = true }"), "");
        assert!(advice("{ path = \"nowhere\" }", "{ workspace = true }").contains("pg-orm = { path = "));
    }
}
