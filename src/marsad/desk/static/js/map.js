// The map: incidents and who held what, on a day, as known then or now.
import { ask } from "./ask.js";
import { onKeys } from "./keys.js";
import { notice } from "./notice.js";
import { closeCard, days, make, showControl, showIncident, showMany, toll, whereabouts } from "./map-card.js";
import { saveGeoJson, savePng } from "./map-export.js";
import { TYPES, coloursOf, pin, pixels, ring, shape, stripes } from "./map-marks.js";
import { ground, lettersReady, marks, paints } from "./map-style.js";
import { said, timeBar, toDay, toText } from "./map-time.js";

/** @typedef {{ id: string, name: string, kind: string | null, lat: number | null, lon: number | null, radius_km: number | null, stretches: [string, string, string[], string[], boolean, string | null][], starts: number[] }} Place */

/** @template {HTMLElement} E @param {string} id @returns {E} */
const get = (id) => /** @type {E} */ (document.getElementById(id));
const maplibre = /** @type {any} */ (window).maplibregl;
const status = get("map-status");
const FILTERS = ["actor", "place", "country", "from", "to", "type", "status", "outlet"];
const WIDE = new Set(["admin1", "admin2", "country", "region", "district", "forest", "governorate", "province", "countryside"]);
const none = { type: "FeatureCollection", features: [] };
let theme = document.documentElement.dataset.theme || "light";
/** @type {any} */
let map;
/** @type {Map<string, { colour: string, short: string, name: string }>} */
let colours = new Map();
/** @type {Map<string, Place[]>} what was known by → places */
const timelines = new Map();
/** @type {any[]} */
let shownSpots = [];
/** @type {any[]} */
let shownControl = [];
/** @type {Map<string, any>} key → how a mark is drawn */
const pins = new Map();

/** The filters of the address, and what is added. @param {Record<string, string>} [more] */
function query(more = {}) {
  const asked = new URLSearchParams(location.search), kept = new URLSearchParams();
  for (const name of FILTERS) { const value = asked.get(name); if (value) kept.set(name, value); }
  for (const [name, value] of Object.entries(more)) if (value !== "") kept.set(name, value);
  return kept.toString();
}

const bar = timeBar((what) => {
  if (what === "day") { drawControl(); if (bar.time.window || bar.time.follow) later(); }
  else if (what === "known") { loadControl(); }
  else { later(); }
  remember();
});

let remembering = 0;
/** The day is kept in the address, so that a view can be sent to a colleague. */
function remember() {
  clearTimeout(remembering);
  remembering = window.setTimeout(() => {
    const address = new URL(location.href);
    address.searchParams.set("on", toText(bar.time.day));
    for (const [name, value] of [["known", bar.time.follow ? "then" : ""], ["days", bar.time.window ? String(bar.time.window) : ""]]) {
      if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  }, 300);
}

/** @returns {Record<string, string>} */
function windowDays() {
  if (!bar.time.window) return {};
  return { from: toText(bar.time.day - bar.time.window + 1), to: toText(bar.time.day) };
}
function box() {
  const b = map.getBounds();
  return [b.getWest(), Math.max(-90, b.getSouth()), b.getEast(), Math.min(90, b.getNorth())].map((n) => n.toFixed(5)).join(",");
}

// --- incidents

let waiting = 0, asking = 0, again = false;
function later() {
  clearTimeout(waiting);
  waiting = window.setTimeout(loadSpots, 60);
}
async function loadSpots() {
  if (asking) { again = true; return; }  // while the days play, one question at a time
  asking = 1;
  try {
    const shown = /** @type {HTMLInputElement} */ (get("show-incidents")).checked;
    const told = shown ? await ask(`/map/incidents?${query({ ...windowDays(), box: box(), zoom: map.getZoom().toFixed(2) })}`) : none;
    shownSpots = told.features;
    status.textContent = told.waiting ? `${told.waiting.toLocaleString("en")} incidents are still to be put on the map…` : told.left_out ? `${told.left_out} more areas are not drawn; zoom in.` : "";
    if (told.waiting) window.setTimeout(later, 300);
    drawSpots();
    listInView();
  } catch { status.textContent = "The incidents could not be loaded."; } finally {
    asking = 0;
    if (again) { again = false; later(); }
  }
}

/** @param {number | null} killed */
const sizeOf = (killed) => (killed === null ? 0.85 : [1, 5, 20, 50, 100].reduce((size, step) => size + (killed >= step ? 0.22 : 0), 0.8));

function drawSpots() {
  /** @type {any[]} */
  const points = [], areas = [], words = [];
  for (const { geometry, properties: p } of shownSpots) {
    const top = Object.keys(p.types)[0];
    if (p.precision !== "exact") {
      const look = TYPES[top] || TYPES.Battles;
      areas.push({ type: "Feature", properties: { ...p, types: null, colour: theme === "dark" ? look.dark : look.light }, geometry: circle(geometry.coordinates, p.radius_km) });
      const name = p.precision === "near" ? `near ${p.name}` : `in ${p.name}`;
      words.push({ type: "Feature", properties: { ...p, types: null, words: `${p.count} ${name}` }, geometry });
      continue;
    }
    const label = p.count > 9999 ? `${Math.round(p.count / 1000)}k` : String(p.count);
    const radius = Math.round(12 + Math.min(14, Math.log2(p.count) * 1.6));
    const shares = Object.entries(p.types).map(([type, n]) => `${type}*${Math.max(1, Math.round((n / p.count) * 24))}`).join(";");
    const image = p.count === 1 ? `one|${theme}|${top}` : `many|${theme}|${radius}|${label}|${shares}`;
    points.push({ type: "Feature", geometry, properties: { ...p, types: null, image, size: p.count === 1 ? sizeOf(p.killed) : 1, box: p.box && p.box.join(",") } });
  }
  map.getSource("spots").setData({ type: "FeatureCollection", features: points });
  map.getSource("reach").setData({ type: "FeatureCollection", features: areas });
  map.getSource("reach-names").setData({ type: "FeatureCollection", features: words });
}

/** A circle of so many km about a point. @param {[number, number]} centre @param {number} km */
function circle([lon, lat], km) {
  const ring_ = [];
  const high = km / 111.32, wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  for (let n = 0; n <= 64; n += 1) {
    const turn = (n / 64) * 2 * Math.PI;
    ring_.push([lon + wide * Math.cos(turn), Math.max(-85, Math.min(85, lat + high * Math.sin(turn)))]);
  }
  return { type: "Polygon", coordinates: [ring_] };
}

// --- who holds what

async function loadControl() {
  const t = bar.time;
  const known = t.follow ? "then" : t.known >= t.last ? "" : toText(t.known);
  if (!timelines.has(known)) {
    const told = await ask(`/map/control/periods?${query({ known })}`);
    for (const place of told.places) place.starts = place.stretches.map((/** @type {any} */ s) => toDay(s[0]));
    timelines.set(known, told.places);
    if (!colours.size) colours = coloursOf(told.actors);
  }
  drawControl();
}

/** The stretch of a place that holds a day: the last to have begun. @param {Place} place @param {number} day */
function stretchOn(place, day) {
  let low = 0, high = place.starts.length;
  while (low < high) { const mid = (low + high) >> 1; if (place.starts[mid] <= day) low = mid + 1; else high = mid; }
  return low ? place.stretches[low - 1] : null;
}

/** @param {string} id */
const colourOf = (id) => colours.get(id)?.colour || "#8a8780";
/** @param {string[]} ids */
const namesOf = (ids) => ids.map((id) => colours.get(id)?.name || id).join(", ");

function drawControl() {
  if (!map) return;
  const t = bar.time;
  const known = t.follow ? "then" : t.known >= t.last ? "" : toText(t.known);
  const places = timelines.get(known) || [];
  const wanted = /** @type {HTMLInputElement} */ (get("show-control")).checked;
  /** @type {any[]} */
  const points = [], areas = [];
  shownControl = [];
  const actors = new Set();
  for (const place of wanted ? places : []) {
    const now = stretchOn(place, t.day);
    if (!now || now[1] === "unknown" || place.lat === null || place.lon === null) continue;
    const [, state, holders, by, stale] = now;
    for (const a of [...holders, ...by]) actors.add(a);
    const own = [...new Set(holders.map(colourOf))].slice(0, 4);
    const words = state === "contested" ? "?" : holders.length ? colours.get(holders[0])?.short || "" : "";
    const key = `pin|${theme}|${own}|${by.map(colourOf)}|${stale}|${words}`;
    pins.set(key, { colours: own, by: by.map(colourOf), stale, words });
    const summary = state === "contested" ? `contested: ${namesOf(holders)}` : `${holders.length ? `held by ${namesOf(holders)}` : "holder not told"}${by.length ? `, besieged by ${namesOf(by)}` : ""}`;
    const point = { type: "Point", coordinates: [place.lon, place.lat] };
    const told = { id: place.id, name: place.name, image: key, stale, order: stale ? 0 : 1, words: `${summary}${stale ? "; not confirmed since" : ""}` };
    shownControl.push({ ...told, lat: place.lat, lon: place.lon });
    const wide = WIDE.has(place.kind || "") && place.radius_km;
    points.push({ type: "Feature", properties: told, geometry: point });
    if (wide) {
      const tile = own.length > 1 ? { stripes: `stripes|${own}` } : {};
      areas.push({ type: "Feature", properties: { ...told, ...tile, colour: own[0] || "#8a8780" }, geometry: circle(/** @type {[number, number]} */ (point.coordinates), Number(place.radius_km)) });
    }
  }
  map.getSource("control").setData({ type: "FeatureCollection", features: points });
  map.getSource("areas").setData({ type: "FeatureCollection", features: areas });
  legend(actors);
  listInView();
}

// --- beside the map

/** @param {HTMLCanvasElement} canvas @param {string} words */
function entry(canvas, words) {
  const item = make("li");
  canvas.setAttribute("aria-hidden", "true");
  item.append(canvas, make("span", words));
  return item;
}
let legendOf = "";
/** @param {Set<string>} actors */
function legend(actors) {
  const listed = [...colours.keys()].filter((id) => actors.has(id));
  const now = `${theme}|${listed}`;
  if (now === legendOf) return;
  legendOf = now;
  get("legend-types").replaceChildren(...Object.keys(TYPES).map((type) => entry(shape(type, theme, 7), type)));
  const look = (/** @type {any} */ more) => pin({ colours: ["#8a8780"], by: [], stale: false, words: "", ...more }, theme);
  get("legend-actors").replaceChildren(...listed.slice(0, 14).map((id) => {
    const own = /** @type {any} */ (colours.get(id));
    return entry(look({ colours: [own.colour], words: own.short }), own.name);
  }));
  get("legend-states").replaceChildren(
    entry(look({ colours: ["#0072b2", "#e69f00"], words: "?" }), "contested"), entry(look({ by: ["#d55e00"] }), "besieged"),
    entry(look({ stale: true }), "not confirmed for 92 days"));
}

let listing = 0;
function listInView() {
  clearTimeout(listing);
  listing = window.setTimeout(async () => {
    const view = map.getBounds();
    const held = shownControl.filter((c) => view.contains([c.lon, c.lat])).slice(0, 12);
    const shown = /** @type {HTMLInputElement} */ (get("show-incidents")).checked;
    const rows = shown ? await ask(`/map/list?${query({ ...windowDays(), box: box(), limit: "25" })}`).catch(() => []) : [];
    /** @param {HTMLCanvasElement} canvas @param {string} words @param {string} more @param {() => void} act */
    const line = (canvas, words, more, act) => {
      const item = make("li"), button = /** @type {HTMLButtonElement} */ (make("button"));
      button.type = "button"; canvas.setAttribute("aria-hidden", "true");
      const text = make("span", words); text.append(make("small", more));
      button.append(canvas, text); button.addEventListener("click", act); item.append(button);
      return item;
    };
    const lines = held.map((c) => line(pin(pins.get(c.image), theme), c.name, c.words, () => openPlace(c.id)));
    for (const row of rows) lines.push(line(shape(row.type, theme, 7), `${row.sub_type}, ${whereabouts(row)}`, `${days(row.first, row.last)} · ${toll(row)}`, () => openIncident(row.incident)));
    const list = get("in-view");
    const at = [...list.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    list.replaceChildren(...(lines.length ? lines : [make("li", "Nothing here on this day. Move the map, or the day.", "quiet")]));
    if (at >= 0) [...list.querySelectorAll("button")].at(Math.min(at, lines.length - 1))?.focus();  // who goes through it by keyboard stays in it
  }, 250);
}

/** @param {string} id */
async function openIncident(id) { showIncident(await ask(`/map/incidents/${encodeURIComponent(id)}`)); }
/** @param {string} id */
async function openPlace(id) {
  const t = bar.time, on = toText(t.day), known = t.follow ? on : t.known >= t.last ? "" : toText(t.known);
  const told = await ask(`/map/control/${encodeURIComponent(id)}?on=${on}${known ? `&known=${known}` : ""}`);
  showControl(told, said(t.day), t.follow ? "as known on that day" : known ? `as known on ${said(t.known)}` : "as known today");
}
/** @param {any} p */
async function openSpot(p) {
  if (p.incident) { await openIncident(p.incident); return; }
  if (p.box) {
    const [west, south, east, north] = p.box.split(",").map(Number);
    map.fitBounds([[west, south], [east, north]], { padding: 90, maxZoom: 15, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    return;
  }
  if (!p.place) { notice("Several places lie at this point; zoom in."); return; }
  showMany(p.name || "One place", await ask(`/map/list?${query({ ...windowDays(), at: p.place, limit: "40" })}`), p.count);
}

// --- start

async function start() {
  const told = await ask(`/map/days?${query()}`);
  bar.fill(told);
  const where = told.unplaced ? `; ${told.unplaced.toLocaleString("en")} have no known place and are not on the map` : "";
  get("incident-count").textContent = `${told.total.toLocaleString("en")} incidents${where}.`;
  const saved = /^([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(new URLSearchParams(location.search).get("at") || "");
  await lettersReady();
  maplibre.setWorkerUrl("/static/vendor/maplibre-gl-csp-worker.js");
  maplibre.setRTLTextPlugin(`${location.origin}/static/vendor/mapbox-gl-rtl-text.js`, false).catch(() => notice("Arabic names cannot be joined: a part of the map is missing."));
  try {
    map = new maplibre.Map({
      container: "map", style: ground(theme), center: saved ? [Number(saved[3]), Number(saved[2])] : [30, 20], zoom: saved ? Number(saved[1]) : 1.6,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, maxZoom: 17, renderWorldCopies: true,
      canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true }, fadeDuration: 0,
    });
  } catch {
    status.textContent = "This browser draws no WebGL, so there is no map; the list beside it shows the same.";
    return;
  }
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new maplibre.ScaleControl(), "bottom-left");
  map.addControl(new maplibre.AttributionControl({ compact: false }), "bottom-right");
  map.on("styleimagemissing", (/** @type {any} */ e) => map.addImage(e.id, pixels(image(e.id)), { pixelRatio: 2 }));
  map.on("error", (/** @type {any} */ e) => { status.textContent = `The map says: ${e.error?.message || "something failed"}`; });
  await new Promise((done) => map.once("load", done));
  for (const id of ["areas", "reach", "reach-names", "control", "spots"]) map.addSource(id, { type: "geojson", data: none });
  for (const layer of marks(theme)) map.addLayer(layer);
  wire();
  await loadControl();
  if (!saved) await everything(false); else later();
  map.on("moveend", () => {
    later();
    const c = map.getCenter(), address = new URL(location.href);
    address.searchParams.set("at", `${map.getZoom().toFixed(2)}/${c.lat.toFixed(4)}/${c.lng.toFixed(4)}`);
    history.replaceState(null, "", address);
  });
  document.documentElement.dataset.map = "ready";
}

/** @param {string} id @returns {HTMLCanvasElement} */
function image(id) {
  const [kind, ...rest] = id.split("|");
  if (kind === "one") return shape(rest[1], rest[0]);
  if (kind === "many") return ring(rest[3], rest[2], rest[0], Number(rest[1]));
  if (kind === "stripes") return stripes(rest[0].split(","));
  return pin(pins.get(id) || { colours: [], by: [], stale: false, words: "" }, theme);
}

/** Look at all that there is. @param {boolean} [animate] */
async function everything(animate = true) {
  const told = await ask(`/map/incidents?${query({ ...windowDays(), box: "-180,-85,180,85", zoom: "3" })}`);
  const bounds = new maplibre.LngLatBounds();
  for (const f of told.features) if (f.properties.precision !== "country") bounds.extend(f.geometry.coordinates);
  for (const c of shownControl) bounds.extend([c.lon, c.lat]);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 60, maxZoom: 9, animate });
  later();
}

function wire() {
  const layers = ["spots", "pins", "reach", "control-areas", "control-striped"];
  const popup = new maplibre.Popup({ closeButton: false, closeOnClick: false, offset: 14, className: "hint" });
  map.on("click", (/** @type {any} */ e) => {
    const [hit] = map.queryRenderedFeatures(e.point, { layers });
    if (!hit) { closeCard(); return; }
    if (hit.source === "spots" || hit.source === "reach") openSpot(hit.properties); else openPlace(hit.properties.id);
  });
  map.on("mousemove", (/** @type {any} */ e) => {
    const [hit] = map.queryRenderedFeatures(e.point, { layers });
    map.getCanvas().style.cursor = hit ? "pointer" : "";
    if (!hit) { popup.remove(); return; }
    const p = hit.properties;
    const killed = p.killed ? `, ${p.killed} killed` : "";
    const where = p.name ? whereabouts(p) : "";
    const words = hit.source === "spots" || hit.source === "reach"
      ? `${p.count} incident${p.count === 1 ? "" : "s"}${where ? ` ${where === p.name ? `in ${where}` : where}` : ""}${killed}${hit.source === "reach" && !p.radius_known ? "; how far the area reaches is not known" : ""}`
      : `${p.name}: ${p.words}`;
    popup.setLngLat(e.lngLat).setText(words).addTo(map);
  });
  map.getCanvas().addEventListener("mouseleave", () => popup.remove());
  get("show-incidents").addEventListener("change", later);
  get("show-control").addEventListener("change", drawControl);
  document.addEventListener("theme", () => {
    theme = document.documentElement.dataset.theme || "light";
    for (const [layer, properties] of Object.entries(paints(theme))) {
      for (const [name, value] of Object.entries(properties)) if (map.getLayer(layer)) map.setPaintProperty(layer, name, value);
    }
    drawSpots(); drawControl();
  });
  const panel = get("panel"), opener = get("sheet-open");
  const fold = (/** @type {boolean} */ open) => { panel.classList.toggle("open", open); opener.setAttribute("aria-expanded", String(open)); (open ? get("sheet-close") : opener).focus(); };
  opener.addEventListener("click", () => fold(true));
  get("sheet-close").addEventListener("click", () => fold(false));
  const view = () => ({ on: said(bar.time.day), known: get("known-said").textContent || "", types: Object.keys(TYPES), actors: [...get("legend-actors").children], theme });
  get("save-png").addEventListener("click", () => savePng(map, view()));
  get("save-geojson").addEventListener("click", () => {
    const t = bar.time, on = toText(t.day);
    saveGeoJson(`/map/view?${query({ ...windowDays(), box: box(), on, known: t.follow ? on : t.known >= t.last ? "" : toText(t.known) })}`, on);
  });
  const step = (/** @type {number} */ by) => (/** @type {KeyboardEvent} */ event) => {
    if (document.activeElement !== map.getCanvas()) bar.go(bar.time.day + by * (event.shiftKey ? 30 : 1));  // there, arrows move the map
  };
  onKeys({ ArrowLeft: step(-1), ArrowRight: step(1), " ": (event) => pressed(event), h: bar.hindsight, f: () => { everything(); } });
}
/** Space presses a button that has the focus, and plays the days elsewhere. @param {KeyboardEvent} event */
function pressed(event) {
  const on = /** @type {HTMLElement} */ (event.target);
  if (on.matches("button, a, summary")) on.click(); else bar.toggle();
}

start().catch((error) => { status.textContent = `The map could not be started: ${error.message}`; });
