// Asks for the reason of a decision before it is made.

/**
 * What was typed, perhaps nothing; null where it was called off.
 * @param {string} asked what is about to be decided
 * @param {string} word what the button that decides says
 * @returns {Promise<string | null>}
 */
export function askWhy(asked, word) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("why"));
  const text = /** @type {HTMLInputElement} */ (document.getElementById("why-text"));
  /** @type {HTMLElement} */ (document.getElementById("why-asked")).textContent = asked;
  /** @type {HTMLElement} */ (document.getElementById("why-do")).textContent = word;
  text.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  text.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? text.value.trim() : null), { once: true });
  });
}
