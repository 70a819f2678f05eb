// Editors of fields: each asks for what its field needs and gives the decision that sets it.
import { actors, combo, places } from "./report-combo.js";

/** @typedef {{ words?: string, value?: Record<string, unknown>, field?: string, new?: boolean }} Set */
/** @typedef {{ body: HTMLElement, read: () => Set | null }} Editor read gives null where nothing fits was given */

const SIDES = ["a", "b", "civilian", "target", "agent"];
const EFFECTS = ["killed", "wounded", "captured", "displaced", "missing", "surrendered"];
const PEOPLE = ["civilians", "children"];
const DAYS = "2016-11-05, 2016-11, or 2016-11-03..2016-11-05; empty for unknown";
const reading = /** @type {HTMLElement} */ (document.getElementById("reading"));
const choices = JSON.parse(reading.dataset.choices || "{}");
let number = 0;

/**
 * @param {string} tag
 * @param {Record<string, any>} [how]
 * @param {...(Node | string)} inside
 * @returns {any}
 */
export function make(tag, how = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(how)) {
    if (name in made) /** @type {any} */ (made)[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...inside);
  return made;
}

/**
 * @param {string} label
 * @param {HTMLElement} input
 * @returns {HTMLElement}
 */
export function labelled(label, input) {
  input.id ||= `field-${++number}`;
  return make("div", { className: "field" }, make("label", { htmlFor: input.id }, label), input);
}

/**
 * The editor of a field of a record, beginning with its value.
 * @param {string} field
 * @param {string} about event or control
 * @param {any} value
 * @param {string} label
 * @returns {Editor}
 */
export function editor(field, about, value, label) {
  if (field === "when" || field === "from" || field === "to") return days(value, label);
  if (field === "where") return place(value, label);
  if (field === "actor") return oneActor(value, label);
  if (SIDES.includes(field)) return severalActors(field, value || [], label);
  if (EFFECTS.includes(field)) return figures(value || [], label);
  if (field === "says") return speakers(value || [], label);
  return oneOf(choices[field], value, label);
}

/** @param {any} value @param {string} label @returns {Editor} */
function days(value, label) {
  const input = make("input", { value: value || "", autocomplete: "off", spellcheck: false });
  return {
    body: make("div", {}, labelled(label, input), make("p", { className: "hint" }, DAYS)),
    read: () => ({ words: input.value.trim() || "unknown" }),
  };
}

/** @param {any} value @param {string} label @returns {Editor} */
function place(value, label) {
  let id = value?.id || "";
  const picked = make("p", { className: "hint", "aria-live": "polite" });
  const { box, input } = combo({
    label: `${label}: search the gazetteer`,
    text: value?.name || "",
    search: (words) => places(words, reading.dataset.country || ""),
    pick: (choice) => {
      id = choice.id;
      input.value = choice.name;
      picked.textContent = `${choice.title}, ${choice.more} (${choice.id})`;
    },
  });
  input.addEventListener("input", () => { id = ""; picked.textContent = "Empty: unknown. Choose one of those found."; });
  return {
    body: make("div", {}, box, picked),
    // what is typed and not chosen is resolved by the server, which asks back where it may be several
    read: () => ({ words: id || input.value.trim() || "unknown" }),
  };
}

/** @param {any} value @param {string} label @returns {Editor} */
function oneActor(value, label) {
  let chosen = value || null;
  const { box, input } = combo({
    label: `${label}: search the registry`,
    text: value?.name || "",
    search: actors,
    pick: (choice) => { chosen = choice.value; input.value = choice.name; },
  });
  input.addEventListener("input", () => { chosen = null; });
  return {
    body: box,
    read: () => (chosen ? { value: chosen } : { words: input.value.trim() || "unknown" }),
  };
}

/** @param {string} side @param {any[]} value @param {string} label @returns {Editor} */
function severalActors(side, value, label) {
  const list = [...value];
  const picked = make("div", { className: "picked" });
  const draw = () => picked.replaceChildren(...list.map((actor, i) => make("span", { className: "tag" },
    make("bdi", {}, actor.name),
    make("button", { type: "button", "aria-label": `Remove ${actor.name}`, onclick: () => { list.splice(i, 1); draw(); } }, "×"))));
  draw();
  const { box, input } = combo({
    label: `${label}: add an actor`,
    search: actors,
    pick: (choice) => {
      if (!list.some((a) => a.id === choice.value.id)) list.push(choice.value);
      input.value = "";
      draw();
    },
  });
  return {
    body: make("div", {}, picked, box),
    read: () => {
      if (input.value.trim()) { input.focus(); return null; }
      return { field: `actors/${side}`, value: { actors: list } };
    },
  };
}

/** @param {any[]} value @param {string} label @returns {Editor} */
function figures(value, label) {
  const rows = make("div", { className: "editor" });
  const known = JSON.parse(reading.dataset.actors || "[]");
  const add = (/** @type {any} */ figure) => {
    const low = make("input", { inputMode: "numeric", value: figure.low ?? "", "aria-label": `${label}: lowest` });
    const high = make("input", { inputMode: "numeric", value: figure.high ?? "", "aria-label": `${label}: highest` });
    const who = make("select", { "aria-label": `${label}: of which group` }, make("option", { value: "" }, "not said of whom"));
    const groups = [...PEOPLE.map((p) => ({ id: p, name: p })), ...known.filter((/** @type {any} */ one) => !PEOPLE.includes(one.id))];
    if (figure.who && figure.who !== "unknown" && !groups.some((g) => g.id === figure.who)) {
      groups.push({ id: figure.who, name: figure.name || figure.who });
    }
    for (const group of groups) {
      if (group.id !== "unknown") who.append(make("option", { value: group.id, selected: group.id === figure.who }, group.name));
    }
    const row = make("div", { className: "figure" }, low, high, who);
    row.append(make("button", { type: "button", "aria-label": "Remove this figure", onclick: () => row.remove() }, "×"));
    Object.assign(row, { figure: { low, high, who, was: figure } });
    rows.append(row);
    return low;
  };
  rows.append(make("div", { className: "figure figure-head", "aria-hidden": "true" }, make("span", {}, "at least"), make("span", {}, "at most"), make("span", {}, "of whom")));
  for (const figure of value.length ? value : [{}]) add(figure);
  const wrong = make("p", { className: "wrong", role: "alert" });
  const more = make("button", { type: "button", className: "link", onclick: () => add({}).focus() }, "Another figure");
  return {
    body: make("div", {}, rows, make("p", { className: "hint" }, "One number alone is exact: write it under “at least”, and “+” under “at most” where there may be more."), wrong, more),
    read: () => {
      const told = [];
      for (const row of rows.querySelectorAll(".figure:not(.figure-head)")) {
        const { low, high, who, was } = /** @type {any} */ (row).figure;
        const [from, to] = [low.value, high.value].map((/** @type {string} */ v) => v.replaceAll(",", "").trim());
        if (!from && !to) continue;
        if (!/^\d*$/.test(from) || !/^(\d*|\+)$/.test(to)) {
          wrong.textContent = "Write whole numbers.";
          low.focus();
          return null;
        }
        const open = to === "+";
        told.push({
          low: from ? Number(from) : null, high: open ? null : Number(to || from),
          who: who.value || (was.who === "unknown" ? "unknown" : null), part_of_total: Boolean(was.part_of_total),
        });
      }
      return { value: { figures: told } };
    },
  };
}

/** @param {any[]} value @param {string} label @returns {Editor} */
function speakers(value, label) {
  const rows = make("div", { className: "editor" });
  const add = (/** @type {any} */ claim) => {
    const input = make("input", { value: claim.speaker || "", "aria-label": `${label}: who says so`, dir: "auto" });
    const row = make("div", { className: "speaker" }, input);
    row.append(make("button", { type: "button", "aria-label": "Remove this source", onclick: () => row.remove() }, "×"));
    Object.assign(row, { claim: { input, was: claim } });
    rows.append(row);
    return input;
  };
  for (const claim of value.length ? value : [{}]) add(claim);
  return {
    body: make("div", {}, rows, make("button", { type: "button", className: "link", onclick: () => add({}).focus() }, "Another source")),
    read: () => {
      const told = [];
      for (const row of rows.children) {
        const { input, was } = /** @type {any} */ (row).claim;
        const speaker = input.value.trim();
        // another speaker is not of the organisation that the old one was of
        if (speaker) told.push(speaker === was.speaker ? was : { speaker });
      }
      return { value: { claims: told } };
    },
  };
}

/**
 * @param {(string | { group: string, of: string[] })[]} among
 * @param {any} value
 * @param {string} label
 * @returns {Editor}
 */
export function oneOf(among, value, label) {
  const option = (/** @type {string} */ name) => make("option", { value: name, selected: name === value }, name);
  const select = make("select", {}, ...among.map((choice) => (typeof choice === "string"
    ? option(choice)
    : make("optgroup", { label: choice.group }, ...choice.of.map(option)))));
  return { body: labelled(label, select), read: () => ({ words: select.value }) };
}
