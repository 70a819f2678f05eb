// Short words at the corner of the page.

/**
 * Show `words` for some seconds; `undo`, where given, is offered beside them.
 * @param {string} words
 * @param {{ bad?: boolean, undo?: () => void }} [how]
 */
export function notice(words, how = {}) {
  const box = document.createElement("div");
  box.className = how.bad ? "notice bad" : "notice";
  box.textContent = words;
  if (how.undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Undo";
    button.addEventListener("click", () => { box.remove(); how.undo?.(); });
    box.append(button);
  }
  document.getElementById("notices")?.append(box);
  setTimeout(() => box.remove(), how.undo || how.bad ? 12000 : 5000);
}

/**
 * Leave a notice for the page that comes next.
 * @param {string} words
 */
export function noticeAfter(words) {
  sessionStorage.setItem("notice", words);
}
