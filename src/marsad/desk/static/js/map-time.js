// The days of the map: the slider with its bars, what is known, and the play button.

export const DAY = 86_400_000;
/** @param {string} text "2016-11-06" → days since 1970 */
export const toDay = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
/** @param {number} day */
export const toText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
/** @param {number} day */
export const said = (day) => new Date(day * DAY).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** @template {HTMLElement} E @param {string} id @returns {E} */
const get = (id) => /** @type {E} */ (document.getElementById(id));

/**
 * @typedef {{ day: number, known: number, follow: boolean, window: number, last: number, first: number }} Time
 */

/**
 * Wire the time bar up. `change` is called with what changed: "day", "known" or "window".
 * @param {(what: string) => void} change
 */
export function timeBar(change) {
  const day = /** @type {HTMLInputElement} */ (get("day"));
  const known = /** @type {HTMLInputElement} */ (get("known"));
  const follow = /** @type {HTMLInputElement} */ (get("follow"));
  const span = /** @type {HTMLSelectElement} */ (get("window"));
  const play = get("play");
  /** @type {Time} */
  const time = { day: 0, known: 0, follow: false, window: 0, first: 0, last: 0 };
  /** @type {[number, number][]} */
  let counts = [];
  let length = 1;
  let timer = 0;

  function show() {
    day.value = String(time.day);
    day.setAttribute("aria-valuetext", said(time.day));
    known.value = String(time.follow ? time.day : time.known);
    known.disabled = time.follow;
    known.setAttribute("aria-valuetext", said(time.follow ? time.day : time.known));
    get("day-said").textContent = said(time.day);
    get("known-said").textContent = time.follow
      ? "No hindsight: only reports published by then count."
      : time.known >= time.last ? "With hindsight: all reports count, later ones too." : `As known on ${said(time.known)}: later reports do not count.`;
    for (const [n, bar] of [...get("bars").children].entries()) {
      const from = counts[n][0];
      const inside = !time.window || (from + length > time.day - time.window + 1 && from <= time.day);
      bar.classList.toggle("in", inside);
    }
  }

  function draw() {
    const bars = get("bars");
    bars.replaceChildren();
    const most = Math.max(1, ...counts.map(([, n]) => n));
    const wide = Math.max(1, time.last - time.first);
    for (const [from, n] of counts) {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const tall = Math.max(2, 38 * Math.sqrt(n / most));  // the square root: single days beside great ones
      bar.setAttribute("x", String(((from - time.first) / wide) * 1000));
      bar.setAttribute("width", String(Math.max(2.5, (length / wide) * 1000 - 0.6)));
      bar.setAttribute("y", String(40 - tall));
      bar.setAttribute("height", String(tall));
      bars.append(bar);
    }
  }

  /** @param {number} to */
  function go(to) {
    time.day = Math.min(time.last, Math.max(time.first, to));
    show();
    change("day");
  }

  function stop() {
    clearTimeout(timer); timer = 0;
    play.textContent = "Play"; play.setAttribute("aria-pressed", "false");
  }
  function start() {
    if (time.day >= time.last) time.day = time.first;
    play.textContent = "Stop"; play.setAttribute("aria-pressed", "true");
    const stride = Math.max(1, Math.round((time.last - time.first) / 400));  // all of it in about 40 seconds
    const step = () => {
      if (time.day >= time.last) { stop(); return; }
      go(time.day + stride);
      timer = window.setTimeout(step, 100);
    };
    timer = window.setTimeout(step, 100);
  }

  day.addEventListener("input", () => { go(Number(day.value)); });
  known.addEventListener("input", () => { time.known = Number(known.value); show(); change("known"); });
  follow.addEventListener("change", () => { time.follow = follow.checked; show(); change("known"); });
  span.addEventListener("change", () => { time.window = Number(span.value); show(); change("window"); });
  play.addEventListener("click", () => (timer ? stop() : start()));

  return {
    time,
    go,
    toggle: () => (timer ? stop() : start()),
    hindsight: () => { follow.checked = !follow.checked; follow.dispatchEvent(new Event("change")); },
    /** @param {{ first: string | null, last: string | null, by: string, counts: [string, number][] }} told */
    fill(told) {
      if (!told.first || !told.last) return;
      time.first = toDay(told.first); time.last = toDay(told.last);
      counts = told.counts.map(([text, n]) => [toDay(text), n]);
      length = { day: 1, week: 7, month: 30, year: 365 }[told.by] || 1;
      const asked = new URLSearchParams(location.search);
      const wanted = asked.get("on");
      time.day = wanted && /^\d{4}-\d\d-\d\d$/.test(wanted) ? toDay(wanted) : time.last;
      time.day = Math.min(time.last, Math.max(time.first, time.day));
      time.known = time.last;
      time.follow = asked.get("known") === "then";
      follow.checked = time.follow;
      const days = asked.get("days");
      if (days && [...span.options].some((o) => o.value === days)) { span.value = days; time.window = Number(days); }
      for (const slider of [day, known]) { slider.min = String(time.first); slider.max = String(time.last); }
      draw(); show();
    },
  };
}
