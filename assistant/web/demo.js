const form = document.getElementById("ask");
const said = document.getElementById("said");
const answer = document.getElementById("answer");
const text = document.getElementById("text");
const sources = document.getElementById("sources");

const element = (name, content) => {
  const node = document.createElement(name);
  node.textContent = content;
  return node;
};

// The Markdown that answers hold: paragraphs, list items, and bold lines. Set as text, never as HTML.
const show = (markdown) => {
  text.replaceChildren();
  let list = null;
  for (const line of markdown.split("\n").filter((one) => one.trim())) {
    if (line.startsWith("- ")) {
      list ??= text.appendChild(document.createElement("ul"));
      list.append(element("li", line.slice(2)));
    } else {
      list = null;
      const bold = line.match(/^\*\*(.+)\*\*$/);
      const paragraph = element("p", bold ? "" : line);
      if (bold) paragraph.append(element("strong", bold[1]));
      text.append(paragraph);
    }
  }
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  form.button.disabled = true;
  said.textContent = "Svarer …";
  try {
    const response = await fetch("/api/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: form.question.value }),
    });
    const data = await response.json().catch(() => ({ detail: "Assistenten svarede ikke, som den skulle. Prøv igen." }));
    if (!response.ok || !data.answer) throw new Error(data.detail);
    show(data.answer);
    sources.replaceChildren(...data.citations.map((citation) => {
      const item = element("li", `${citation.document}, s. ${citation.page}${citation.initiative ? ` – ${citation.initiative}` : ""}`);
      item.append(element("blockquote", citation.quote.replace(/\s+/g, " ")));
      return item;
    }));
    document.getElementById("sources-heading").hidden = data.citations.length === 0;
    answer.hidden = false;
    said.textContent = "";
  } catch (error) {
    answer.hidden = true;
    said.textContent = error instanceof TypeError ? "Ingen forbindelse til assistenten. Prøv igen." : error.message;
  } finally {
    form.button.disabled = false;
  }
});
