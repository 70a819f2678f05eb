// Keys that work wherever one does not type.

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
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
