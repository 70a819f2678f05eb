// Copies what the desk's pages need of other projects into the package. Run by hatch_build.py.
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const vendor = join(here, "..", "src", "marsad", "desk", "static", "vendor");

const MAP = [
  ["maplibre-gl/dist/maplibre-gl-csp.js", "maplibre-gl-csp.js"],
  ["maplibre-gl/dist/maplibre-gl-csp-worker.js", "maplibre-gl-csp-worker.js"],
  ["maplibre-gl/dist/maplibre-gl.css", "maplibre-gl.css"],
  ["maplibre-gl/LICENSE.txt", "LICENSE-maplibre-gl.txt"],
  ["@mapbox/mapbox-gl-rtl-text/dist/mapbox-gl-rtl-text.js", "mapbox-gl-rtl-text.js"],
  ["@mapbox/mapbox-gl-rtl-text/LICENSE.md", "LICENSE-mapbox-gl-rtl-text.md"],
];
// the scripts that reports and interfaces are written in here; one weight axis each
const FONTS = {
  "noto-sans": ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"],
  "noto-serif": ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"],
  "noto-sans-arabic": ["arabic"],
  "noto-naskh-arabic": ["arabic"],
};

await rm(vendor, { recursive: true, force: true });
await mkdir(join(vendor, "fonts"), { recursive: true });
for (const [from, to] of MAP) await cp(join(modules, from), join(vendor, to));
for (const [family, scripts] of Object.entries(FONTS)) {
  const folder = join(modules, "@fontsource-variable", family);
  const files = await readdir(join(folder, "files"));
  for (const script of scripts) {
    const name = `${family}-${script}-wght-normal.woff2`;
    if (!files.includes(name)) throw new Error(`${family} has no ${name}`);
    await cp(join(folder, "files", name), join(vendor, "fonts", name));
  }
  await cp(join(folder, "LICENSE"), join(vendor, "fonts", `LICENSE-${family}.txt`));
}
