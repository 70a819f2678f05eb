// Waiting until the ledger has been looked through; then the numbers take this page's place.
import { ask } from "./ask.js";
import { showProgress, watch } from "./jobs.js";

const words = /** @type {HTMLElement} */ (document.getElementById("doing"));
const bar = /** @type {HTMLProgressElement} */ (document.getElementById("bar"));

const job = await watch(await ask(`/jobs/${words.dataset.job}`), (seen) => {
  showProgress(bar, words, seen);
  if (seen.total && seen.stage === "working") {
    words.textContent = `${seen.doing}: ${seen.done.toLocaleString("en")} of ${seen.total.toLocaleString("en")}`;
  }
});
if (job.stage === "done") location.reload();
