// The list of incidents by keyboard.
import { onKeys } from "./keys.js";

const rows = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a.row")]);

/** @param {number} by */
function step(by) {
  const at = rows.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** @param {string} rel */
function turn(rel) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.pager a[rel="${rel}"]`));
  if (link) location.href = link.href;
}

onKeys({ j: () => step(1), k: () => step(-1), n: () => turn("next"), p: () => turn("prev") });
