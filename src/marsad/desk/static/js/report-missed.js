// An event that the reader missed: made of the words that one selects.
import { notice } from "./notice.js";
import { actors, combo, places } from "./report-combo.js";
import { decide } from "./report-decide.js";
import { labelled, make } from "./report-edit.js";

const reading = /** @type {HTMLElement} */ (document.getElementById("reading"));

/** @typedef {{ start: number, end: number, words: string }} Piece */

/**
 * Where a place in the page stands in the report's text, counted in whole characters as the server does.
 * @param {Node} node
 * @param {number} offset
 * @returns {number | null}
 */
function position(node, offset) {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest("[data-at]");
  if (holder instanceof HTMLElement) {
    const before = node === holder ? (offset ? holder.textContent || "" : "") : (node.textContent || "").slice(0, offset);
    return Number(holder.dataset.at) + [...before].length;
  }
  // between two segments: the next one begins here, or the last one ends
  const next = node.childNodes[offset];
  if (next instanceof HTMLElement && next.dataset.at) return Number(next.dataset.at);
  const last = node.childNodes[offset - 1];
  if (last instanceof HTMLElement && last.dataset.at) return Number(last.dataset.at) + [...(last.textContent || "")].length;
  return null;
}

/** The words selected in the article, without blanks around them. @returns {Piece | null} */
export function selected() {
  const range = getSelection()?.rangeCount ? getSelection()?.getRangeAt(0) : null;
  const text = document.getElementById("text");
  if (!range || range.collapsed || !text?.contains(range.commonAncestorContainer)) return null;
  const start = position(range.startContainer, range.startOffset);
  const end = position(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  const characters = [...(text.textContent || "")].slice(start, end);
  const words = characters.join("");
  const lead = [...words].length - [...words.trimStart()].length;
  const trail = [...words].length - [...words.trimEnd()].length;
  return words.trim() ? { start: start + lead, end: end - trail, words: words.trim() } : null;
}

/** Ask what the selected words tell, and add it. */
export function missed() {
  const piece = selected();
  if (!piece) {
    notice("Select the words that tell the event first, then press m.");
    return;
  }
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("missed"));
  const form = /** @type {HTMLFormElement} */ (document.getElementById("missed-form"));
  const choices = JSON.parse(reading.dataset.choices || "{}");
  const type = make("select", { required: true }, make("option", { value: "" }, "Choose…"), ...choices.type.map((/** @type {any} */ group) => (
    make("optgroup", { label: group.group }, ...group.of.map((/** @type {string} */ name) => make("option", { value: name }, name))))));
  const status = make("select", {}, ...choices.status.map((/** @type {string} */ name) => make("option", { value: name }, name)));
  const when = make("input", { autocomplete: "off", placeholder: "2016-11-05" });
  const killed = make("input", { autocomplete: "off", placeholder: "7 civilians; 2..3" });
  const wounded = make("input", { autocomplete: "off", placeholder: "12; 20.." });
  const says = make("input", { autocomplete: "off", placeholder: "a hospital official" });
  says.dir = "auto";
  const why = make("input", { maxLength: 4000 });
  /** @type {Record<string, string>} */
  const ids = {};
  // whether an actor was chosen that the registry lacks; a slip of the pen is refused
  let unlisted = false;
  const searched = (/** @type {string} */ field, /** @type {string} */ label, /** @type {(words: string) => Promise<any[]>} */ search) => {
    const { box, input } = combo({ label, search, pick: (choice) => {
      ids[field] = choice.id || choice.name;
      unlisted ||= !choice.id;
      input.value = choice.name;
    }  });
    input.addEventListener("input", () => { delete ids[field]; });
    box.classList.add("field");
    return { box, read: () => ids[field] || input.value.trim() };
  };
  const where = searched("where", "Where", (words) => places(words, reading.dataset.country || ""));
  const a = searched("a", "Side A (who acted)", actors);
  const b = searched("b", "Side B", actors);
  const wrong = make("p", { className: "wrong", role: "alert" });
  form.replaceChildren(
    make("blockquote", { className: "quoted", dir: "auto" }, piece.words),
    make("div", { className: "pair" }, labelled("Type", type), labelled("Status", status)),
    make("div", { className: "pair" }, labelled("When", when), where.box),
    make("div", { className: "pair" }, a.box, b.box),
    make("div", { className: "pair" }, labelled("Killed", killed), labelled("Wounded", wounded)),
    make("div", { className: "pair" }, labelled("Source: who says so", says), labelled("Reason (optional)", why)),
    wrong,
    make("div", { className: "buttons" }, make("button", { className: "primary" }, "Add the event"),
      make("button", { type: "button", onclick: () => dialog.close() }, "Cancel")),
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    const told = { type: type.value, status: status.value, when: when.value.trim(), where: where.read(), a: a.read(), b: b.read(), killed: killed.value.trim(), wounded: wounded.value.trim(), says: says.value.trim() };
    const fields = Object.fromEntries(Object.entries(told).filter(([, value]) => value));
    try {
      await decide(null, {
        verb: "add", report: reading.dataset.report, evidence: [{ start: piece.start, end: piece.end }],
        fields, why: why.value, new: unlisted,
      });
      dialog.close();
    } catch (error) {
      wrong.textContent = error instanceof Error ? error.message : "";
    }
  };
  dialog.showModal();
  type.focus();
}
