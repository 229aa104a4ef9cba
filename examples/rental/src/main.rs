//! A day of two companies, on a private PostgreSQL.

use std::error::Error;

use pg_orm::Pool;
use pg_orm::types::chrono::NaiveDate;
use pg_orm_local::Server;
use rental::bookings::{self, Answer, Wish};
use rental::db::{Booking, PaymentMethod};
use rental::{MIGRATIONS, reports, setup};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::temporary().start()?;
    let pool = Pool::connect(&server.url("postgres")).await?;
    MIGRATIONS.deploy(&pool).await?;
    setup::share_categories(&pool).await?;

    let digwell = setup::found_company(&pool, "digwell", "Digwell Ltd").await?;
    let drillers = setup::found_company(&pool, "drillers", "Drillers & Sons").await?;
    let (desk, other_desk) = (digwell.desk(&pool), drillers.desk(&pool));

    let (digger, units, bea) = setup::stock(&desk, &digwell, "Mini digger", 3).await?;
    setup::stock(&other_desk, &drillers, "Mini digger", 1).await?;
    println!("{} has {} units of {}", digwell.company.name, units.len(), digger.name);

    let day = |day| NaiveDate::from_ymd_opt(2026, 6, day).ok_or("no such day");
    let wish =
        Wish { customer_id: bea.id, product_id: digger.id, units: 2, starts_on: day(1)?, ends_on: day(5)? };
    // Two clerks at the same moment: three units are not enough for both.
    let (first, second) = tokio::join!(bookings::book(&desk, wish), bookings::book(&desk, wish));
    let mut booked = None;
    for answer in [first?, second?] {
        match answer {
            Answer::Booked(booking) => {
                println!("Booked {} to {}", booking.starts_on, booking.ends_on);
                booked = Some(booking);
            }
            Answer::TooFew { free } => println!("Turned away: only {free} free"),
        }
    }
    let booking = booked.ok_or("one of the two is booked")?;

    let price = bookings::hand_out(&desk, booking.id, PaymentMethod::Card).await?;
    println!("Handed out against {price}");
    let bent = units.first().map(|unit| unit.id).unwrap_or_default();
    bookings::take_back(&desk, booking.id, digwell.manager.id, &[(bent, "bent arm")]).await?;

    for (unit, looks) in reports::in_repair(&desk).await? {
        for (look, inspector) in looks {
            println!("{} is in repair: {} ({})", unit.serial, look.remarks.join(", "), inspector.name);
        }
    }
    for ((_, customer), lines) in reports::on_day(&desk, day(3)?).await? {
        println!("On June 3rd {} has {} unit(s)", customer.name, lines.len());
    }

    // The other company sees nothing of it: not by a query, and not by a key that it should not know.
    println!(
        "{} sees {} bookings, and by its id: {:?}",
        drillers.company.name,
        Booking::query().count(&other_desk).await?,
        Booking::by_id(booking.id).get(&other_desk).await?.map(|booking| booking.id)
    );
    // `Booking::query().count(&pool)` would not compile: the table is under row-level security.
    Ok(())
}
