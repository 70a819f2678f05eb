// A field that searches while one types: places of the gazetteer, actors of the registry.
import { ask } from "./ask.js";

/** @typedef {{ id: string, name: string, title: string, more: string, value: any }} Choice */

let number = 0;

/**
 * @param {{ label: string, text?: string, search: (words: string) => Promise<Choice[]>, pick: (choice: Choice) => void }} how
 * @returns {{ box: HTMLElement, input: HTMLInputElement }} a field in a box with its list; `pick` is called with
 * what is chosen
 */
export function combo(how) {
  const name = `combo-${++number}`;
  const box = document.createElement("div");
  box.className = "combo";
  const label = document.createElement("label");
  label.htmlFor = name;
  label.textContent = how.label;
  const input = document.createElement("input");
  Object.assign(input, { id: name, value: how.text || "", autocomplete: "off", spellcheck: false });
  const list = document.createElement("ul");
  list.id = `${name}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", how.label);
  for (const [attribute, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(attribute, value);
  }
  box.append(label, input, list);

  /** @type {Choice[]} */
  let found = [];
  let at = -1;
  let asked = 0;
  /** @type {number | undefined} */
  let waiting;

  const show = (/** @type {Choice[]} */ choices) => {
    found = choices;
    at = choices.length ? 0 : -1;
    list.replaceChildren(...choices.map((choice, i) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.dir = "auto";
      item.textContent = choice.title;
      const more = document.createElement("small");
      more.textContent = choice.more;
      item.append(more);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(i); });
      return item;
    }));
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const take = (/** @type {number} */ i) => {
    const choice = found[i];
    show([]);
    if (choice) how.pick(choice);
  };
  const look = async () => {
    const mine = ++asked;
    const words = input.value.trim();
    const choices = words ? await how.search(words).catch(() => []) : [];
    // answers may come in another order than they were asked for
    if (mine === asked) show(choices);
  };

  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
  input.addEventListener("blur", () => setTimeout(() => show([]), 100));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!found.length) { void look(); return; }
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" && found.length) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Escape" && found.length) {
      event.preventDefault();
      event.stopPropagation();
      show([]);
    }
  });
  return { box, input };
}

/**
 * Places called so, those of the report's country first.
 * @param {string} words
 * @param {string} near
 * @returns {Promise<Choice[]>}
 */
export async function places(words, near) {
  const found = await ask(`/places?${new URLSearchParams({ words, near, limit: "12" })}`);
  return found.map((/** @type {any} */ p) => ({
    id: p.id, name: p.name, value: p,
    title: p.matched && p.matched !== p.name ? `${p.name} (${p.matched})` : p.name,
    more: [p.kind, p.admin2, p.admin1, p.country].filter(Boolean).join(", "),
  }));
}

/**
 * Actors called so; last of all one that the registry lacks, known by this name.
 * @param {string} words
 * @returns {Promise<Choice[]>}
 */
export async function actors(words) {
  const found = await ask(`/actors?${new URLSearchParams({ words })}`);
  /** @type {Choice[]} */
  const choices = found.map((/** @type {any} */ a) => ({
    id: a.id, name: a.name, value: { id: a.id, name: a.name, kind: a.kind, country: a.country, party: a.party },
    title: a.matched && a.matched !== a.name ? `${a.name} (${a.matched})` : a.name,
    more: [a.kind, a.country].filter(Boolean).join(", "),
  }));
  return [...choices, {
    id: "", name: words, value: { id: `local:${plain(words)}`, name: words }, title: `“${words}”`,
    more: "an actor that the registry lacks, known by this name",
  }];
}

/**
 * A name as ids of actors outside the registry have it: no case, accents or punctuation.
 * @param {string} name
 */
function plain(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
