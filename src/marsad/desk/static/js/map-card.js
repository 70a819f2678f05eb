// What is selected on the map: an incident, many at one place, or who holds a place and who says so.

/** @param {string} tag @param {string} [words] @param {string} [kind] */
export function make(tag, words, kind) {
  const made = document.createElement(tag);
  if (words !== undefined) { made.textContent = words; made.dir = "auto"; }
  if (kind) made.className = kind;
  return made;
}
/** @param {string} to @param {string} words */
function link(to, words) {
  const made = /** @type {HTMLAnchorElement} */ (make("a", words));
  made.href = to;
  return made;
}
/** @param {string | null} first @param {string | null} last */
export function days(first, last) {
  if (!first) return "day not known";
  return !last || last === first ? first : `${first} to ${last}`;
}
/** @param {any} told an incident of the interface */
export function toll(told) {
  if (told.killed === null) return told.wounded ? `${told.wounded} wounded` : "no number told";
  const [low, high] = [told.killed_low, told.killed_high];
  const range = low !== null && high !== null && low !== high ? ` (${low} to ${high})` : "";
  return `${told.killed} killed${range}${told.wounded ? `, ${told.wounded} wounded` : ""}`;
}
/** @param {any} told */
export function whereabouts(told) {
  if (!told.name) return "place not known";
  return { exact: told.name, near: `near ${told.name}` }[/** @type {string} */ (told.precision)] || `somewhere in ${told.name}`;
}

const card = /** @type {HTMLElement} */ (document.getElementById("card"));
/** @type {HTMLElement | null} */
let before = null;

export function closeCard() {
  if (card.hidden) return;
  card.hidden = true;
  before?.focus();
}

/** @param {string} title @param {(HTMLElement | null)[]} parts */
function open(title, parts) {
  if (card.hidden) before = /** @type {HTMLElement | null} */ (document.activeElement);
  const close = /** @type {HTMLButtonElement} */ (make("button", "✕", "plain close"));
  close.type = "button"; close.setAttribute("aria-label", "Close");
  close.addEventListener("click", closeCard);
  card.replaceChildren(close, make("h2", title), ...parts.filter((p) => p !== null));
  card.hidden = false;
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeCard(); });

/** @param {[string, string][]} rows */
function facts(rows) {
  const list = make("dl");
  for (const [term, words] of rows) list.append(make("dt", term), make("dd", words));
  return list;
}

/** @param {any} told the interface's card of an incident */
export function showIncident(told) {
  const one = told.incident;
  const sources = make("ul", undefined, "sources");
  for (const source of told.sources) {
    const item = make("li");
    item.append(link(`/reports/${encodeURIComponent(source.report)}`, source.outlet || source.title || "outlet not known"));
    if (source.published) item.append(`, ${source.published}`);
    sources.append(item);
  }
  open(one.sub_type, [
    facts([
      ["Day", days(one.first, one.last)], ["Place", whereabouts(one)], ["Type", one.type], ["Toll", toll(one)],
      ["Sources", `${told.witnesses} independent, ${told.sources.length} report${told.sources.length === 1 ? "" : "s"}`],
    ]),
    sources, link(`/incidents/${encodeURIComponent(one.incident)}`, "Open the incident"),
  ]);
}

/** @param {string} title @param {any[]} rows @param {number} total */
export function showMany(title, rows, total) {
  const list = make("ul", undefined, "evidence");
  for (const row of rows) {
    const item = make("li");
    item.append(link(`/incidents/${encodeURIComponent(row.incident)}`, row.sub_type), make("div", `${days(row.first, row.last)} · ${toll(row)}`, "quiet"));
    list.append(item);
  }
  const more = total > rows.length ? make("p", `${total - rows.length} more: filter by days or type to see them.`, "quiet small") : null;
  open(`${title} · ${total} incidents`, [list, more]);
}

/** @param {any} told the interface's answer on one place @param {string} on @param {string} known words */
export function showControl(told, on, known) {
  const names = (/** @type {any[]} */ some) => some.map((a) => a.name).join(", ") || "not told";
  /** @type {[string, string][]} */
  const rows = [["On", `${on} (${known})`], ["State", told.stale ? `${told.state}, not confirmed since ${told.last_confirmed}` : told.state]];
  if (told.state !== "unknown") rows.push([told.state === "contested" ? "Between" : "Held by", names(told.holders)]);
  if (told.besieged_by.length) rows.push(["Besieged by", names(told.besieged_by)]);
  if (told.since) rows.push(["Since", `${told.since} (${told.since_is})`]);
  if (told.last_confirmed && !told.stale) rows.push(["Last word", told.last_confirmed]);
  const list = make("ul", undefined, "evidence");
  for (const e of [...told.evidence].reverse().slice(0, 12)) {
    const item = make("li");
    item.append(make("div", `${e.first === e.last ? e.first : `${e.first} to ${e.last}`} · ${e.actor.name} ${e.state}${e.part ? " a part" : ""}`));
    item.append(make("blockquote", e.words));
    const source = make("div", undefined, "quiet");
    source.append(link(`/reports/${encodeURIComponent(e.report)}`, e.report_name || e.outlet || e.report), ` · ${e.outlet || "outlet not known"}, ${e.known}`);
    for (const claim of e.claims) source.append(`; ${claim.speaker}${claim.belligerent ? " (belligerent)" : ""}`);
    item.append(source); list.append(item);
  }
  open(told.place, [facts(rows), make("h3", told.evidence.length ? "What it rests on" : "No report that counts tells who held it."), list]);
}
