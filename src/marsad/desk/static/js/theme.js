// Before anything is drawn: light or dark, as chosen, else as the system has it.
(() => {
  const wanted = localStorage.getItem("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const name = localStorage.getItem("theme") || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = name;
    document.dispatchEvent(new CustomEvent("theme", { detail: name }));
  };
  apply();
  if (!wanted) dark.addEventListener("change", apply);
})();
