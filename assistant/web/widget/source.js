// The panel that shows one source's quote, over the lower part of the conversation.
import { h, icon } from "./dom.js";

export class SourcePanel {
  #texts;
  #opener = null;
  #body = h("div", { className: "source-body" });
  #close;

  constructor(texts) {
    this.#texts = texts;
    this.#close = h(
      "button",
      { type: "button", className: "icon", "aria-label": texts.closeSource, title: texts.closeSource, onclick: () => this.close() },
      icon("close"),
    );
    this.node = h(
      "section",
      { className: "source", part: "source", role: "dialog", "aria-labelledby": "source-title", hidden: true },
      this.#body,
      this.#close,
    );
  }

  get open() {
    return !this.node.hidden;
  }

  /** Show the source and take the focus; `opener` gets it back. */
  show(source, opener) {
    const { showOnPage, newTab } = this.#texts;
    this.#opener = opener;
    this.#body.replaceChildren(
      h("h3", { id: "source-title" }, source.name),
      h("blockquote", { lang: "da" }, source.quote),
      h("p", {}, source.place),
    );
    if (source.link) {
      this.#body.append(
        h("a", { className: "button", href: source.link, target: "_blank", rel: "noopener" }, `${showOnPage} `, h("span", { className: "unseen" }, newTab)),
      );
    }
    this.node.hidden = false;
    this.#close.focus();
  }

  /** Hide the panel; the focus goes back to where it came from. */
  close() {
    const focused = this.node.contains(this.node.getRootNode().activeElement);
    this.node.hidden = true;
    if (focused) this.#opener?.focus();
  }
}
