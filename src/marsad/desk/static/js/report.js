// The page of a report: one record is at hand; its characters and its fields light each other.
import { ask } from "./ask.js";
import { deciding, onKeys } from "./keys.js";
import { notice } from "./notice.js";
import { decide, undo } from "./report-decide.js";
import { editor, make } from "./report-edit.js";
import { missed } from "./report-missed.js";

const reading = /** @type {HTMLElement} */ (document.getElementById("reading"));
const edits = document.getElementById("missed") !== null;

// --- the record at hand

/** @returns {HTMLDetailsElement[]} */
function records() {
  return [...document.querySelectorAll(".record")].filter((r) => r instanceof HTMLDetailsElement);
}

/** @returns {HTMLDetailsElement | undefined} */
function atHand() {
  return records().find((record) => record.open);
}

/** Fill the characters of the record at hand; those of all others are underlined only. */
function show() {
  const number = atHand()?.dataset.number;
  for (const mark of reading.querySelectorAll("mark[data-of]")) {
    const of = (mark.getAttribute("data-of") || "").split(" ").filter((f) => f.startsWith(`${number}.`));
    mark.classList.toggle("told-here", of.includes(`${number}.told`));
    mark.classList.toggle("here", of.some((f) => !f.endsWith(".told")));
  }
}

/**
 * @param {string | null | undefined} number
 * @param {{ article?: boolean, focus?: boolean }} [how] whether to scroll to its words, and to take the keys
 */
function select(number, how = {}) {
  const record = records().find((r) => r.dataset.number === number);
  if (!record) return;
  for (const other of records()) if (other !== record) other.open = false;
  record.open = true;
  show();
  bring(record);
  if (how.focus) record.querySelector("summary")?.focus({ preventScroll: true });
  if (how.article) reading.querySelector(`mark[data-of~="${number}.told"]`)?.scrollIntoView({ block: "center" });
}

/** Bring a record into the list's own window, and leave the article where it is. @param {HTMLElement} record */
function bring(record) {
  const list = /** @type {HTMLElement} */ (record.parentElement);
  if (list.scrollHeight <= list.clientHeight + 1) return;
  const above = record.offsetTop - list.offsetTop - list.scrollTop;
  const below = above + record.offsetHeight - list.clientHeight;
  if (above < 0 || record.offsetHeight > list.clientHeight) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}

/** @param {number} by */
function move(by) {
  const all = records();
  const at = all.findIndex((record) => record.open);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) select(next.dataset.number, { article: true, focus: true });
}

// --- what lights what

function dark() {
  for (const lit of reading.querySelectorAll(".lit, .near")) lit.classList.remove("lit", "near");
}

/** @param {EventTarget | null} target */
function light(target) {
  dark();
  if (!(target instanceof Element)) return;
  const row = target.closest("[data-lights]");
  if (row instanceof HTMLElement) {
    // a type and a status have no words of their own: the whole telling is lit
    const named = reading.querySelectorAll(`mark[data-of~="${row.dataset.lights}"]`);
    const told = `${(row.dataset.lights || "").split(".")[0]}.told`;
    for (const mark of named.length ? named : reading.querySelectorAll(`mark[data-of~="${told}"]`)) mark.classList.add("lit");
    return;
  }
  const mark = target.closest("mark[data-of]");
  if (mark) {
    for (const of of (mark.getAttribute("data-of") || "").split(" ")) {
      const [number, field] = of.split(".");
      document.getElementById(`record-${number}`)?.classList.add("near");
      if (field !== "told") reading.querySelector(`[data-lights="${of}"]`)?.classList.add("lit");
    }
  }
}

// --- editing in place

/**
 * @param {HTMLElement} record
 * @param {string} field
 * @param {HTMLElement | null} row the row of the field, or null for one that the record lacks
 */
function edit(record, field, row) {
  closeEditors();
  const label = row?.querySelector("dt")?.textContent || field;
  const value = row?.dataset.value ? JSON.parse(row.dataset.value) : null;
  const made = editor(field, record.dataset.about || "event", value, label);
  const why = make("input", { maxLength: 4000, "aria-label": "Reason (optional)", placeholder: "Reason (optional)" });
  const wrong = make("p", { className: "wrong", role: "alert" });
  const form = make("form", { className: "editor" }, made.body, why, wrong, make("div", { className: "buttons" },
    make("button", { className: "primary" }, "Save"),
    make("button", { type: "button", "data-do": "cancel" }, "Cancel")));
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const given = made.read();
    if (!given) return;
    wrong.textContent = "";
    try {
      await decide(record, { verb: "correct", field, why: why.value, ...given });
    } catch (error) {
      wrong.textContent = error instanceof Error ? error.message : "That did not work.";
    }
  });
  const place = row?.querySelector("dd") || record.querySelector("[data-slot]");
  if (row) for (const part of place?.children || []) part.setAttribute("hidden", "");
  else place?.replaceChildren();
  place?.append(form);
  const first = form.querySelector("input, select");
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}

function closeEditors() {
  for (const form of reading.querySelectorAll("form.editor")) {
    const row = form.closest("dd");
    form.remove();
    for (const part of row?.children || []) part.removeAttribute("hidden");
    if (row) /** @type {HTMLElement | null} */ (row.querySelector("button.value"))?.focus();
  }
}

/** Say what the interface refused; of all else `ask` has told already. @param {Error & { status?: number }} error */
function tell(error) {
  if (error.status === 409 || error.status === 422) notice(error.message, { bad: true });
}

/** @param {HTMLElement} record @param {string} verb withdraw, confirm or comment */
function judge(record, verb) {
  if (verb === "confirm") { void decide(record, { verb }).catch(tell); return; }
  const slot = record.querySelector("[data-slot]");
  const comment = verb === "comment";
  const input = make("input", { maxLength: 4000, required: comment, "aria-label": comment ? "Comment" : "Reason (optional)", placeholder: comment ? "Comment" : "Reason (optional)" });
  const form = make("form", { className: "editor" }, input, make("div", { className: "buttons" },
    make("button", { className: "primary" }, comment ? "Keep the comment" : "Withdraw the record"),
    make("button", { type: "button", "data-do": "cancel" }, "Cancel")));
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    void decide(record, { verb, why: input.value }).catch(tell);
  });
  closeEditors();
  slot?.replaceChildren(form);
  input.focus();
}

/** @param {HTMLElement} record */
async function history(record) {
  const slot = /** @type {HTMLElement} */ (record.querySelector("[data-slot]"));
  const button = record.querySelector('[data-do="history"]');
  if (slot.querySelector(".steps")) {
    slot.replaceChildren();
    button?.setAttribute("aria-expanded", "false");
    return;
  }
  const steps = await ask(`/history?${new URLSearchParams({ record: record.dataset.key || "" })}`);
  const list = make("ol", { className: "steps" });
  for (const step of steps) {
    const at = new Date(step.at);
    const item = make("li", {}, make("time", { dateTime: step.at }, at.toISOString().slice(0, 16).replace("T", " ")),
      make("bdi", {}, make("b", {}, step.who)), " ", make("span", { className: step.stands ? "" : "gone", dir: "auto" }, step.what));
    if (step.why) item.append(" ", make("q", { dir: "auto" }, step.why));
    if (!step.stands) item.append(" (taken back)");
    else if (step.decision && edits && !step.what.startsWith("took back")) {
      item.append(make("button", { type: "button", onclick: () => void undo(step.decision) }, "Take back"));
    }
    list.append(item);
  }
  slot.replaceChildren(list);
  button?.setAttribute("aria-expanded", "true");
}

// --- what the hand and the keys do

/** @type {Record<string, (record: HTMLElement, at: HTMLElement) => void>} */
const actions = {
  edit: (record, at) => {
    const row = /** @type {HTMLElement} */ (at.closest(".row"));
    edit(record, row.dataset.field || "", row);
  },
  cancel: () => closeEditors(),
  confirm: (record) => judge(record, "confirm"),
  withdraw: (record) => judge(record, "withdraw"),
  comment: (record) => judge(record, "comment"),
  history: (record) => void history(record).catch(() => {}),
};

reading.addEventListener("mouseover", (event) => light(event.target));
reading.addEventListener("mouseleave", dark);
reading.addEventListener("focusin", (event) => light(event.target));
reading.addEventListener("mousedown", (event) => {
  // a click on the button must not lose the words that are selected
  if (event.target instanceof Element && event.target.closest('[data-do="missed"]')) event.preventDefault();
});
reading.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const at = event.target.closest("[data-do]");
  if (at instanceof HTMLElement) {
    const name = at.dataset.do || "";
    if (name === "missed") missed();
    const record = at.closest(".record");
    if (record instanceof HTMLElement) actions[name]?.(record, at);
    return;
  }
  const mark = event.target.closest("mark[data-of]");
  if (mark && getSelection()?.isCollapsed) {
    const of = [...new Set((mark.getAttribute("data-of") || "").split(" ").map((f) => f.split(".")[0]))];
    // of several records on the same characters, a further click goes to the next
    const now = of.indexOf(atHand()?.dataset.number || "");
    select(of[(now + 1) % of.length]);
  }
});
reading.addEventListener("change", (event) => {
  const at = event.target;
  if (at instanceof HTMLSelectElement && at.dataset.do === "further" && at.value) {
    const record = at.closest(".record");
    if (record instanceof HTMLElement) edit(record, at.value, null);
    at.value = "";
  }
});
reading.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && reading.querySelector("form.editor")) closeEditors();
});
reading.addEventListener("toggle", show, true);
document.addEventListener("refreshed", (event) => select(/** @type {CustomEvent} */ (event).detail));

/** @param {(record: HTMLElement) => void} act */
const on = (act) => () => { const record = atHand(); if (record) act(record); };
onKeys({ j: () => move(1), k: () => move(-1), h: on((record) => actions.history(record, record)) });
if (edits) {
  onKeys({
    e: on((record) => {
      const here = document.activeElement?.closest(".record .row")
        || record.querySelector(".row.unresolved") || record.querySelector(".row.doubtful") || record.querySelector('[data-field="when"]');
      const row = here instanceof HTMLElement && here.querySelector("button.value") ? here : record.querySelector(".row");
      if (row instanceof HTMLElement) edit(record, row.dataset.field || "", row);
    }),
    m: () => missed(),
    ...deciding({
      c: on((record) => judge(record, "confirm")),
      x: on((record) => judge(record, "withdraw")),
      u: () => void undo().catch(() => {}),
    }),
  });
}

// registry and gazetteer take seconds to open: they are, before anybody types
if (edits) setTimeout(() => void fetch("/api/v1/actors?words=isis").then(() => fetch("/api/v1/places?words=hama")).catch(() => {}), 400);

const asked = decodeURIComponent(location.hash.slice(1));
const wanted = records().find((r) => r.id === asked || r.dataset.id === asked);
select(wanted?.dataset.number || records()[0]?.dataset.number, { article: Boolean(wanted) });
