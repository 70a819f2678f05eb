// The dialog that finds another incident to join with.
import { ask } from "./ask.js";

/**
 * Offer incidents to join `incident` with; `then` gets the one chosen and the reason.
 * @param {string} incident
 * @param {(other: string, why: string) => Promise<void>} then
 */
export function openJoining(incident, then) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("joining"));
  const words = /** @type {HTMLInputElement} */ (document.getElementById("looking-words"));
  const why = /** @type {HTMLInputElement} */ (document.getElementById("joining-why"));
  const list = /** @type {HTMLFormElement} */ (document.getElementById("candidates"));
  const act = /** @type {HTMLButtonElement} */ (document.getElementById("joining-do"));
  const chosen = () => /** @type {HTMLInputElement | null} */ (list.querySelector("input:checked"))?.value;

  let looks = 0;

  async function look() {
    const turn = ++looks;
    act.disabled = true;
    list.replaceChildren(said("Looking…"));
    const found = await ask(`/incidents/${encodeURIComponent(incident)}/candidates?words=${encodeURIComponent(words.value)}`)
      .catch(() => ({ candidates: [] }));
    if (turn !== looks) return; // something else was looked for meanwhile
    const none = words.value.trim() ? "No other report holds these words." : "Nothing else is near in time and place. Look for words instead.";
    list.replaceChildren(...(found.candidates.length ? found.candidates.map(option) : [said(none)]));
  }

  dialog.addEventListener("close", () => list.replaceChildren(), { once: true });
  /** @type {HTMLFormElement} */ (document.getElementById("looking")).onsubmit = (event) => { event.preventDefault(); look(); };
  list.onchange = () => { act.disabled = !chosen(); };
  list.onsubmit = (event) => event.preventDefault();
  act.onclick = async () => {
    const other = chosen();
    if (!other) return;
    act.disabled = true;
    await then(other, why.value.trim()).finally(() => { act.disabled = false; });
  };
  /** @type {HTMLElement} */ (document.getElementById("joining-leave")).onclick = () => dialog.close();
  words.value = why.value = "";
  dialog.showModal();
  words.focus();
  look();
}

/** @param {string} words */
function said(words) {
  const line = document.createElement("p");
  line.className = "quiet";
  line.textContent = words;
  return line;
}

/**
 * One incident to choose. Words of reports go in as text alone.
 * @param {any} candidate
 */
function option(candidate) {
  const { incident, likeness, reasons } = candidate;
  const label = document.createElement("label");
  label.className = "candidate";
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = "candidate";
  radio.value = incident.id;
  const body = document.createElement("span");
  const days = incident.days ? (incident.days[0] === incident.days[1] ? incident.days[0] : incident.days.join(" to ")) : "day unknown";
  const killed = incident.tolls.find((/** @type {any} */ t) => t.effect === "killed" && t.who === null);
  const head = document.createElement("b");
  head.textContent = incident.sub_type;
  const place = document.createElement("span");
  place.dir = "auto";
  place.textContent = incident.where;
  const facts = document.createElement("span");
  facts.className = "quiet";
  facts.textContent = [days, killed && `${killed.best ?? "?"} killed`, incident.reports === 1 ? "1 report" : `${incident.reports} reports`].filter(Boolean).join(", ");
  body.append(head, " ", place, document.createElement("br"), facts);
  if (likeness !== null) {
    const alike = document.createElement("span");
    alike.className = "quiet";
    alike.textContent = `likeness ${likeness.toFixed(2)}${reasons.length ? `: ${reasons.slice(0, 3).join(", ")}` : ""}`;
    body.append(document.createElement("br"), alike);
  }
  label.append(radio, body);
  return label;
}
