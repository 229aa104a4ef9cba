//! One company's daily work: booking units, handing them out, taking them back.

use pg_orm::types::chrono::NaiveDate;
use pg_orm::types::rust_decimal::Decimal;
use pg_orm::types::uuid::Uuid;
use pg_orm::{Error, Filter, Isolation};

use crate::Desk;
use crate::db::{
    Booking, BookingLine, BookingMade, BookingState, Inspection, Payment, PaymentMethod, Product, Unit, UnitState,
    booking, booking_line, inspection, payment, product, unit,
};

/// What a customer wants.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Who.
    pub customer_id: i64,
    /// Of what.
    pub product_id: i64,
    /// How many.
    pub units: usize,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, which counts.
    pub ends_on: NaiveDate,
}

/// What became of a wish.
#[derive(Debug)]
pub enum Answer {
    /// Booked.
    Booked(Booking),
    /// There were not enough units free on those days.
    TooFew {
        /// How many were.
        free: usize,
    },
}

/// Which units nobody else has on those days. The type says what it costs to ask: the filter reads tables under
/// row-level security, so a query that uses it takes a session.
fn free_between(starts_on: NaiveDate, ends_on: NaiveDate) -> Filter<Unit, pg_orm::RowSecurity> {
    let taken = booking::state
        .in_([BookingState::Open, BookingState::PickedUp])
        .and(booking::starts_on.le(ends_on))
        .and(booking::ends_on.ge(starts_on));
    unit::lines.none(booking_line::booking.is(taken))
}

/// Books free units of a product, or none. Two clerks who want the last one at the same time are told apart by
/// PostgreSQL: the transactions are serializable, and the one that loses runs again and finds none free.
///
/// # Errors
/// The database's; a serialization failure only when it lost five times in a row.
pub async fn book(desk: &Desk, wish: Wish) -> Result<Answer, Error> {
    let company_id = desk.settings().company_id;
    let clerk_id = desk.settings().staff_id;
    desk.transaction()
        .isolation(Isolation::Serializable)
        .retry(5)
        .run(async |transaction| {
            let free = Unit::query()
                .filter(unit::product_id.eq(wish.product_id))
                .filter(unit::state.ne(UnitState::Retired))
                .filter(free_between(wish.starts_on, wish.ends_on))
                .order_by(unit::id.asc())
                .limit(wish.units as u64)
                .include(unit::product)
                .all(&transaction)
                .await?;
            if free.len() < wish.units {
                return Ok(Answer::TooFew { free: free.len() });
            }
            let booked = Booking::insert(booking::New {
                company_id,
                customer_id: wish.customer_id,
                starts_on: wish.starts_on,
                ends_on: wish.ends_on,
            })
            .clerk_id(clerk_id)
            .exec(&transaction)
            .await?;
            let lines = free.iter().map(|(unit, product)| booking_line::New {
                booking_id: booked.id,
                unit_id: unit.id,
                company_id,
                day_rate: product.day_rate,
            });
            BookingLine::insert_many(lines).exec(&transaction).await?;
            // Heard once this is committed, by whoever listens.
            let units = i32::try_from(free.len()).unwrap_or(i32::MAX);
            BookingMade { booking_id: booked.id, company_id, units }.notify(&transaction).await?;
            Ok(Answer::Booked(booked))
        })
        .await
}

/// Hands the units of a booking out against a payment of the whole price; answers the price.
///
/// The booking changes its state first: of two clerks who do this at the same moment, one waits for the other
/// and then finds no open booking, so nobody pays twice.
///
/// # Errors
/// [`Error::is_not_found`] when the company has no such booking that is open.
pub async fn hand_out(desk: &Desk, booking_id: Uuid, method: PaymentMethod) -> Result<Decimal, Error> {
    let transaction = desk.begin().await?;
    Booking::query()
        .filter(booking::id.eq(booking_id).and(booking::state.eq(BookingState::Open)))
        .update(booking::state.set(BookingState::PickedUp))
        .exec(&transaction)
        .await?;
    let (booked, lines) = Booking::query()
        .filter(booking::id.eq(booking_id).and(booking::state.eq(BookingState::PickedUp)))
        .filter(booking::payments.is_empty())
        .include(booking::lines)
        .one(&transaction)
        .await?;
    let days = Decimal::from((booked.ends_on - booked.starts_on).num_days() + 1);
    let price = lines.iter().map(|line| line.day_rate * days).sum();
    Payment::insert(payment::New { company_id: booked.company_id, booking_id, method, amount: price })
        .exec(&transaction)
        .await?;
    Unit::query()
        .filter(unit::id.in_(lines.iter().map(|line| line.unit_id)))
        .update(unit::state.set(UnitState::Rented))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(price)
}

/// Takes a booking's units back: each is inspected, and what is not fit goes to repair.
///
/// # Errors
/// The database's.
pub async fn take_back(
    desk: &Desk,
    booking_id: Uuid,
    inspector_id: i64,
    unfit: &[(i64, &str)],
) -> Result<u64, Error> {
    let company_id = desk.settings().company_id;
    let transaction = desk.begin().await?;
    let lines =
        BookingLine::query().filter(booking_line::booking_id.eq(booking_id)).all(&transaction).await?;
    let inspections = lines.iter().map(|line| {
        let remark = unfit.iter().find(|(unit_id, _)| *unit_id == line.unit_id).map(|(_, remark)| *remark);
        Inspection::insert(inspection::New {
            company_id,
            unit_id: line.unit_id,
            inspector_id,
            is_fit: remark.is_none(),
        })
        .remarks(remark.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    Inspection::insert_many(inspections).exec(&transaction).await?;
    let of_booking = unit::id.in_(lines.iter().map(|line| line.unit_id));
    let to_repair = unit::id.in_(unfit.iter().map(|(unit_id, _)| *unit_id));
    Unit::query().filter(of_booking).update(unit::state.set(UnitState::Ready)).exec(&transaction).await?;
    let broken = Unit::query()
        .filter(to_repair)
        .update(unit::state.set(UnitState::InRepair))
        .exec(&transaction)
        .await?;
    Booking::by_id(booking_id).update(booking::state.set(BookingState::Returned)).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(broken)
}

/// Raises the day rate of every product of a category, by so many percent. Each price is changed only where it
/// is still what was read; a transaction that meets another's change runs again.
///
/// # Errors
/// The database's; a serialization failure only when it lost five times in a row.
pub async fn raise_prices(desk: &Desk, category_id: i32, percent: i64) -> Result<u64, Error> {
    desk.transaction()
        .isolation(Isolation::RepeatableRead)
        .retry(5)
        .run(async |transaction| {
            let mut changed = 0;
            for one in Product::query().filter(product::category_id.eq(category_id)).all(&transaction).await?
            {
                let rate = (one.day_rate * Decimal::new(100 + percent, 2)).round_dp(2);
                changed +=
                    Product::by_id(one.id).update(product::day_rate.set(rate)).exec(&transaction).await?;
            }
            Ok(changed)
        })
        .await
}
