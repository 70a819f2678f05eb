// The marks of the map, drawn once each: shapes of incidents, rings of many, pins and hatching of control.

/** Types of incidents: colour in light and dark, and a shape, so that colour alone tells nothing. */
export const TYPES = /** @type {Record<string, { light: string, dark: string, shape: string }>} */ ({
  "Battles": { light: "#a3211f", dark: "#ff8f86", shape: "diamond" },
  "Explosions/Remote violence": { light: "#b05a00", dark: "#ffb454", shape: "star" },
  "Violence against civilians": { light: "#6b2f8f", dark: "#d0a2f2", shape: "square" },
  "Protests": { light: "#1c5fa8", dark: "#86bdff", shape: "circle" },
  "Riots": { light: "#00695f", dark: "#5fd0c0", shape: "triangle" },
  "Strategic developments": { light: "#565248", dark: "#c9c4b8", shape: "hexagon" },
});
// Okabe and Ito (2008), without black, and two of Tol: told apart with every kind of colour vision
const PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#882255", "#b8a900"];
const OTHER = "#8a8780";

/** @param {string} text */
function hash(text) {
  let found = 7;
  for (const letter of text) found = (found * 31 + (letter.codePointAt(0) || 0)) >>> 0;
  return found;
}

/**
 * A colour for each actor: the heaviest eight have one of their own, by their id as far as it is free, so that
 * neither the day nor a filter changes it.
 * @param {{ id: string, name: string }[]} actors
 */
export function coloursOf(actors) {
  const free = [...PALETTE];
  /** @type {Map<string, { colour: string, short: string, name: string }>} */
  const found = new Map();
  for (const { id, name } of actors) {
    const wish = PALETTE[hash(id) % PALETTE.length];
    const at = Math.max(0, free.indexOf(wish));
    const colour = free.length ? free.splice(at, 1)[0] : OTHER;
    found.set(id, { colour, short: shortOf(name), name });
  }
  return found;
}

/** @param {string} name "Rapid Support Forces" → "RSF" */
function shortOf(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, " ").split(/\s+/).filter((w) => w && !/^(of|the|and|al|in|for)$/i.test(w));
  if (words.length === 1) return /^[A-Z0-9]{2,4}$/.test(words[0]) ? words[0] : words[0].slice(0, 2);
  return words.slice(0, 3).map((w) => w[0]).join("").toUpperCase();
}

/** @param {number} width @param {number} height */
function sheet(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width * 2; canvas.height = height * 2;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.scale(2, 2);
  return { canvas, pen };
}

/** @param {CanvasRenderingContext2D} pen @param {string} shape @param {number} x @param {number} y @param {number} r */
function trace(pen, shape, x, y, r) {
  const corners = /** @type {Record<string, [number, number, number]>} */ ({ diamond: [4, 0, 1], square: [4, 45, 1.1], triangle: [3, 0, 1.15], hexagon: [6, 30, 1], star: [16, 0, 1.15] })[shape];
  pen.beginPath();
  if (!corners) { pen.arc(x, y, r * 0.92, 0, 7); return; }
  const [count, turn, more] = corners;
  for (let n = 0; n < count; n += 1) {
    const angle = ((n * 360) / count + turn - 90) * (Math.PI / 180);
    const reach = r * more * (shape === "star" && n % 2 ? 0.62 : 1);
    pen.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  pen.closePath();
}

/** One incident. @param {string} type @param {string} theme @param {number} [size] */
export function shape(type, theme, size = 9) {
  const look = TYPES[type] || { light: OTHER, dark: OTHER, shape: "circle" };
  const { canvas, pen } = sheet(size * 2 + 6, size * 2 + 6);
  trace(pen, look.shape, size + 3, size + 3, size);
  pen.fillStyle = theme === "dark" ? look.dark : look.light;
  pen.strokeStyle = theme === "dark" ? "#16171a" : "#ffffff";
  pen.lineWidth = 1.6; pen.lineJoin = "round";
  pen.fill(); pen.stroke();
  return canvas;
}

/** Many incidents: a ring of their types about their number. @param {string} shares "Battles*3;Riots*1" @param {string} words @param {string} theme @param {number} radius */
export function ring(shares, words, theme, radius) {
  const { canvas, pen } = sheet(radius * 2 + 4, radius * 2 + 4);
  const middle = radius + 2;
  const parts = shares.split(";").map((p) => { const at = p.lastIndexOf("*"); return { type: p.slice(0, at), n: Number(p.slice(at + 1)) }; });
  const total = parts.reduce((sum, p) => sum + p.n, 0);
  let from = -Math.PI / 2;
  for (const part of parts) {
    const to = from + (part.n / total) * 2 * Math.PI;
    pen.beginPath(); pen.moveTo(middle, middle); pen.arc(middle, middle, radius, from, to); pen.closePath();
    pen.fillStyle = (TYPES[part.type] || { light: OTHER, dark: OTHER })[theme === "dark" ? "dark" : "light"]; pen.fill();
    from = to;
  }
  pen.beginPath(); pen.arc(middle, middle, radius - 4.5, 0, 7);
  pen.fillStyle = theme === "dark" ? "#1e2024" : "#ffffff"; pen.fill();
  pen.fillStyle = theme === "dark" ? "#ecebe7" : "#1d1c1a";
  pen.font = `650 ${words.length > 3 ? 10 : 11.5}px "Noto Sans", sans-serif`;
  pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillText(words, middle, middle + 0.5);
  return canvas;
}

/** White or black, whichever reads better on a colour. @param {string} colour */
function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map((n) => parseInt(colour.slice(n, n + 2), 16));
  return r * 0.299 + g * 0.587 + b * 0.114 > 140 ? "#14130f" : "#ffffff";
}

/**
 * A pin: the colours of the holders side by side, a dashed ring for a siege, pale where nobody confirms it.
 * @param {{ colours: string[], by: string[], stale: boolean, words: string }} told @param {string} theme
 */
export function pin(told, theme) {
  const { canvas, pen } = sheet(36, 42);
  const [x, y, r] = [18, 17, 12.5];
  pen.globalAlpha = told.stale ? 0.5 : 1;
  pen.beginPath(); pen.moveTo(x - 5, y + 10); pen.lineTo(x, 39); pen.lineTo(x + 5, y + 10); pen.closePath();
  pen.fillStyle = theme === "dark" ? "#b8b5ac" : "#57534a"; pen.fill();
  const colours = told.colours.length ? told.colours : ["#ffffff"];
  pen.save(); pen.beginPath(); pen.arc(x, y, r, 0, 7); pen.clip();
  if (colours.length === 1) { pen.fillStyle = colours[0]; pen.fillRect(0, 0, 36, 42); } else hatch(pen, colours, 36, 42, 5);
  pen.restore();
  pen.beginPath(); pen.arc(x, y, r, 0, 7);
  pen.strokeStyle = theme === "dark" ? "#16171a" : "#ffffff"; pen.lineWidth = 2;
  if (told.stale) { pen.strokeStyle = theme === "dark" ? "#ecebe7" : "#1d1c1a"; pen.setLineDash([2, 2.5]); pen.lineWidth = 1.2; }
  pen.stroke();
  if (told.by.length) {
    pen.setLineDash([4, 2.4]); pen.lineWidth = 3; pen.strokeStyle = told.by[0];
    pen.beginPath(); pen.arc(x, y, r + 2.6, 0, 7); pen.stroke();
  }
  pen.globalAlpha = 1; pen.setLineDash([]);
  if (told.words) {
    const ink = colours.length === 1 ? inkOn(colours[0]) : "#14130f";
    pen.font = `700 ${told.words.length > 2 ? 9 : 10.5}px "Noto Sans", sans-serif`;
    pen.textAlign = "center"; pen.textBaseline = "middle";
    if (colours.length > 1) { pen.strokeStyle = "rgb(255 255 255 / 90%)"; pen.lineWidth = 3; pen.strokeText(told.words, x, y + 0.5); }
    pen.fillStyle = told.stale && colours.length === 1 ? (theme === "dark" ? "#ffffff" : "#14130f") : ink; pen.fillText(told.words, x, y + 0.5);
  }
  return canvas;
}

/** Slanted stripes. @param {CanvasRenderingContext2D} pen @param {string[]} colours @param {number} width @param {number} height @param {number} step */
function hatch(pen, colours, width, height, step) {
  let n = 0;
  for (let at = -height; at < width; at += step) {
    pen.beginPath(); pen.moveTo(at, height); pen.lineTo(at + height, 0); pen.lineTo(at + height + step, 0); pen.lineTo(at + step, height); pen.closePath();
    pen.fillStyle = colours[n % colours.length]; pen.fill(); n += 1;
  }
}

/** A tile of stripes that repeats without a seam. @param {string[]} colours */
export function stripes(colours) {
  const step = 6, size = step * colours.length;
  const { canvas, pen } = sheet(size, size);
  hatch(pen, colours, size, size, step);
  return canvas;
}

/** What the map takes as an image. @param {HTMLCanvasElement} canvas */
export function pixels(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).getImageData(0, 0, canvas.width, canvas.height);
}
