// Going through a list of links by keyboard.
import { onKeys } from "./keys.js";

const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".reports .title"));

/** @param {number} by */
function step(by) {
  const at = [...links].indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  next?.focus();
}

/** @param {string} rel */
function turn(rel) {
  /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.pager a[rel="${rel}"]`))?.click();
}

onKeys({ j: () => step(1), k: () => step(-1), n: () => turn("next"), p: () => turn("prev") });
