//! The same work on many things, or two works, on every core of the machine: the only user of `rayon`.
//!
//! Things go in, what came of each comes out, in their order: nobody can tell how many cores there were.

mod seats;

use std::cell::Cell;
use std::sync::OnceLock;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};
use seats::Seats;

/// Fewer things than this are not worth another core.
const FEWEST: usize = 4;
/// Things are handed out in so many portions or more: the last ones are small then, and no core waits long for another.
const PORTIONS: usize = 256;
/// As much stack as a program's first thread has, so that what fits there fits here.
const STACK: usize = 8 * 1024 * 1024;

/// None where there is one core or the system gives no threads: then whoever asks does the work.
static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// Where those who work are, if each has a core of its own.
static SEATS: OnceLock<Seats> = OnceLock::new();

thread_local! {
    /// Whether this thread is one of those who work, if it is the one that calls them together.
    static IS_INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Those who work are called together when there is something to do: systems put a new thread on a core that is free, but
/// one that has waited beside the one that wakes it.
fn pool() -> Option<&'static ThreadPool> {
    POOL.get_or_init(|| if IS_INSIDE.get() { seated() } else { several(ThreadPoolBuilder::new()) }).as_ref()
}

/// Those who work, of whom the calling thread is the first, each on a core of its own if there are enough.
fn seated() -> Option<ThreadPool> {
    let pool = several(ThreadPoolBuilder::new().use_current_thread())?;
    if let Some(seats) = Seats::of(pool.current_num_threads()) {
        let seats = SEATS.get_or_init(|| seats);
        seats.take(0);
        pool.spawn_broadcast(|thread| seats.take(thread.index()));
    }
    Some(pool)
}

/// Those who work, if they are more than one.
fn several(pool: ThreadPoolBuilder) -> Option<ThreadPool> {
    pool.stack_size(STACK).build().ok().filter(|pool| pool.current_num_threads() > 1)
}

/// What comes of `work` on each of `things`, in their order.
pub fn on_each<'a, T: Sync, R: Send>(things: &'a [T], work: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    match pool() {
        Some(pool) if things.len() >= FEWEST => {
            let most = portion(things.len());
            pool.install(|| things.par_iter().with_max_len(most).map(work).collect())
        }
        _ => things.iter().map(work).collect(),
    }
}

/// As [`on_each`], of things that are needed no more: the memory of each is free for what comes of the next.
pub fn on_each_taken<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    match pool() {
        Some(pool) if things.len() >= FEWEST => {
            let most = portion(things.len());
            pool.install(|| things.into_par_iter().with_max_len(most).map(work).collect())
        }
        _ => things.into_iter().map(work).collect(),
    }
}

/// What comes of `work`, which is most of what the calling thread lives for: if nobody has asked for work yet, this thread
/// becomes one of those who do it. One that hands work on and waits has memory of its own that nobody else can use. While
/// it lasts each of them keeps to a [core of its own](seats), if there are enough.
pub fn inside<R>(work: impl FnOnce() -> R) -> R {
    IS_INSIDE.set(true);
    let result = work();
    IS_INSIDE.set(false);
    anywhere(|| result)
}

/// What comes of `work`, on a thread that does nothing else by now: it may go to any core, as may the threads and programs
/// that it starts.
pub fn anywhere<R>(work: impl FnOnce() -> R) -> R {
    if let Some(seats) = SEATS.get() {
        seats.leave();
    }
    work()
}

/// Gives back the memory of what is needed no more, on another core, while this one goes on.
pub fn let_go<T: Send + 'static>(thing: T) {
    match pool() {
        Some(pool) => pool.spawn(move || drop(thing)),
        None => drop(thing),
    }
}

/// How many of so many things are handed out together, at most.
fn portion(things: usize) -> usize {
    things.div_ceil(PORTIONS)
}

/// What comes of two works that have nothing to do with each other, each on a core of its own.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    match pool() {
        Some(pool) => pool.join(one, other),
        None => (one(), other()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        for count in [0, 1, FEWEST - 1, FEWEST, 1_000] {
            let things: Vec<_> = (0..count).collect();
            let doubled: Vec<_> = things.iter().map(|thing| thing * 2).collect();
            assert_eq!(on_each(&things, |thing| thing * 2), doubled);
            assert_eq!(on_each_taken(things, |thing| thing * 2), doubled);
        }
    }

    #[test]
    fn two_works_have_a_result_each() {
        let mut told = Vec::new();
        assert_eq!(both(|| 1, || told.push("two")), (1, ()));
        assert_eq!(told, ["two"]);
    }

    #[test]
    fn work_inside_may_ask_for_more() {
        let things: Vec<_> = (0..100).collect();
        let doubled = inside(|| on_each(&things, |thing| thing * 2));
        assert_eq!(doubled, things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_let_go_is_dropped() {
        let (sender, receiver) = std::sync::mpsc::channel::<()>();
        let_go(sender);
        receiver.recv().unwrap_err();
    }

    #[test]
    fn work_may_ask_for_more_of_the_same() {
        let things: Vec<_> = (0..100).collect();
        let sums = on_each(&things, |thing| on_each(&things, |other| thing * other).iter().sum::<usize>());
        assert_eq!(sums, things.iter().map(|thing| thing * 4950).collect::<Vec<_>>());
    }
}
