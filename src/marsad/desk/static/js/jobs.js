// Watching a job of the desk until it ends.
import { ask } from "./ask.js";

/**
 * @typedef {{ outcome: string, source: string, report: string | null, title: string | null,
 *   events: number | null, reason: string | null, remedy: string | null }} Item
 * @typedef {{ id: string, stage: "waiting" | "working" | "done" | "failed", doing: string, done: number,
 *   total: number | null, counts: Record<string, number>, items: Item[], error: string | null,
 *   told: Record<string, string>, file: string | null }} Job
 */

/**
 * Ask for the job again and again, less often the longer it takes; `show` gets it with its new items.
 * @param {Job} started
 * @param {(job: Job) => void} show
 * @returns {Promise<Job>} the job when it is done or has failed
 */
export async function watch(started, show) {
  let job = started;
  let seen = job.items.length;
  let wait = 150;
  show(job);
  while (job.stage === "waiting" || job.stage === "working") {
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 1.25, 1500);
    job = await ask(`/jobs/${job.id}?after=${seen}`);
    seen += job.items.length;
    show(job);
  }
  return job;
}

/**
 * A bar and a line of words for a job.
 * @param {HTMLProgressElement} bar
 * @param {HTMLElement} words
 * @param {Job} job
 */
export function showProgress(bar, words, job) {
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  } else {
    bar.removeAttribute("value");
  }
  words.textContent = job.stage === "waiting" ? "waiting for what was started before" : job.error || job.doing;
}
