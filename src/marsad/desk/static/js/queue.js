// The queue by keyboard: one question is open, an answer leads to the next.
import { decide, takeBack, wake } from "./deciding.js";
import { deciding, onKeys } from "./keys.js";
import { notice } from "./notice.js";

/** @typedef {{ id: string, decision: string }} Answer */

const LATER = "queue later";
const ANSWERS = "queue answers";
const queue = /** @type {HTMLElement} */ (document.querySelector(".queue"));
const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".question")]);
const later = new Set(/** @type {string[]} */ (JSON.parse(sessionStorage.getItem(LATER) || "[]")));
/** @type {Answer[]} */
const answers = JSON.parse(sessionStorage.getItem(ANSWERS) || "[]");
/** @type {HTMLElement | undefined} */
let current;
let busy = false;
/**
 * Event → this person's own newest decision on it since the page was made.
 * @type {Map<string, string>}
 */
const mine = new Map();

/**
 * Event → the newest decision that this person knows of.
 * @param {HTMLElement} one
 * @returns {Record<string, string>}
 */
function seen(one) {
  const told = /** @type {Record<string, string>} */ (JSON.parse(one.dataset.seen || "{}"));
  return Object.fromEntries(Object.entries(told).map(([event, decision]) => [event, mine.get(event) ?? decision]));
}

/**
 * @param {HTMLElement} one
 * @param {string} decision
 */
function decided(one, decision) {
  for (const event of Object.keys(seen(one))) mine.set(event, decision);
}

const open = () => all.filter((one) => !one.hidden);

/**
 * @param {HTMLElement | undefined} one
 * @param {boolean} [still] whether the page stays where it is
 */
function show(one, still = false) {
  current?.classList.remove("current");
  current = one;
  /** @type {HTMLElement | null} */ (queue.querySelector(".done"))?.toggleAttribute("hidden", Boolean(one));
  if (!one) return;
  one.classList.add("current");
  one.focus({ preventScroll: true });
  if (!still) one.scrollIntoView({ block: "nearest" });
}

/** @param {number} by */
function step(by) {
  const there = open();
  const at = current ? there.indexOf(current) : -1;
  show(there[Math.min(there.length - 1, Math.max(0, at + by))]);
}

/** @param {HTMLElement} one */
function put(one) {
  const there = open();
  const at = there.indexOf(one);
  one.hidden = true;
  show(there[at + 1] || there[at - 1]);
}

/** @param {number} by */
function progress(by) {
  for (const [id, change] of /** @type {[string, number][]} */ ([["answered", by], ["left", -by]])) {
    const place = /** @type {HTMLElement} */ (document.getElementById(id));
    const now = Math.max(0, Number((place.textContent || "0").replaceAll(",", "")) + change);
    place.textContent = now.toLocaleString("en");
    if (id === "answered") /** @type {HTMLProgressElement} */ (document.getElementById("bar")).value = now;
  }
}

/**
 * The decision that an answer makes; nothing where the question has no such answer.
 * @param {HTMLElement} one
 * @param {string} answer
 * @returns {import("./deciding.js").Judged | undefined}
 */
function judged(one, answer) {
  const { kind, records = "", odd, together, events } = one.dataset;
  const mine = records.split(" ");
  if (kind === "pair") {
    // right as it is: what Marsad did with the pair is what a reviewer now says
    const verb = answer === "confirm" ? (together === "yes" ? "join" : "split") : answer;
    return verb === "join" || verb === "split" ? { verb, records: mine } : undefined;
  }
  if (answer === "split") return Number(events) > 1 && odd ? { verb: "split", records: [odd] } : undefined;
  return answer === "join" ? undefined : { verb: answer, records: mine };
}

/** @type {Record<string, string>} */
const SAID = { confirm: "Confirmed.", withdraw: "Withdrawn: not an event.", split: "Split.", join: "Joined." };
/** @type {Record<string, string>} */
const NOT = {
  withdraw: "Open it and say which of the two is no event.",
  split: "This is an incident of one event: there is nothing to split.",
};

/** @param {string} answer */
async function give(answer) {
  const one = current;
  if (!one || busy) return;
  if (answer === "later") {
    later.add(one.id);
    sessionStorage.setItem(LATER, JSON.stringify([...later]));
    put(one);
    return;
  }
  const decision = judged(one, answer);
  if (!decision) {
    if (answer === "join") location.href = `/incidents/${one.dataset.incident}#join`;
    else notice(NOT[answer] || "This question has no such answer.");
    return;
  }
  busy = true;
  try {
    const made = await decide({ ...decision, seen: seen(one) });
    decided(one, made);
    answers.push({ id: one.id, decision: made });
    sessionStorage.setItem(ANSWERS, JSON.stringify(answers.slice(-50)));
    put(one);
    progress(1);
    notice(SAID[decision.verb], { undo });
  } catch {
    // what went wrong stands at the corner of the page
  } finally {
    busy = false;
  }
}

async function undo() {
  const last = answers.at(-1);
  if (!last) {
    notice("There is no answer of this session to undo.");
    return;
  }
  const reversal = await takeBack(last.decision);
  answers.pop();
  sessionStorage.setItem(ANSWERS, JSON.stringify(answers));
  progress(-1);
  const one = all.find((q) => q.id === last.id);
  if (one) {
    decided(one, reversal);
    one.hidden = false;
    show(one);
    notice("Undone.");
  } else {
    location.reload();
  }
}

for (const one of all) {
  one.addEventListener("click", () => { if (one !== current) show(one); });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (one.querySelectorAll("[data-answer]"))) {
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      show(one);
      give(button.dataset.answer || "");
    });
  }
}
document.getElementById("again")?.addEventListener("click", () => {
  later.clear();
  sessionStorage.removeItem(LATER);
  const asked = new URLSearchParams(location.search);
  asked.delete("offset");
  location.href = `${location.pathname}?${asked}`;
});

if (all.length) {
  queue.classList.add("live");
  wake();
  for (const one of all) one.hidden = later.has(one.id);
  show(open()[0], true);
}
onKeys({
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  ...deciding({
    c: () => give("confirm"), x: () => give("withdraw"), s: () => give("split"), J: () => give("join"), l: () => give("later"), u: undo,
  }),
  Enter: (event) => {
    // on a link or button Enter does what that says
    const at = /** @type {HTMLElement} */ (event.target);
    if (at.matches("a, button")) at.click();
    else if (current) location.href = `/incidents/${current.dataset.incident}`;
  },
});
