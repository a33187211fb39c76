// The Markdown that answers hold: paragraphs, lists, bold text, citation numbers. All else is text.
// The server reads the same in assistant/markdown.py.
import { h } from "./dom.js";

/** Blocks as strings, each a paragraph's line or a list's lines. */
export const blocksOf = (markdown) => {
  const blocks = [];
  let list = false;
  for (const line of markdown.split("\n")) {
    if (!line.trim()) continue;
    const item = line.startsWith("- ");
    if (item && list) blocks[blocks.length - 1] += `\n${line}`;
    else blocks.push(line);
    list = item;
  }
  return blocks;
};

/** One block as an element; `cite(number)` gives a citation's node, or null where there is no such source. */
export const blockElement = (block, cite) =>
  block.startsWith("- ")
    ? h("ul", {}, block.split("\n").map((line) => h("li", {}, inline(line.slice(2), cite))))
    : h("p", {}, inline(block, cite));

const inline = (line, cite) => {
  const nodes = [];
  let end = 0;
  for (const match of line.matchAll(/\*\*(.+?)\*\*|\[(\d{1,3})\]/g)) {
    const before = line.slice(end, match.index);
    nodes.push(match[2] ? before.replace(/ $/, "\u00a0") : before); // a number is not left alone on a line
    nodes.push(match[1] ? h("strong", {}, match[1]) : cite(match[2]) ?? match[0]);
    end = match.index + match[0].length;
  }
  return [...nodes, line.slice(end)];
};

/** The answer as running text, to be read aloud: without list signs, bold signs and citation numbers. */
export const spoken = (markdown) =>
  blocksOf(markdown)
    .join("\n")
    .replace(/^- /gm, "")
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/\s*(\[\d{1,3}\])+/g, "")
    .replace(/\n/g, " ");
