// Replaces the page's clock and timers by ones that stand still until the test moves them. `NOW` is put in front by
// the test. Timers of less than a second are left alone: they order work within a page, they do not measure time.
(() => {
  const RealDate = Date;
  const realSetTimeout = setTimeout.bind(window);
  const realSetInterval = setInterval.bind(window);
  const realClearTimeout = clearTimeout.bind(window);
  let now = NOW;
  let serial = 1e9;
  const timers = new Map();

  class StillDate extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now);
      else super(...parts);
    }
    static now() {
      return now;
    }
  }
  window.Date = StillDate;

  const add = (real, repeats) => (run, delay, ...rest) => {
    // As browsers do it: a delay is a signed number of 32 bits, and what is too long comes at once.
    const wait = Math.max(0, delay | 0);
    if (wait < 1000) return real(run, wait, ...rest);
    timers.set(++serial, { due: now + wait, every: repeats ? wait : null, run: () => run(...rest) });
    return serial;
  };
  window.setTimeout = add(realSetTimeout, false);
  window.setInterval = add(realSetInterval, true);
  window.clearTimeout = window.clearInterval = (id) => timers.delete(id) || realClearTimeout(id);

  const next = () => [...timers].sort(([, a], [, b]) => a.due - b.due)[0];
  window.moveClock = (milliseconds) => {
    const until = now + milliseconds;
    for (let timer = next(); timer && timer[1].due <= until; timer = next()) {
      const [id, { due, every, run }] = timer;
      now = due;
      if (every === null) timers.delete(id);
      else timers.get(id).due += every;
      run();
    }
    now = until;
  };
  // The machine slept: time went on and no timer ran.
  window.sleepClock = (milliseconds) => {
    now += milliseconds;
  };
})();
