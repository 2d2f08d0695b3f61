//! The same work on many things, on every core of the machine.
//!
//! Things go in, what came of each comes out, in their order: nobody can tell how many cores there were.

use std::num::NonZero;
use std::thread;

/// Fewer things than this are not worth a thread.
const FEWEST: usize = 16;
/// As much stack as a program's first thread has, so that what fits there fits here.
const STACK: usize = 8 * 1024 * 1024;

/// What comes of `work` on each of `things`, in their order.
pub fn on_each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(cores).max(FEWEST);
    let all = |part: &[T]| part.iter().map(&work).collect::<Vec<_>>();
    let (all, mut parts) = (&all, things.chunks(share));
    let Some(own) = parts.next() else { return Vec::new() };
    thread::scope(|scope| {
        let start = |part| (part, thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || all(part)));
        let others: Vec<_> = parts.map(start).collect();
        let mut results = all(own);
        for (part, thread) in others {
            // A system that gives no more threads, or none that comes to its end, has the work done here.
            let done = thread.ok().and_then(|thread| thread.join().ok());
            results.extend(done.unwrap_or_else(|| all(part)));
        }
        results
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        for count in [0, 1, FEWEST, FEWEST + 1, 1_000] {
            let things: Vec<_> = (0..count).collect();
            let doubled: Vec<_> = things.iter().map(|thing| thing * 2).collect();
            assert_eq!(on_each(&things, |thing| thing * 2), doubled);
        }
    }
}
