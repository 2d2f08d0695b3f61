//! A core for each of those who work, where there are as many cores as they are.
//!
//! Systems put a thread that is woken on a core that has nothing to do. In a virtual machine Linux takes one that sleeps for
//! one that is taken: of two threads that work for a tenth of a second, both were then on one core for a fifth of that
//! time (`perf record --sample-cpu`).

#[cfg(target_os = "linux")]
pub use linux::Seats;
#[cfg(not(target_os = "linux"))]
pub use nowhere::Seats;

#[cfg(target_os = "linux")]
mod linux {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};

    /// The cores that this process may use, that of the thread that asks first.
    #[derive(Debug)]
    pub struct Seats {
        all: CpuSet,
        cores: Vec<usize>,
    }

    impl Seats {
        /// For so many who work; none unless each has a core.
        pub fn of(threads: usize) -> Option<Self> {
            let all = sched_getaffinity(None).ok()?;
            let mut cores: Vec<_> = (0..CpuSet::MAX_CPU).filter(|core| all.is_set(*core)).collect();
            let here = cores.iter().position(|core| *core == sched_getcpu())?;
            cores.rotate_left(here);
            (cores.len() == threads).then_some(Self { all, cores })
        }

        /// Keeps the calling thread, and those that it will start, on the core of this number.
        pub fn take(&self, number: usize) {
            let Some(core) = self.cores.get(number) else { return };
            let mut only = CpuSet::new();
            only.set(*core);
            // Where it is refused, the system goes on to choose.
            let _refused = sched_setaffinity(None, &only);
        }

        /// Lets the calling thread go to any core again.
        pub fn leave(&self) {
            let _refused = sched_setaffinity(None, &self.all);
        }
    }
}

/// Of other systems, none is known to need it.
#[cfg(not(target_os = "linux"))]
mod nowhere {
    /// None.
    #[derive(Debug)]
    pub enum Seats {}

    impl Seats {
        /// None.
        pub const fn of(_threads: usize) -> Option<Self> {
            None
        }

        /// Nothing: there are none.
        pub const fn take(&self, _number: usize) {
            match *self {}
        }

        /// Nothing: there are none.
        pub const fn leave(&self) {
            match *self {}
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;

    use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu};

    use super::*;

    #[test]
    fn whoever_takes_a_seat_has_a_core_of_its_own_until_it_leaves() {
        let before = sched_getaffinity(None).unwrap();
        let threads = usize::try_from(before.count()).unwrap();
        let seats = Seats::of(threads).unwrap();
        let sit = |number| {
            seats.take(number);
            let core = sched_getcpu();
            let mut only = CpuSet::new();
            only.set(core);
            assert_eq!(sched_getaffinity(None), Ok(only));
            seats.leave();
            assert_eq!(sched_getaffinity(None), Ok(before));
            core
        };
        let sit = &sit;
        let sat = |number| thread::scope(|scope| scope.spawn(move || sit(number)).join().unwrap());
        let mut taken: Vec<_> = (0..threads).map(sat).collect();
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), threads);
    }

    #[test]
    fn where_cores_are_more_or_fewer_nobody_has_one() {
        let cores = usize::try_from(sched_getaffinity(None).unwrap().count()).unwrap();
        assert!(Seats::of(cores + 1).is_none() && Seats::of(cores - 1).is_none());
    }
}
