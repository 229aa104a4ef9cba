//! Schemas of any number of models, as large applications have them.

use std::fmt::Write as _;

/// How many models share an enum, and stand in one part of the application.
const PART: usize = 20;

/// How many parts there are for each cycle of foreign keys.
const CYCLE: usize = 50;

/// A schema of this many models, without errors or warnings: ten columns and two relations each, declared at both
/// ends, indexes, an enum for each twenty, row-level security with a policy for each fifth. Models refer to others of
/// their part and to the part's first one; some parts' first one refers to its last.
#[must_use]
pub fn many_models(count: usize) -> String {
    let mut out = String::from(
        "role app { login = false }\n\nsession Member {\n  @@role(app)\n  @@settings(\"member\")\n  tenant_id uuid\n}\n",
    );
    for number in 0..count {
        if number.is_multiple_of(PART) {
            let _ = write!(out, "\nenum State{} {{ draft, live, gone }}\n", number / PART);
        }
        model(&mut out, number, count);
    }
    out
}

/// The model that this one's `parent` refers to, and the one that its `owner` does.
fn targets(number: usize, count: usize) -> (usize, usize) {
    let first = number - number % PART;
    let last = (first + PART).min(count) - 1;
    let is_cycle = number == first && (number / PART).is_multiple_of(CYCLE);
    (if is_cycle { last } else { number.saturating_sub(1).max(first) }, first)
}

fn model(out: &mut String, number: usize, count: usize) {
    let (parent, owner) = targets(number, count);
    let _ = write!(
        out,
        "
/// The things of kind {number}.
model Thing{number} {{
  id         bigint        @id @identity
  tenant_id  uuid
  name       text          @unique
  note       text?
  amount     numeric(12,2) @default(0)
  state      State{part}   @default(draft)
  tags       text[]        @default([])
  parent_id  bigint?
  owner_id   bigint
  created_at timestamptz   @default(now())

  parent Thing{parent}? @relation(\"parent{number}\", parent_id, on_delete: set_null)
  owner  Thing{owner}   @relation(\"owner{number}\", owner_id, on_delete: cascade)
",
        part = number / PART
    );
    // The far ends: of a part's first model there are many.
    let first = number - number % PART;
    for other in first..(first + PART).min(count) {
        let (parent, owner) = targets(other, count);
        for (name, target) in [("parent", parent), ("owner", owner)] {
            if target == number {
                let _ = writeln!(out, "  {name}_of_{other} Thing{other}[] @relation(\"{name}{other}\")");
            }
        }
    }
    out.push_str("\n  @@index([parent_id])\n  @@index([owner_id, created_at(desc)])\n  @@check(\"paid\", `amount >= 0`)\n");
    if !number.is_multiple_of(5) {
        out.push_str("}\n");
        return;
    }
    let _ = write!(
        out,
        "  @@rls
  @@index([tenant_id])
  @@grant(app, [select, insert, update])
}}

policy own_{number} on Thing{number} {{
  to         = [app]
  using      = `tenant_id = session.tenant_id`
  with_check = `tenant_id = session.tenant_id`
}}
"
    );
}
