// The page as the server has it now, in place of what is shown, without losing where one is.

/** Bring article and records up to date; the record at hand and the places scrolled to stay. */
export async function refresh() {
  const open = /** @type {HTMLElement | null} */ (document.querySelector(".record[open]"));
  const number = open?.dataset.number;
  const id = open?.dataset.id;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    location.reload();
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = fresh.getElementById("reading-body");
  const old = document.getElementById("reading-body");
  if (!body || !old) {
    location.reload();
    return;
  }
  const scrolled = document.querySelector(".records")?.scrollTop || 0;
  old.replaceWith(document.adoptNode(body));
  const records = document.querySelector(".records");
  if (records) records.scrollTop = scrolled;
  // a corrected statement of control has another id, but the same number
  const same = [...document.querySelectorAll(".record")].find((r) => r instanceof HTMLElement && r.dataset.id === id)
    || document.getElementById(`record-${number}`) || document.querySelector(".record");
  document.dispatchEvent(new CustomEvent("refreshed", { detail: same instanceof HTMLElement ? same.dataset.number : null }));
}
