// <arbejdsprogram-chat>: the chat as a custom element. Its attributes are in the README.
import { AnswerView, suggestionList } from "./answer.js";
import { ask, Fault, welcome } from "./client.js";
import { fill, h, icon } from "./dom.js";
import { spoken } from "./markdown.js";
import { forget, recall, remember } from "./memory.js";
import { SourcePanel } from "./source.js";
import { sheet } from "./styles.js";
import da from "./texts.da.js";
import en from "./texts.en.js";

const HOME = new URL("../../", import.meta.url); // where this module's server is
const LIMIT = 4000; // characters of a question; as the server has it
const SAID = 10_000; // ms after which the announced text is taken away again, so that it is not read twice

class ArbejdsprogramChat extends HTMLElement {
  static observedAttributes = ["endpoint", "mode", "lang", "theme", "position", "heading"];

  #texts = da;
  #turns = []; // {question, answer} with the contract's answer object
  #conversationId = null;
  #work = null; // the AbortController of the answer under way
  #welcome = null;
  #parts = {};
  #sayTimer;
  #keepsAnswers = true;

  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      const kept = recall();
      [this.#turns, this.#conversationId] = [kept.turns, kept.conversationId];
    }
    this.#build();
    matchMedia("print").addEventListener("change", this.#raise);
  }

  disconnectedCallback() {
    this.#stop();
    matchMedia("print").removeEventListener("change", this.#raise);
  }

  attributeChangedCallback(name, before, after) {
    if (!this.shadowRoot || !this.isConnected || before === after) return;
    if (name === "theme") this.#dress();
    else this.#build();
  }

  get #base() {
    const endpoint = this.getAttribute("endpoint");
    if (!endpoint) return HOME;
    const url = new URL(endpoint, document.baseURI);
    url.pathname = url.pathname.replace(/\/?(api\/chat)?\/*$/, "/");
    return url;
  }

  get #inline() {
    return this.getAttribute("mode") === "inline";
  }

  // ---- what it is made of

  #build() {
    this.#stop();
    const { panel: before, input: typed } = this.#parts;
    const english = this.lang.toLowerCase().startsWith("en");
    const texts = (this.#texts = english ? en : da);
    const heading = this.getAttribute("heading") || texts.heading;
    const source = new SourcePanel(texts);
    const log = h("div", { className: "log", part: "log", role: "log", "aria-live": "off", "aria-label": texts.conversation, tabIndex: 0 });
    const input = h("textarea", {
      id: "question",
      rows: 1,
      placeholder: texts.placeholder,
      autocomplete: "off",
      enterKeyHint: "send",
      "aria-describedby": "count",
      oninput: () => this.#count(),
      onkeydown: (event) => this.#keydown(event),
    });
    const count = h("span", { id: "count", className: "count" });
    const send = h("button", { type: "submit", className: "send", part: "send" });
    send.addEventListener("click", (event) => {
      if (event.detail > 1 && this.#work) event.preventDefault(); // a double click's second half would stop its first
    });
    const alert = h("div", { role: "alert" });
    const retry = h("button", { type: "button", className: "quiet", onclick: () => this.#retry() }, texts.retry);
    const fault = h("div", { className: "fault", hidden: true }, alert, retry);
    const notice = h("p", { className: "notice", hidden: true });
    const said = h("div", { className: "unseen", "aria-live": "polite", "aria-atomic": "true" });
    const form = h(
      "form",
      { className: "composer", part: "composer", onsubmit: (event) => this.#submit(event) },
      h("label", { htmlFor: "question", className: "unseen" }, texts.question),
      h("div", { className: "field" }, input, send),
      count,
    );
    const label = texts.newConversation;
    const fresh = h(
      "button",
      { type: "button", className: "quiet", title: label, "aria-label": label, onclick: () => this.#restart() },
      icon("fresh"),
      h("span", {}, label),
    );
    const closer = h("button", { type: "button", className: "icon", "aria-label": texts.close, title: texts.close, onclick: () => this.close() }, icon("close"));
    const header = h(
      "header",
      { part: "header" },
      h("h2", { id: "heading" }, heading),
      fresh,
      this.#inline ? null : closer,
    );
    const middle = h("div", { className: "middle" }, log, source.node);
    const panel = h(
      "section",
      { className: "panel", part: "panel", id: "panel", role: this.#inline ? "region" : "dialog", "aria-labelledby": "heading" },
      header,
      middle,
      fault,
      notice,
      form,
      said,
    );
    const launcher = this.#inline
      ? null
      : h(
          "button",
          { type: "button", className: "launcher", part: "launcher", "aria-expanded": "false", "aria-controls": "panel", onclick: () => this.open() },
          icon("chat"),
          h("span", {}, this.getAttribute("heading") || texts.open),
        );
    const root = h("div", { className: "root", part: "root", lang: english ? "en" : "da", onkeydown: (event) => this.#escape(event) });
    root.dataset.mode = this.#inline ? "inline" : "launcher";
    root.dataset.side = /left/.test(this.getAttribute("position") ?? "") ? "left" : "right";
    root.append(...[launcher, panel].filter(Boolean));
    this.#parts = { root, panel, launcher, log, input, count, send, alert, retry, fault, notice, said, source };
    this.shadowRoot.replaceChildren(root);
    this.#dress();
    this.#raise();
    this.#setBusy(null);
    input.value = typed?.value ?? "";
    this.#count();
    this.#show();
    this.#setOpen(this.#inline || Boolean(before && !before.hidden));
  }

  #dress() {
    const theme = this.getAttribute("theme");
    this.#parts.root.dataset.theme = ["light", "dark"].includes(theme) ? theme : "auto";
  }

  /** Above everything of the page, whatever it transforms or clips; on paper in the flow. */
  #raise = () => {
    const { root } = this.#parts;
    if (this.#inline || !root.showPopover) return;
    root.popover = matchMedia("print").matches ? null : "manual";
    if (root.popover) root.showPopover();
  };

  // ---- open and close

  open() {
    if (this.#inline) return;
    this.#setOpen(true);
    this.#parts.input.focus();
  }

  close() {
    if (this.#inline) return;
    this.#setOpen(false);
    this.#parts.launcher.focus();
  }

  #setOpen(open) {
    const { panel, launcher } = this.#parts;
    panel.hidden = panel.inert = !open;
    if (launcher) {
      launcher.hidden = open;
      launcher.setAttribute("aria-expanded", String(open));
    }
    if (open) this.#greet();
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    const { source, panel } = this.#parts;
    if (source.open) source.close();
    else if (!this.#inline && !panel.hidden) this.close();
    else return;
    event.stopPropagation();
  }

  // ---- the conversation

  /** The disclosure, what the server offers as a start, and the turns that were kept. */
  #show() {
    const { log } = this.#parts;
    this.#parts.disclosure = h("p", { className: "disclosure", part: "disclosure" });
    log.replaceChildren(this.#parts.disclosure);
    this.#disclose([]);
    try {
      for (const { question, answer } of this.#turns) {
        const view = this.#turn(question);
        this.#complete(view, answer);
      }
    } catch {
      forget(); // not of our making
      this.#turns = [];
      log.replaceChildren(this.#parts.disclosure);
    }
    log.scrollTop = log.scrollHeight;
    this.#welcome = null;
  }

  async #greet() {
    if (this.#welcome) return;
    const { log } = this.#parts;
    const asked = (this.#welcome = welcome(this.#base, this.#texts === en ? "en" : "da"));
    const { documents, suggestions, keeps_answers: keeps } = await asked;
    if (this.#welcome !== asked) return; // built anew meanwhile
    this.#keepsAnswers = keeps ?? true;
    this.#disclose(documents);
    if (suggestions.length && log.children.length === 1) {
      log.append(suggestionList(this.#texts.tryAsking, suggestions, (question) => this.#ask(question)));
    }
  }

  #disclose(documents) {
    const { and, someDocument, disclosure } = this.#texts;
    const names = documents.map((title) => `»${title}«`);
    const last = names.length > 1 ? ` ${and} ${names.pop()}` : "";
    this.#parts.disclosure.textContent = fill(disclosure, { document: names.join(", ") + last || someDocument });
  }

  #turn(question) {
    const view = new AnswerView(this.#texts, {
      base: this.#base,
      keepsAnswers: this.#keepsAnswers,
      showSource: (source, link) => this.#parts.source.show(source, link),
      notice: (text) => this.#notice(text),
      ask: (further) => this.#ask(further),
    });
    view.turn = h(
      "div",
      { className: "turn" },
      h("h3", { className: "unseen" }, this.#texts.you),
      h("p", { className: "question", part: "question" }, question),
      view.node,
    );
    this.#dropSuggestions();
    this.#parts.log.append(view.turn);
    return view;
  }

  #complete(view, answer) {
    for (const citation of answer.citations) view.addCitation(citation);
    view.write(answer.answer);
    view.finish(answer);
  }

  async #ask(question) {
    if (this.#work) return;
    const work = new AbortController();
    this.#setBusy(work);
    this.#fault(null);
    this.#parts.source.close();
    const view = this.#turn(question);
    const place = this.#scrollTo(view);
    const answer = { answer: "", citations: [], suggestions: [], language: "da" };
    this.#say(this.#texts.answering);
    try {
      await ask(this.#base, question, this.#conversationId, work.signal, (chunk) => this.#take(chunk, answer, view));
      view.finish(answer);
      this.#conversationId = answer.conversation_id ?? null;
      this.#turns.push({ question, answer });
      remember(this.#conversationId, this.#turns);
      this.#say(fill(this.#texts.answered, { answer: spoken(answer.answer) }));
      if (this.#scroller.scrollTop === place) this.#scrollTo(view);
    } catch (error) {
      if (this.#work !== work) return; // the conversation this belonged to is gone
      const stopped = work.signal.aborted;
      if (stopped || answer.answer) view.break(stopped ? this.#texts.stopped : this.#texts.incomplete);
      else view.node.remove();
      const retry = () => {
        view.turn.remove();
        this.#ask(question);
      };
      this.#fault(stopped ? this.#texts.stopped : this.#explain(error), retry);
    } finally {
      if (this.#work === work) this.#setBusy(null);
    }
  }

  #take(chunk, answer, view) {
    if (chunk.type === "data-citation") {
      answer.citations.push(chunk.data);
      view.addCitation(chunk.data);
    } else if (chunk.type === "text-delta") {
      answer.answer += chunk.delta;
      view.write(answer.answer);
    } else if (chunk.type === "finish") {
      Object.assign(answer, chunk.messageMetadata);
    }
  }

  #explain(error) {
    const { key, detail } = error instanceof Fault ? error : new Fault("failed");
    return (this.#texts === da && detail) || this.#texts[key];
  }

  #retry() {
    const again = this.#parts.retry.again;
    this.#fault(null);
    again?.();
  }

  #stop() {
    this.#work?.abort();
  }

  #restart() {
    this.#stop();
    this.#work = null;
    forget();
    [this.#turns, this.#conversationId] = [[], null];
    this.#parts.source.close();
    this.#fault(null);
    this.#setBusy(null);
    this.#show();
    this.#greet();
    this.#notice(this.#texts.newConversationDone);
    this.#parts.input.focus();
  }

  // ---- the composer

  #submit(event) {
    event.preventDefault();
    const { input } = this.#parts;
    if (this.#work) {
      this.#stop();
      return;
    }
    const question = input.value.trim();
    const over = [...question].length - LIMIT;
    if (over > 0) this.#fault(this.#tooLong(over + LIMIT));
    else if (question) {
      input.value = "";
      this.#count();
      this.#ask(question);
    }
  }

  #keydown(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.#work) this.#parts.input.form.requestSubmit();
  }

  #count() {
    const { input, count } = this.#parts;
    const length = [...input.value].length;
    count.textContent = length > LIMIT ? this.#tooLong(length) : fill(this.#texts.count, numbers({ count: length, limit: LIMIT }));
    count.classList.toggle("over", length > LIMIT);
    input.setAttribute("aria-invalid", String(length > LIMIT));
  }

  #tooLong(length) {
    return fill(this.#texts.tooLong, numbers({ count: length, limit: LIMIT, over: length - LIMIT }));
  }

  #setBusy(work) {
    this.#work = work;
    const { send, panel } = this.#parts;
    const [name, label] = work ? ["stop", this.#texts.stop] : ["send", this.#texts.send];
    send.replaceChildren(icon(name), label);
    panel.dataset.busy = String(Boolean(work));
  }

  // ---- what is said

  /** Once, to screen readers, without moving anything. */
  #say(text) {
    clearTimeout(this.#sayTimer);
    this.#parts.said.replaceChildren(text);
    this.#sayTimer = setTimeout(() => this.#parts.said.replaceChildren(), SAID);
  }

  /** A short line to everyone. */
  #notice(text) {
    const { notice } = this.#parts;
    notice.textContent = text;
    notice.hidden = false;
    this.#say(text);
    clearTimeout(notice.timer);
    notice.timer = setTimeout(() => (notice.hidden = true), SAID);
  }

  #fault(text, again = null) {
    const { fault, alert, retry } = this.#parts;
    if (fault.contains(this.shadowRoot.activeElement)) this.#parts.log.focus({ preventScroll: true });
    fault.hidden = !text;
    alert.replaceChildren(...(text ? [text] : []));
    retry.hidden = !again;
    retry.again = again;
  }

  #dropSuggestions() {
    const { log } = this.#parts;
    for (const list of log.querySelectorAll(".suggestions")) {
      if (list.contains(this.shadowRoot.activeElement)) log.focus({ preventScroll: true });
      list.remove();
    }
  }

  /** Bring the question to the top, within the widget only; returns where that is. */
  #scrollTo(view) {
    const scroller = this.#scroller;
    scroller.scrollTop += view.turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    return scroller.scrollTop;
  }

  get #scroller() {
    const { log, panel } = this.#parts;
    return getComputedStyle(log).overflowY === "visible" ? panel : log;
  }
}

const numbers = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.toLocaleString("da-DK")]));

if (!customElements.get("arbejdsprogram-chat")) customElements.define("arbejdsprogram-chat", ArbejdsprogramChat);
