// Requests to the desk's own interface.
import { notice } from "./notice.js";

/**
 * The answer of the interface as JSON; says what went wrong at the corner of the page, and then throws.
 * @param {string} path below /api/v1
 * @param {{ method?: string, body?: unknown, handles?: number[] }} [how] statuses that the caller tells of itself
 * @returns {Promise<any>}
 */
export async function ask(path, how = {}) {
  const given = how.body instanceof FormData;
  /** @type {RequestInit} */
  const init = { method: how.method || (how.body ? "POST" : "GET"), headers: { Accept: "application/json" } };
  if (how.body !== undefined) {
    init.body = given ? /** @type {FormData} */ (how.body) : JSON.stringify(how.body);
    if (!given) init.headers = { ...init.headers, "Content-Type": "application/json" };
  }
  const answer = await fetch(`/api/v1${path}`, init);
  const said = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const words = typeof said?.detail === "string" ? said.detail : `the desk answered ${answer.status}`;
    if (!how.handles?.includes(answer.status)) notice(words, { bad: true });
    throw Object.assign(new Error(words), { status: answer.status, said });
  }
  return said;
}
