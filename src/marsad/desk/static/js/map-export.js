// The view as a picture with its legend, or as data.
import { ask } from "./ask.js";
import { shape } from "./map-marks.js";

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * The map as it is drawn, with the day, what it is known by, the legend and the source of the ground.
 * @param {any} map @param {{ on: string, known: string, types: string[], actors: Element[], theme: string }} view
 */
export async function savePng(map, view) {
  const drawn = /** @type {HTMLCanvasElement} */ (map.getCanvas());
  const scale = devicePixelRatio || 1, line = 24 * scale;
  const foot = line * (Math.ceil(view.types.length / 3) + Math.ceil(view.actors.length / 3) + 3);
  const whole = document.createElement("canvas");
  whole.width = drawn.width; whole.height = drawn.height + foot;
  const pen = /** @type {CanvasRenderingContext2D} */ (whole.getContext("2d"));
  const dark = view.theme === "dark";
  pen.fillStyle = dark ? "#1e2024" : "#ffffff"; pen.fillRect(0, 0, whole.width, whole.height);
  pen.drawImage(drawn, 0, 0);
  pen.fillStyle = dark ? "#ecebe7" : "#1d1c1a"; pen.textBaseline = "middle";
  let y = drawn.height + line;
  pen.font = `600 ${15 * scale}px "Noto Sans", sans-serif`; pen.fillText(view.on, line / 2, y);
  pen.font = `${12 * scale}px "Noto Sans", sans-serif`; pen.fillText(view.known, line / 2 + 130 * scale, y);
  y += line;
  const column = whole.width / 3;
  /** @param {{ mark: CanvasImageSource, words: string }[]} entries */
  const rows = (entries) => {
    entries.forEach(({ mark, words }, n) => {
      const x = line / 2 + (n % 3) * column, at = y + Math.floor(n / 3) * line;
      const own = /** @type {HTMLCanvasElement} */ (mark), tall = 18 * scale;
      pen.drawImage(own, x, at - tall / 2, (tall * own.width) / own.height, tall);
      pen.fillText(words, x + line, at);
    });
    y += Math.ceil(entries.length / 3) * line;
  };
  rows(view.types.map((type) => ({ mark: shape(type, view.theme, 7), words: type })));
  rows(view.actors.map((item) => ({ mark: /** @type {HTMLCanvasElement} */ (item.querySelector("canvas")), words: item.textContent || "" })));
  pen.fillText("Marsad. Ground: Natural Earth.", line / 2, whole.height - line / 2);
  const blob = await new Promise((done) => whole.toBlob(done, "image/png"));
  if (blob) save(/** @type {Blob} */ (blob), `map-${view.on.replaceAll(" ", "-")}.png`);
}

/** @param {string} path below /api/v1 @param {string} on */
export async function saveGeoJson(path, on) {
  const told = await ask(path);
  save(new Blob([`${JSON.stringify({ type: told.type, features: told.features })}\n`], { type: "application/geo+json" }), `map-${on}.geojson`);
}
