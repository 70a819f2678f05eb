// Keeps the keys that are struck before the page's scripts are there, and strikes them again when they are: on a
// slow machine "/" and a word would otherwise be a word of shortcuts.
(() => {
  /** @type {KeyboardEvent[]} */
  const struck = [];
  /** @param {EventTarget | null} target */
  const field = (target) => (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ? target : null);
  /** @param {KeyboardEvent} event */
  const keep = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || field(event.target)) return;
    // what works without scripts, such as Tab and Enter on a link, is done already
    if (event.key.length > 1 && (event.key !== "Enter" || event.target !== document.body)) return;
    if (event.key === "/" || event.key === "'") event.preventDefault(); // Firefox would search in the page
    struck.push(event);
  };
  document.addEventListener("keydown", keep);
  document.addEventListener("DOMContentLoaded", () => { // modules have run by now
    document.removeEventListener("keydown", keep);
    for (const { key, shiftKey } of struck) {
      const typed = field(document.activeElement);
      if (!typed) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
      else if (key.length === 1) typed.value += key;
      else typed.form?.requestSubmit();
    }
  });
})();
