//! Each test has a database of its own, cloned from one that was migrated once.

use pg_orm::{Notice, Pool};
use pg_orm::types::chrono::NaiveDate;
use rental::bookings::{self, Answer, Wish};
use rental::db::{Booking, BookingMade, Customer, Payment, PaymentMethod, Product, Staff, customer, queries, staff};
use rental::setup::{self, NewCompany};
use rental::{Desk, reports};

async fn company(pool: &Pool, slug: &str) -> Result<(NewCompany, Desk), pg_orm::Error> {
    setup::share_categories(pool).await?;
    let founded = setup::found_company(pool, slug, slug).await?;
    let desk = founded.desk(pool);
    Ok((founded, desk))
}

fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).expect("a day of June")
}

#[pg_orm::test]
async fn the_last_unit_is_booked_once(pool: Pool) -> Result<(), pg_orm::Error> {
    let (founded, desk) = company(&pool, "one").await?;
    let (product, _, customer) = setup::stock(&desk, &founded, "Crane", 1).await?;
    let wish = Wish {
        customer_id: customer.id,
        product_id: product.id,
        units: 1,
        starts_on: june(1),
        ends_on: june(2),
    };
    let (a, b, c) =
        tokio::join!(bookings::book(&desk, wish), bookings::book(&desk, wish), bookings::book(&desk, wish));
    let booked = [a?, b?, c?].iter().filter(|answer| matches!(answer, Answer::Booked(_))).count();
    assert_eq!(booked, 1);
    // The days after are free.
    let later = Wish { starts_on: june(3), ends_on: june(4), ..wish };
    assert!(matches!(bookings::book(&desk, later).await?, Answer::Booked(_)));
    Ok(())
}

#[pg_orm::test]
async fn companies_do_not_see_each_other(pool: Pool) -> Result<(), pg_orm::Error> {
    let (one, at_one) = company(&pool, "one").await?;
    let (_, at_two) = company(&pool, "two").await?;
    let (_, _, bea) = setup::stock(&at_one, &one, "Crane", 1).await?;
    assert_eq!(Customer::query().count(&at_one).await?, 1);
    assert_eq!(Customer::query().count(&at_two).await?, 0);
    assert!(reports::customer_page(&at_two, bea.id).await.unwrap_err().is_not_found());
    assert_eq!(Staff::query().filter(staff::email.ends_with("one.example")).count(&at_two).await?, 0);
    // Nor can one write into the other's books.
    let new =
        customer::New { company_id: one.company.id, name: "Mallory".into(), email: "m@x.example".into() };
    let error = Customer::insert(new).exec(&at_two).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.code()), Some("42501"));
    Ok(())
}

#[pg_orm::test]
async fn a_booking_runs_its_course(pool: Pool) -> Result<(), pg_orm::Error> {
    let (founded, desk) = company(&pool, "one").await?;
    let (product, units, customer) = setup::stock(&desk, &founded, "Crane", 2).await?;
    let wish = Wish {
        customer_id: customer.id,
        product_id: product.id,
        units: 2,
        starts_on: june(1),
        ends_on: june(3),
    };
    let Answer::Booked(booking) = bookings::book(&desk, wish).await? else { panic!("both are free") };
    let price = bookings::hand_out(&desk, booking.id, PaymentMethod::Cash).await?;
    assert_eq!(price.to_string(), "720.00", "two units, three days, 120 a day");
    assert!(bookings::hand_out(&desk, booking.id, PaymentMethod::Cash).await.unwrap_err().is_not_found());
    assert!(reports::debtors(&desk).await?.is_empty());
    assert_eq!(
        bookings::take_back(&desk, booking.id, founded.manager.id, &[(units[0].id, "flat tyre")]).await?,
        1
    );
    let repair = reports::in_repair(&desk).await?;
    assert_eq!(repair.len(), 1);
    assert_eq!(repair[0].1[0].0.remarks, ["flat tyre"]);
    let ((_, licence), bookings) = reports::customer_page(&desk, customer.id).await?;
    assert!(licence.is_none());
    assert_eq!(bookings.iter().map(|(_, payments)| payments.len()).collect::<Vec<_>>(), [1]);
    Ok(())
}

#[pg_orm::test]
async fn a_booking_is_paid_once(pool: Pool) -> Result<(), pg_orm::Error> {
    let (founded, desk) = company(&pool, "one").await?;
    let (product, _, customer) = setup::stock(&desk, &founded, "Crane", 1).await?;
    let wish = Wish {
        customer_id: customer.id,
        product_id: product.id,
        units: 1,
        starts_on: june(1),
        ends_on: june(1),
    };
    let Answer::Booked(booking) = bookings::book(&desk, wish).await? else { panic!("it is free") };
    let hand_out = || bookings::hand_out(&desk, booking.id, PaymentMethod::Cash);
    let answers = tokio::join!(hand_out(), hand_out(), hand_out());
    let paid = [answers.0, answers.1, answers.2].iter().filter(|answer| answer.is_ok()).count();
    assert_eq!((paid, Payment::query().count(&desk).await?), (1, 1));
    Ok(())
}

#[pg_orm::test]
async fn bookings_are_heard_and_counted(pool: Pool) -> Result<(), pg_orm::Error> {
    let (founded, desk) = company(&pool, "one").await?;
    let (_, other) = company(&pool, "two").await?;
    let (product, _, customer) = setup::stock(&desk, &founded, "Crane", 2).await?;
    let mut made = pool.listen::<BookingMade>().await?;
    let wish = Wish {
        customer_id: customer.id,
        product_id: product.id,
        units: 2,
        starts_on: june(1),
        ends_on: june(2),
    };
    let Answer::Booked(booked) = bookings::book(&desk, wish).await? else { panic!("both are free") };
    match made.next().await? {
        Some(Notice::Sent(heard)) => assert_eq!((heard.booking_id, heard.units), (booked.id, 2)),
        other => panic!("{other:?}"),
    }
    let demand = reports::demand(&desk, june(1), None).await?;
    assert_eq!(demand.iter().map(|row| (row.id, row.lines)).collect::<Vec<_>>(), [(product.id, 2)]);
    assert!(reports::demand(&desk, june(1), june(1).pred_opt()).await?.is_empty());
    assert!(reports::demand(&other, june(1), None).await?.is_empty());
    queries::verify(&pool).await
}

#[pg_orm::test]
async fn prices_rise_by_what_was_said(pool: Pool) -> Result<(), pg_orm::Error> {
    let (founded, desk) = company(&pool, "one").await?;
    let (product, _, _) = setup::stock(&desk, &founded, "Crane", 1).await?;
    let raise = || bookings::raise_prices(&desk, product.category_id, 10);
    let (a, b) = tokio::join!(raise(), raise());
    assert_eq!((a?, b?), (1, 1));
    let after = Product::by_id(product.id).one(&desk).await?;
    assert_eq!(after.day_rate.to_string(), "145.20", "120, a tenth more, twice");
    Ok(())
}

#[pg_orm::test]
async fn a_booking_that_ends_before_it_starts_is_refused(pool: Pool) -> Result<(), pg_orm::Error> {
    let (founded, desk) = company(&pool, "one").await?;
    let (product, _, customer) = setup::stock(&desk, &founded, "Crane", 1).await?;
    let wish = Wish {
        customer_id: customer.id,
        product_id: product.id,
        units: 1,
        starts_on: june(5),
        ends_on: june(4),
    };
    let error = bookings::book(&desk, wish).await.unwrap_err();
    assert_eq!(error.constraint(), Some("ends_after_start"));
    assert_eq!(Booking::query().count(&desk).await?, 0);
    Ok(())
}
