// What all pages share: theme, keys, notices.
import { notice } from "./notice.js";
import { onKeys } from "./keys.js";

/** @type {HTMLElement | null} */
const theme = document.getElementById("theme");
theme?.addEventListener("click", () => {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", next);
  document.documentElement.dataset.theme = next;
  document.dispatchEvent(new CustomEvent("theme", { detail: next }));
});

const shortcuts = /** @type {HTMLDialogElement} */ (document.getElementById("shortcuts"));
document.getElementById("keys")?.addEventListener("click", () => shortcuts.showModal());

/** @type {Record<string, () => void>} */
const keys = {
  "?": () => shortcuts.showModal(),
  "/": () => /** @type {HTMLElement | null} */ (document.querySelector('[data-key="/"]'))?.focus(),
};
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".top nav a"))) {
  keys[`g ${(link.textContent || "").trim()[0].toLowerCase()}`] = () => { location.href = link.href; };
}
onKeys(keys);

// on a phone the pages do not fit side by side: this one's name is in sight
const pages = document.querySelector(".top nav");
const here = /** @type {HTMLElement | null} */ (pages?.querySelector("[aria-current]"));
if (pages && here) pages.scrollLeft = here.offsetLeft - /** @type {HTMLElement} */ (pages).offsetLeft - (pages.clientWidth - here.offsetWidth) / 2;

// a word that the last page left for this one
const left = sessionStorage.getItem("notice");
if (left) {
  sessionStorage.removeItem("notice");
  notice(left);
}
