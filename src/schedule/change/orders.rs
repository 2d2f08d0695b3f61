//! The turn orders that are new: each is told once, before the shifts that it moves.

use chrono::NaiveDate;

use super::Change;
use super::cause::{Cause, order, own_eras, same_rotation};
use super::identity::{Side, Who};
use crate::roster::RotationIndex;

/// A turn order that only one of the rosters has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// The rotation's id.
    pub rotation: String,
    /// The first day of its era.
    pub since: NaiveDate,
    /// What is new.
    pub order: Order,
    /// How many changes of shifts it explains.
    pub changes: usize,
}

/// What is new about a turn order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// It holds from its era's first day on.
    Set(Vec<Option<Who>>),
    /// It was to hold from that day on, and no longer is.
    Dropped,
}

/// Every new order of rotations that both rosters have, by the new roster's list of rotations, then by era.
pub fn new_orders(before: &Side<'_>, after: &Side<'_>, changes: &[Change]) -> Vec<NewOrder> {
    let mut orders = Vec::new();
    for (index, new) in after.roster.rotations.iter().enumerate() {
        let Some(old) = same_rotation(before, &new.id) else { continue };
        let index = RotationIndex(index);
        let explained = |cause: Cause| changes.iter().filter(|change| change.cause == cause).count();
        let added = own_eras(after, new, before, old);
        for era in &added {
            let order = Order::Set(order(after, &new.eras[*era]));
            let changes = explained(Cause::Era(index, *era));
            orders.push(NewOrder { rotation: new.id.clone(), since: new.eras[*era].since, order, changes });
        }
        for era in own_eras(before, old, after, new) {
            let since = old.eras[era].since;
            // One that begins on the same day stands in its place; a first era is only ever replaced.
            let is_replaced = era == 0 || added.iter().any(|new_era| new.eras[*new_era].since == since);
            let changes = explained(Cause::EraGone(index, era));
            if !is_replaced {
                orders.push(NewOrder { rotation: new.id.clone(), since, order: Order::Dropped, changes });
            }
        }
    }
    orders
}
