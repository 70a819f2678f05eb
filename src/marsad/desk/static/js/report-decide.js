// Decisions of the report page: made, refused because another came first, taken back.
import { ask } from "./ask.js";
import { notice } from "./notice.js";
import { refresh } from "./report-refresh.js";

/** @typedef {{ id: string, said: string, by: string, why: string, verb: string }} Made */
/** @typedef {{ detail: string, record: string, since: Made[], seen: Record<string, string> }} Conflict */

const reading = /** @type {HTMLElement} */ (document.getElementById("reading"));
/** Decisions of this visit, the newest last, so that u takes back the last one. @type {string[]} */
const made = JSON.parse(sessionStorage.getItem(key()) || "[]");

function key() {
  return `made ${reading.dataset.report}`;
}

/** @param {string[]} ids */
function keep(ids) {
  sessionStorage.setItem(key(), JSON.stringify(ids));
}

/** @param {HTMLElement} card */
function seenOf(card) {
  return { [card.dataset.id || ""]: card.dataset.seen || "" };
}

/**
 * Make a decision on the record of `card` (or, without one, as `body` says), show the page as it is then, and
 * offer to take it back. Where somebody else decided first, the person chooses; false where theirs is kept.
 * @param {HTMLElement | null} card
 * @param {Record<string, unknown>} body
 * @returns {Promise<boolean>}
 */
export async function decide(card, body) {
  const whole = card ? { records: [card.dataset.key], seen: seenOf(card), ...body } : body;
  /** @type {Made} */
  let done;
  try {
    done = await ask("/decisions", { body: whole, handles: [409, 422] });
  } catch (error) {
    const failed = /** @type {Error & { status?: number, said?: any }} */ (error);
    if (failed.status === 409 && failed.said?.since) return settle(card, whole, failed.said);
    throw error;
  }
  made.push(done.id);
  keep(made);
  await refresh();
  notice(`${sentence(done.said)}.`, { undo: () => undo(done.id) });
  return true;
}

/** @param {string} words */
function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Take a decision back; the last one of this visit where none is named.
 * @param {string} [id]
 */
export async function undo(id) {
  const last = id || made.at(-1);
  if (!last) {
    notice("There is nothing to undo: you have decided nothing on this report since you opened it.");
    return;
  }
  try {
    await ask("/decisions", { body: { verb: "reverse", decision: last } });
  } finally {
    // one that was taken back elsewhere cannot be taken back again
    const at = made.lastIndexOf(last);
    if (at >= 0) made.splice(at, 1);
    keep(made);
  }
  await refresh();
  notice("Taken back. It stays in the history.");
}

/**
 * Let the person choose between what others decided and what was to be decided; nothing of either is lost.
 * @param {HTMLElement | null} card
 * @param {Record<string, unknown>} body
 * @param {Conflict} conflict
 * @returns {Promise<boolean>}
 */
async function settle(card, body, conflict) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("conflict"));
  const list = /** @type {HTMLElement} */ (document.getElementById("conflict-since"));
  list.replaceChildren(...conflict.since.map((theirs) => {
    const item = document.createElement("li");
    item.textContent = `${theirs.by} ${theirs.said}${theirs.why ? ` (“${theirs.why}”)` : ""}`;
    return item;
  }));
  const yours = /** @type {HTMLElement} */ (document.getElementById("conflict-yours"));
  yours.textContent = [body.verb, body.field, body.words ?? brief(body.value)].filter(Boolean).join(" ");
  const answer = await chosen(dialog);
  if (answer !== "mine") {
    await refresh();
    notice("Theirs is kept. Nothing of yours was set.");
    return false;
  }
  const last = conflict.since.at(-1);
  if (last?.verb === "withdraw" && body.verb !== "withdraw") {
    // a record that is gone has no fields: it comes back first
    const back = await ask("/decisions", { body: { verb: "reverse", decision: last.id } });
    return decide(card, { ...body, seen: { [conflict.record]: back.id } });
  }
  return decide(card, { ...body, seen: conflict.seen });
}

/**
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>}
 */
function chosen(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = "";
    const click = (/** @type {Event} */ event) => {
      const answer = event.target instanceof HTMLElement && event.target.dataset.answer;
      if (answer) dialog.close(answer);
    };
    dialog.addEventListener("click", click);
    dialog.addEventListener("close", () => {
      dialog.removeEventListener("click", click);
      resolve(dialog.returnValue);
    }, { once: true });
    dialog.showModal();
  });
}

/**
 * A value of the contract in few words.
 * @param {any} value
 * @returns {string}
 */
export function brief(value) {
  if (!value) return "";
  if (value.actors) return value.actors.map((/** @type {any} */ a) => a.name).join("; ") || "nobody";
  if (value.claims) return value.claims.map((/** @type {any} */ c) => c.speaker).join("; ") || "nobody";
  if (value.figures) {
    return value.figures.map((/** @type {any} */ f) => `${f.low ?? ""}..${f.high ?? ""} ${f.who || ""}`).join("; ") || "none";
  }
  return value.name || "";
}
