// Stands right behind the filters, so that they are folded on a phone before anything is drawn; and leaves
// empty fields out of the address.
(() => {
  const folded = /** @type {HTMLDetailsElement | null} */ (document.currentScript?.previousElementSibling ?? null);
  if (!folded) return;
  const narrow = matchMedia("(max-width: 860px)");
  const fold = () => { folded.open = !narrow.matches; };
  if (!folded.classList.contains("on-demand")) {
    fold();
    narrow.addEventListener("change", fold);
  }
  folded.querySelector("form")?.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
})();
