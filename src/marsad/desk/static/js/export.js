// Making an export, showing what it lost, and offering it.
import { ask } from "./ask.js";
import { showProgress, watch } from "./jobs.js";

/** @template {HTMLElement} T @param {string} id @returns {T} */
const by = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {string} tag @param {string} [words] */
function made(tag, words) {
  const one = document.createElement(tag);
  if (words === undefined) return one;
  // `code` within words, as the loss report writes it
  words.split(/`([^`]*)`/).forEach((part, n) => {
    if (n % 2) one.append(made("code")), /** @type {Element} */ (one.lastElementChild).append(part);
    else one.append(part);
  });
  return one;
}

/**
 * The loss report, written as Markdown by the export, as elements: headings, lists, a table, paragraphs.
 * @param {string} text
 */
function lossReport(text) {
  const out = document.createDocumentFragment();
  /** @type {HTMLElement | null} */
  let open = null;
  for (const line of text.split("\n")) {
    const cells = /^\|(.+)\|$/.exec(line)?.[1].split("|").map((c) => c.trim());
    if (line.startsWith("# ") || /^\|[-:|]+\|$/.test(line) || cells?.every((c) => !c)) continue;
    if (line.startsWith("## ")) { open = null; out.append(made("h3", line.slice(3))); }
    else if (line.startsWith("- ")) {
      if (open?.tagName !== "UL") out.append(open = made("ul"));
      open.append(made("li", line.slice(2)));
    } else if (cells) {
      if (open?.tagName !== "TABLE") { out.append(open = made("table")); open.className = "list numbers"; }
      const row = made("tr");
      const head = /** @type {HTMLTableCellElement} */ (made("th", cells[0]));
      head.scope = "row";
      const number = made("td", cells[1]);
      number.className = "number";
      row.append(head, number);
      open.append(row);
    } else if (line.trim()) {
      if (open?.tagName !== "P") out.append(open = made("p"));
      else open.append(" ");
      open.append(...made("span", line).childNodes);
    } else open = null;
  }
  return out;
}

/** @param {number} bytes */
const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const form = /** @type {HTMLFormElement} */ (by("make"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const filters = new URLSearchParams(location.search);
  filters.delete("format");
  button.disabled = true;
  by("result").hidden = false;
  by("fetch").hidden = true;
  by("bar").hidden = false;
  by("loss").replaceChildren();
  by("after").textContent = "Making the file";
  by("result").scrollIntoView({ block: "nearest" });
  try {
    const started = await ask(`/exports/${form.dataset.format}?${filters}`, { method: "POST" });
    const job = await watch(started, (seen) => showProgress(by("bar"), by("doing"), seen));
    by("bar").hidden = true;
    by("after").textContent = job.stage === "failed" ? "That did not work" : "What it holds, and what it lost";
    if (!job.file) return;
    by("doing").textContent = job.told.summary || "";
    by("file").textContent = `${job.told.file}, ${size(Number(job.told.size))}`;
    /** @type {HTMLAnchorElement} */ (by("download")).href = job.file;
    by("fetch").hidden = false;
    by("loss").append(lossReport(job.told.loss || ""));
    by("download").focus();
  } catch {
    by("result").hidden = true; // ask() has said why
  } finally {
    button.disabled = false;
  }
});
