// The chart: what a period holds, under the pointer and by the arrow keys.

for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll(".what select"))) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}
document.querySelector(".what .show")?.classList.add("hidden"); // a choice is enough
/** @type {HTMLFormElement | null} */ (document.querySelector("form.what"))?.addEventListener("formdata", (event) => {
  if (event.formData.get("per") === "") event.formData.delete("per");
});

const figure = document.getElementById("chart");
const tip = document.getElementById("tip");
const svg = /** @type {SVGSVGElement | null} */ (figure?.querySelector(".scroll svg") || null);
const stops = /** @type {SVGRectElement[]} */ ([...(figure?.querySelectorAll(".stops rect") || [])]);
let at = -1;

for (const stop of stops) stop.querySelector("title")?.remove(); // the tip says the same, sooner

/** @param {number} next */
function go(next) {
  stops[at]?.classList.remove("here");
  at = next;
  const stop = stops[at];
  if (!tip || !figure) return;
  tip.hidden = !stop;
  if (!stop) return;
  stop.classList.add("here");
  if (document.activeElement === svg) stop.scrollIntoView({ block: "nearest", inline: "nearest" });
  tip.textContent = stop.dataset.told || "";
  const box = stop.getBoundingClientRect();
  const frame = figure.getBoundingClientRect();
  const middle = box.left + box.width / 2 - frame.left;
  const left = middle > frame.width / 2 ? middle - tip.offsetWidth - 14 : middle + 14;
  tip.style.left = `${Math.max(4, Math.min(left, frame.width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${box.top - frame.top + 8}px`;
}

stops.forEach((stop, n) => stop.addEventListener("pointerenter", () => go(n)));
svg?.addEventListener("pointerleave", () => go(-1));
svg?.addEventListener("blur", () => go(-1));
svg?.addEventListener("keydown", (event) => {
  const to = {
    ArrowRight: Math.min(at + 1, stops.length - 1), ArrowLeft: at < 0 ? stops.length - 1 : Math.max(at - 1, 0),
    Home: 0, End: stops.length - 1, Escape: -1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  go(to);
});
