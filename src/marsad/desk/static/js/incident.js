// The page of one incident: confirm, join, split, comment, take back.
import { decide, takeBack, wake } from "./deciding.js";
import { deciding, onKeys } from "./keys.js";
import { notice, noticeAfter } from "./notice.js";
import { askWhy } from "./why.js";
import { openJoining } from "./joining.js";

const page = /** @type {HTMLElement} */ (document.querySelector(".incident"));
const incident = page.dataset.incident || "";
/** @type {Record<string, string>} */
const seen = JSON.parse(page.dataset.seen || "{}");
const LAST = `decided ${incident}`;

/**
 * Decide, and show the page as it is then.
 * @param {import("./deciding.js").Judged} judged
 * @param {string} said
 * @param {string} [go] where to go
 */
async function settle(judged, said, go) {
  try {
    const looked = judged.verb === "comment" || judged.verb === "reverse" ? {} : { seen };
    sessionStorage.setItem(LAST, await decide({ ...looked, ...judged }));
    noticeAfter(said);
  } catch (error) {
    const { status, message } = /** @type {Error & { status?: number }} */ (error);
    if (status !== 409) return;
    // somebody else decided first: what they did is shown, and nothing of it is undone
    noticeAfter(`Not decided: ${message}`);
  }
  if (go && go !== location.pathname) location.href = go;
  else location.reload();
}

async function undo() {
  const last = sessionStorage.getItem(LAST);
  if (!last) {
    notice("You have decided nothing on this page yet.");
    return;
  }
  await takeBack(last);
  sessionStorage.removeItem(LAST);
  noticeAfter("Taken back.");
  location.reload();
}

async function confirmAll() {
  const why = await askWhy("Confirm that all of this is read right?", "Confirm");
  if (why !== null) await settle({ verb: "confirm", records: [incident], why }, "Confirmed.");
}

function join() {
  openJoining(incident, (other, why) => settle({ verb: "join", records: [incident, other], why }, "Joined: the two are one incident now."));
}

document.getElementById("confirm")?.addEventListener("click", confirmAll);
document.getElementById("join")?.addEventListener("click", join);

for (const button of document.querySelectorAll("button.split")) {
  button.addEventListener("click", async () => {
    const source = /** @type {HTMLElement} */ (button.closest(".source"));
    const why = await askWhy(`Split off what ${source.getAttribute("aria-label")} tells?`, "Split off");
    if (why === null) return;
    await settle({ verb: "split", records: [source.dataset.event || ""], why }, "Split off: it is an incident of its own now.");
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.reverse"))) {
  button.addEventListener("click", async () => {
    const why = await askWhy("Take this decision back?", "Take back");
    if (why !== null) await settle({ verb: "reverse", decision: button.dataset.decision, why }, "Taken back.");
  });
}

const comment = /** @type {HTMLFormElement | null} */ (document.getElementById("comment"));
const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("comment-text"));
comment?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (text?.value.trim()) await settle({ verb: "comment", records: [incident], why: text.value.trim() }, "Comment kept.");
});

wake();
if (document.getElementById("join")) {
  onKeys({ ...deciding({ c: confirmAll, J: join, u: undo }), m: () => text?.focus() });
  if (location.hash === "#join") join();
}
