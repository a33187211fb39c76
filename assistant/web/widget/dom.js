// Elements as nested calls. Text becomes text nodes; nothing here or elsewhere reads HTML.
const SVG = "http://www.w3.org/2000/svg";

// Drawn on a 24 × 24 grid, stroked in the text's colour.
const ICONS = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  fresh: "M12 5v14M5 12h14",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  up: "M7 11l4-7c1.5 0 2.4 1 2 2.500L12.300 10H19l-1.500 9H7zM7 11H4v8h3",
  down: "M17 13l-4 7c-1.500 0-2.400-1-2-2.500L11.700 14H5l1.500-9H17zM17 13h3V5h-3",
  send: "M4 12h15M13 6l6 6-6 6",
  stop: "M7 7h10v10H7z",
};

/** An element; `props` are properties, `on…` listeners, and attributes where the name has a hyphen or is ARIA's. */
export const h = (name, props = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && !key.includes("-")) node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
};

/** A decorative icon. */
export const icon = (name) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  path.setAttribute("d", ICONS[name]);
  return svg;
};

/** The text with `{name}` replaced by values. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
