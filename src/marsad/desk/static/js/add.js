// Adding reports: the three forms, and what became of each report.
import { ask } from "./ask.js";
import { showProgress, watch } from "./jobs.js";
import { notice } from "./notice.js";

/** @typedef {import("./jobs.js").Item} Item */
/** @typedef {import("./jobs.js").Job} Job */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const by = (id) => /** @type {T} */ (document.getElementById(id));

const tabs = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('[role="tab"]')]);
const panels = tabs.map((tab) => /** @type {HTMLFormElement} */ (by(tab.getAttribute("aria-controls") || "")));

/** @param {number} at */
function open(at) {
  tabs.forEach((tab, n) => {
    tab.setAttribute("aria-selected", String(n === at));
    tab.tabIndex = n === at ? 0 : -1;
    panels[n].hidden = n !== at;
  });
}
tabs.forEach((tab, n) => {
  tab.addEventListener("click", () => open(n));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (n + step + tabs.length) % tabs.length;
    open(next);
    tabs[next].focus();
  });
});
const wanted = ["#files", "#text", "#address"].indexOf(location.hash);
if (wanted > 0) open(wanted);

// files
const chooser = /** @type {HTMLInputElement} */ (by("files"));
const drop = /** @type {HTMLElement} */ (document.querySelector(".drop"));
const read = /** @type {HTMLButtonElement} */ (panels[0].querySelector("button.primary"));

/** @param {number} bytes */
const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

function showChosen() {
  const files = [...(chooser.files || [])];
  by("chosen").replaceChildren(...files.map((file) => {
    const line = document.createElement("li");
    for (const words of [file.name, size(file.size)]) {
      const part = document.createElement("span");
      part.textContent = words;
      part.dir = "auto";
      line.append(part);
    }
    return line;
  }));
  read.disabled = !files.length;
  read.textContent = files.length > 1 ? `Read ${files.length} files` : "Read the file";
}
chooser.addEventListener("change", showChosen);
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const files = event.dataTransfer?.files;
  if (!files?.length) return;
  open(0);
  chooser.files = files;
  showChosen();
});

// what became of it
const kinds = /** @type {Record<string, [string, string]>} */ ({
  new: ["new", "good"], reread: ["read again", "accent"], known: ["known", ""], skipped: ["skipped", "warn"],
});

/** @param {string} tag @param {string} style @param {string} words */
function made(tag, style, words) {
  const one = document.createElement(tag);
  one.className = style;
  one.textContent = words;
  return one;
}

/** @param {Item} item */
function row(item) {
  const line = document.createElement("li");
  const [word, style] = kinds[item.outcome] || [item.outcome, ""];
  const main = made("div", "main", "");
  if (item.report) {
    const link = /** @type {HTMLAnchorElement} */ (made("a", "", item.title || item.source));
    link.href = `/reports/${item.report}`;
    link.dir = "auto";
    main.append(link);
    if (item.source !== item.title) main.append(" ", made("span", "source", item.source));
  } else {
    main.append(made("span", "what", item.source));
  }
  const events = item.events === null ? "" : `${item.events} event${item.events === 1 ? "" : "s"}`;
  line.append(made("span", `chip ${style}`, word), main, made("span", "quiet events", events));
  const words = [item.reason, item.remedy].filter(Boolean).join("; ");
  if (words) line.append(made("p", "words", words));
  return line;
}

/** @param {Job} job */
function show(job) {
  showProgress(by("bar"), by("doing"), job);
  by("outcomes").append(...job.items.map(row));
  const order = ["new", "reread", "known", "skipped"];
  by("counts").replaceChildren(...order.filter((k) => job.counts[k]).map((k) => {
    const line = document.createElement("li");
    line.append(made("b", "", job.counts[k].toLocaleString("en")), ` ${kinds[k][0]}`);
    return line;
  }));
}

/** @param {HTMLFormElement} form @param {() => Promise<Job>} start */
async function run(form, start) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button.primary"));
  button.disabled = true;
  by("outcomes").replaceChildren();
  by("counts").replaceChildren();
  by("progress").classList.remove("finished");
  by("progress-heading").textContent = "Reading";
  by("progress").hidden = false;
  by("progress").scrollIntoView({ block: "nearest" });
  try {
    const job = await watch(await start(), show);
    by("progress").classList.add("finished");
    const told = Object.values(job.counts).reduce((a, b) => a + b, 0);
    by("progress-heading").textContent = job.stage === "failed" ? "That did not work" : "Read";
    by("doing").textContent = job.error || (told ? "" : "nothing was found in it");
    if (job.stage === "failed") notice(job.error || "the job failed", { bad: true });
    else if (!job.counts.skipped) { form.reset(); showChosen(); }
  } catch {
    by("progress").hidden = true; // ask() has said why
  } finally {
    button.disabled = form === panels[0] && !chooser.files?.length;
  }
}

/** @param {HTMLFormElement} form */
function fields(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
}

panels[0].addEventListener("submit", (event) => {
  event.preventDefault();
  const body = new FormData(panels[0]);
  for (const name of ["outlet", "published"]) if (!body.get(name)) body.delete(name);
  run(panels[0], () => ask("/jobs/files", { body }));
});
panels[1].addEventListener("submit", (event) => {
  event.preventDefault();
  run(panels[1], () => ask("/jobs/text", { body: fields(panels[1]) }));
});
panels[2].addEventListener("submit", (event) => {
  event.preventDefault();
  run(panels[2], () => ask("/jobs/address", { body: fields(panels[2]) }));
});
