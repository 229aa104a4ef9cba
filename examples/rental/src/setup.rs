//! The service's own work: new companies and what they share. It runs as the owner of the tables, in a session
//! that says so: the tables are under row-level security, and nothing but a session reaches them.

use pg_orm::types::chrono::NaiveDate;
use pg_orm::types::rust_decimal::Decimal;
use pg_orm::{Error, Pool};

use crate::Desk;
use crate::db::{
    Category, Clerk, Company, Customer, Depot, Owner, Product, Staff, StaffRole, Unit, category, company,
    customer, depot, product, staff, unit,
};

/// A company that has just begun: one depot, one manager.
pub struct NewCompany {
    /// The company.
    pub company: Company,
    /// Its only depot.
    pub depot: Depot,
    /// Its manager, whose session [`desk`](Self::desk) opens.
    pub manager: Staff,
}

impl NewCompany {
    /// The manager's session.
    pub fn desk(&self, pool: &Pool) -> Desk {
        pool.session(Clerk { company_id: self.company.id, staff_id: Some(self.manager.id) })
    }
}

/// Makes a company with its first depot and its manager, or nothing of it.
///
/// # Errors
/// When the slug is taken: the error's `constraint()` is `company_slug_key`.
pub async fn found_company(pool: &Pool, slug: &str, name: &str) -> Result<NewCompany, Error> {
    let owner = pool.session(Owner {});
    let transaction = owner.begin().await?;
    let company =
        Company::insert(company::New { slug: slug.into(), name: name.into() }).exec(&transaction).await?;
    let depot = Depot::insert(depot::New { company_id: company.id, name: "Main yard".into() })
        .exec(&transaction)
        .await?;
    let manager = Staff::insert(staff::New {
        company_id: company.id,
        depot_id: depot.id,
        email: format!("manager@{slug}.example"),
        name: "The manager".into(),
        hired_on: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default(),
    })
    .role(StaffRole::Manager)
    .exec(&transaction)
    .await?;
    transaction.commit().await?;
    Ok(NewCompany { company, depot, manager })
}

/// The categories that all companies share; those that are there stay.
///
/// # Errors
/// The database's.
pub async fn share_categories(pool: &Pool) -> Result<Vec<Category>, Error> {
    let mut found = Vec::new();
    for (name, parent) in
        [("Machines", None), ("Tools", None), ("Diggers", Some("Machines")), ("Drills", Some("Tools"))]
    {
        let parent_id = match parent {
            Some(parent) => Some(Category::by_name(parent).one(pool).await?.id),
            None => None,
        };
        found.push(match Category::by_name(name).get(pool).await? {
            Some(there) => there,
            None => {
                Category::insert(category::New { name: name.into() }).parent_id(parent_id).exec(pool).await?
            }
        });
    }
    Ok(found)
}

/// A company's first product, so many units of it, and a customer.
///
/// # Errors
/// When a name is taken, or the category is not there.
pub async fn stock(
    desk: &Desk,
    founded: &NewCompany,
    product_name: &str,
    units: usize,
) -> Result<(Product, Vec<Unit>, Customer), Error> {
    let company_id = founded.company.id;
    let category = Category::by_name("Diggers").one(desk).await?;
    let product = Product::insert(product::New {
        company_id,
        category_id: category.id,
        name: product_name.into(),
        day_rate: Decimal::new(12_000, 2),
    })
    .deposit(Decimal::new(50_000, 2))
    .exec(desk)
    .await?;
    let units = Unit::insert_many((1..=units).map(|number| unit::New {
        company_id,
        product_id: product.id,
        depot_id: founded.depot.id,
        serial: format!("{}-{number:03}", product.id),
    }))
    .returning(desk)
    .await?;
    let customer = Customer::insert(customer::New {
        company_id,
        name: "Bea Builder".into(),
        email: format!("bea@{}.example", founded.company.slug),
    })
    .exec(desk)
    .await?;
    Ok((product, units, customer))
}
