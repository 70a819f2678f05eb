// Decisions on records, and the last of them, so that it can be taken back.
import { ask } from "./ask.js";

/**
 * @typedef {{ verb: string, records?: string[], decision?: string, why?: string, seen?: Record<string, string> }} Judged
 */

/**
 * Append a decision; gives its id.
 * @param {Judged} judged
 * @returns {Promise<string>}
 */
export async function decide(judged) {
  const made = await ask("/decisions", { body: { why: "", ...judged } });
  return made.id;
}

/**
 * @param {string} decision
 * @param {string} [why]
 */
export function takeBack(decision, why = "") {
  return decide({ verb: "reverse", decision, why });
}

/**
 * What only works with a script comes into sight.
 * @param {ParentNode} root
 */
export function wake(root = document) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".needs-script"))) one.hidden = false;
}
