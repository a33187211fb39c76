// One answer: its text with citations as links, its sources, and what can be done with it.
import { fill, h, icon } from "./dom.js";
import { blockElement, blocksOf } from "./markdown.js";
import { timelineUrl, viewerUrl } from "./links.js";
import { ratingView } from "./rating.js";

const flowed = (text) => text.replace(/\s+/g, " ").trim();

/** The citation as the widget shows it: where its page is, what it is called, and its quote on one line.
 * `link` is read when all of the answer's citations are known. */
const sourceOf = (citation, citations, texts, base) => {
  const place = fill(texts.place, { document: citation.document, page: citation.page });
  const title = citation.initiative || citation.document;
  return {
    id: citation.id,
    place,
    initiative: citation.initiative,
    name: fill(texts.source, { number: citation.id, title, page: citation.page }),
    quote: flowed(citation.quote),
    url: viewerUrl(citation, [], base),
    get link() {
      return viewerUrl(citation, citations, base); // for clicking: too long to read
    },
  };
};

export class AnswerView {
  #texts;
  #chat;
  #text = h("div", { className: "text" });
  #blocks = [];
  #citations = [];
  #sources = new Map();
  static #count = 0;

  /** `chat` offers `base`, `keepsAnswers`, `showSource(source, link)`, `say(text)` and `ask(question)`. */
  constructor(texts, chat) {
    this.#texts = texts;
    this.#chat = chat;
    this.pending = h("p", { className: "pending" }, texts.answering);
    this.node = h(
      "div",
      { className: "answer", part: "answer" },
      h("h3", { className: "unseen" }, texts.assistant),
      this.pending,
      this.#text,
    );
  }

  addCitation(citation) {
    this.#citations.push(citation);
    this.#sources.set(String(citation.id), sourceOf(citation, this.#citations, this.#texts, this.#chat.base));
  }

  /** Show the text so far. Blocks that did not change keep their elements, and so a reader's focus. */
  write(markdown) {
    this.pending.remove();
    blocksOf(markdown).forEach((block, index) => {
      if (this.#blocks[index] === block) return;
      this.#blocks[index] = block;
      const element = blockElement(block, (number) => this.#citation(number));
      if (this.#text.children[index]) this.#text.children[index].replaceWith(element);
      else this.#text.append(element);
    });
  }

  /** Say why the answer is not whole; what came of it stays. */
  break(reason) {
    this.pending.remove();
    this.node.append(h("p", { className: "note" }, reason));
  }

  /** The answer is whole: its sources, tools and further questions. */
  finish(answer) {
    this.#text.lang = answer.language;
    if (this.#sources.size) this.node.append(this.#sourceList());
    this.node.append(this.#tools(answer));
    if (answer.suggestions.length) {
      this.node.append(suggestionList(this.#texts.askAlso, answer.suggestions, (question) => this.#chat.ask(question)));
    }
  }

  /** The number as a link to the source's page whose plain click shows the quote first. */
  #citation(number) {
    const source = this.#sources.get(number);
    if (!source) return null;
    const show = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab, as with any link
      event.preventDefault();
      this.#chat.showSource(source, mark);
    };
    const props = { className: "cite", part: "citation", "aria-label": source.name, "aria-haspopup": "dialog", onclick: show };
    const mark = source.link ? h("a", { ...props, href: source.link }, number) : h("button", { ...props, type: "button" }, number);
    return mark;
  }

  /** All sources with their quotes: opened by a button on the screen, always there on paper. */
  #sourceList() {
    const list = h("ol", { id: `sources-${++AnswerView.#count}` });
    for (const source of this.#sources.values()) {
      const title = [source.place, source.initiative].filter(Boolean).join(" – ");
      const newTab = h("span", { className: "unseen" }, ` ${this.#texts.newTab}`);
      const link = h("a", { href: source.link, target: "_blank", rel: "noopener" }, title, newTab);
      list.append(h("li", { value: source.id }, source.url ? link : title, h("blockquote", { lang: "da" }, source.quote)));
    }
    const button = h(
      "button",
      {
        type: "button",
        className: "quiet",
        "aria-expanded": "false",
        "aria-controls": list.id,
        onclick: () => button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true")),
      },
      `${this.#texts.sources} (${this.#sources.size})`,
    );
    return h("div", { className: "sources", part: "sources" }, button, list);
  }

  #tools(answer) {
    const { copy, link, newTab, timeline } = this.#texts;
    const copyButton = h("button", { type: "button", className: "quiet", onclick: () => this.#copy(answer) }, icon("copy"), copy);
    const tools = h("div", { className: "tools" });
    const listed = timelineUrl(this.#citations, this.#chat.base);
    if (listed) {
      tools.append(h("a", { className: "quiet", href: listed, target: "_blank", rel: "noopener", "aria-label": `${timeline} ${newTab}` }, timeline));
    }
    tools.append(copyButton);
    if (this.#chat.keepsAnswers && answer.answer_id) {
      const href = new URL(`svar/${encodeURIComponent(answer.answer_id)}`, this.#chat.base).href;
      tools.append(h("a", { className: "quiet", href, target: "_blank", rel: "noopener", "aria-label": `${link} ${newTab}` }, link));
      tools.append(ratingView(this.#texts, this.#chat, answer.answer_id));
    }
    return tools;
  }

  async #copy(answer) {
    const sources = [...this.#sources.values()].map(
      ({ id, place, initiative, quote, url }) => `[${id}] ${[place, initiative].filter(Boolean).join(" – ")}: »${quote}« ${url ?? ""}`.trim(),
    );
    const text = [answer.answer.replaceAll("**", ""), sources.join("\n")].filter(Boolean).join("\n\n");
    try {
      await navigator.clipboard.writeText(text);
      this.#chat.notice(this.#texts.copied);
    } catch {
      this.#chat.notice(this.#texts.notCopied);
    }
  }
}

/** Questions to choose from. */
export const suggestionList = (title, questions, ask) =>
  h(
    "div",
    { className: "suggestions", part: "suggestions" },
    h("p", {}, title),
    h("ul", {}, questions.map((question) => h("li", {}, h("button", { type: "button", onclick: () => ask(question) }, question)))),
  );
