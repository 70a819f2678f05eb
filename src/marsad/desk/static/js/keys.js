// Keys that work wherever one does not type.
import { notice } from "./notice.js";

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

/**
 * The same keys for what decides: not when ``early.js`` strikes them again, since nobody had seen then what the
 * decision would be about.
 * @param {Record<string, () => void>} keys
 * @returns {Record<string, (event: KeyboardEvent) => void>}
 */
export function deciding(keys) {
  const seen = (/** @type {() => void} */ act) => (/** @type {KeyboardEvent} */ event) => {
    if (event.isTrusted) act();
    else notice("The page was not ready for that key. Press it again.");
  };
  return Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, seen(act)]));
}

/**
 * Call what stands under a key ("j"), or under two keys struck one after the other ("g m").
 * @param {Record<string, (event: KeyboardEvent) => void>} keys
 */
export function onKeys(keys) {
  let before = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const both = before ? `${before} ${event.key}` : "";
    before = Object.keys(keys).some((k) => k.startsWith(`${event.key} `)) && !both ? event.key : "";
    const act = (both && keys[both]) || keys[event.key];
    if (!act) return;
    before = "";
    event.preventDefault();
    act(event);
  });
}
