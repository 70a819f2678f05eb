// The ground of the map: Natural Earth from this desk alone, in light and dark, with letters drawn here.

const COLOURS = /** @type {Record<string, Record<string, string>>} */ ({
  light: { sea: "#dfe7ea", land: "#f8f6f0", water: "#cfdbe0", border: "#9a9384", province: "#d8d2c4", ink: "#4a463d", halo: "#fbfaf7" },
  dark: { sea: "#14181c", land: "#22252a", water: "#171c21", border: "#6d717a", province: "#363a41", ink: "#c3c0b7", halo: "#1b1d21" },
});
const LETTERS = ["Noto Sans", "Noto Sans Arabic"];
const LAYERS = ["land", "lakes", "rivers", "borders", "disputed", "provinces", "places"];

/** Colours by layer and property, to be set anew when the theme changes. @param {string} theme */
export function paints(theme) {
  const c = COLOURS[theme] || COLOURS.light;
  return /** @type {Record<string, Record<string, any>>} */ ({
    sea: { "background-color": c.sea },
    land: { "fill-color": c.land },
    lakes: { "fill-color": c.water },
    rivers: { "line-color": c.water },
    provinces: { "line-color": c.province },
    borders: { "line-color": c.border },
    unsettled: { "line-color": c.border },
    claims: { "line-color": c.border },
    places: { "text-color": c.ink, "text-halo-color": c.halo },
    "control-names": { "text-color": c.ink, "text-halo-color": c.halo },
    "reach-names": { "text-color": c.ink, "text-halo-color": c.halo },
  });
}

/** @param {string} theme */
export function ground(theme) {
  const paint = paints(theme);
  /** @type {Record<string, any>} */
  const sources = {};
  for (const name of LAYERS) {
    sources[name] = { type: "geojson", data: `${location.origin}/map/ground/${name}.geojson`, tolerance: 0.3 };
  }
  sources.land.attribution = "Natural Earth";
  const thin = ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.6];
  return {
    version: 8,
    sources,
    layers: [
      { id: "sea", type: "background", paint: paint.sea },
      { id: "land", type: "fill", source: "land", paint: paint.land },
      { id: "rivers", type: "line", source: "rivers", minzoom: 4, filter: ["<=", ["get", "rank"], ["step", ["zoom"], 3, 5, 4, 6, 6]], paint: { ...paint.rivers, "line-width": thin } },
      { id: "lakes", type: "fill", source: "lakes", paint: paint.lakes },
      { id: "provinces", type: "line", source: "provinces", minzoom: 4.5, paint: { ...paint.provinces, "line-width": 0.8 } },
      { id: "borders", type: "line", source: "borders", filter: ["!", ["has", "disputed"]], paint: { ...paint.borders, "line-width": thin } },
      { id: "unsettled", type: "line", source: "borders", filter: ["has", "disputed"], paint: { ...paint.unsettled, "line-width": thin, "line-dasharray": [3, 2] } },
      { id: "claims", type: "line", source: "disputed", minzoom: 3, paint: { ...paint.claims, "line-width": 0.8, "line-dasharray": [2, 2] } },
      {
        id: "places", type: "symbol", source: "places", minzoom: 2.5,
        filter: ["<=", ["get", "rank"], ["step", ["zoom"], 1, 3, 2, 4, 3, 5, 5, 6, 7, 7, 8, 8, 10]],
        layout: {
          "text-field": ["get", "name"], "text-font": LETTERS, "text-size": ["interpolate", ["linear"], ["zoom"], 3, 10.5, 8, 13],
          "text-padding": 6, "symbol-sort-key": ["get", "rank"],
        },
        paint: { ...paint.places, "text-halo-width": 1.4 },
      },
    ],
  };
}

/** Layers of the desk's own marks, in drawing order. @param {string} theme */
export function marks(theme) {
  const paint = paints(theme);
  const name = { "text-font": LETTERS, "text-size": 11.5, "text-padding": 3 };
  return [
    { id: "control-areas", type: "fill", source: "areas", filter: ["!", ["has", "stripes"]], paint: { "fill-color": ["get", "colour"], "fill-opacity": ["case", ["get", "stale"], 0.08, 0.22] } },
    { id: "control-striped", type: "fill", source: "areas", filter: ["has", "stripes"], paint: { "fill-pattern": ["get", "stripes"], "fill-opacity": ["case", ["get", "stale"], 0.12, 0.32] } },
    { id: "control-edges", type: "line", source: "areas", paint: { "line-color": ["get", "colour"], "line-width": 1.4, "line-opacity": 0.8 } },
    { id: "reach", type: "fill", source: "reach", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.07 } },
    { id: "reach-edges", type: "line", source: "reach", paint: { "line-color": ["get", "colour"], "line-width": 1.2, "line-opacity": 0.75, "line-dasharray": [3, 2.5] } },
    { id: "reach-names", type: "symbol", source: "reach-names", layout: { ...name, "text-field": ["get", "words"], "symbol-sort-key": ["-", ["get", "count"]] }, paint: { ...paint["reach-names"], "text-halo-width": 1.4 } },
    { id: "pins", type: "symbol", source: "control", layout: { "icon-image": ["get", "image"], "icon-anchor": "bottom", "icon-allow-overlap": true, "icon-offset": [0, -4], "symbol-sort-key": ["get", "order"] } },
    { id: "spots", type: "symbol", source: "spots", layout: { "icon-image": ["get", "image"], "icon-size": ["get", "size"], "icon-allow-overlap": true, "symbol-sort-key": ["get", "count"] } },
    { id: "control-names", type: "symbol", source: "control", minzoom: 6.5, layout: { ...name, "text-field": ["get", "name"], "text-anchor": "top", "text-offset": [0, 0.7] }, paint: { ...paint["control-names"], "text-halo-width": 1.4 } },
  ];
}

/** Letters are drawn from the page's fonts, which browsers load only when they are asked for. */
export async function lettersReady() {
  const samples = ["Aé", "Ж", "ع"];
  await Promise.all(samples.map((text) => document.fonts.load('24px "Noto Sans"', text).catch(() => [])));
}
