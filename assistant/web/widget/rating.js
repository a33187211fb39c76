// Thumbs up and down with a comment. The rating is sent at once, the comment when its button is pressed.
import { rate } from "./client.js";
import { h, icon } from "./dom.js";

const LONGEST = 2000; // characters; as the server has it

export const ratingView = (texts, chat, answerId) => {
  const send = async (rating, comment, thanks) => {
    try {
      await rate(chat.base, { answer_id: answerId, rating, comment });
      chat.notice(thanks);
      return true;
    } catch {
      chat.notice(texts.notRated);
      return false;
    }
  };

  const thumb = (rating, label) =>
    h(
      "button",
      { type: "button", className: "quiet thumb", title: label, "aria-label": label, "aria-pressed": "false", onclick: () => choose(rating) },
      icon(rating),
    );
  const thumbs = { up: thumb("up", texts.helpful), down: thumb("down", texts.unhelpful) };
  let chosen = null;

  const comment = h("textarea", { rows: 2, maxLength: LONGEST, "aria-label": texts.comment, placeholder: texts.comment });
  const form = h(
    "form",
    {
      className: "comment",
      hidden: true,
      onsubmit: async (event) => {
        event.preventDefault();
        if (!comment.value.trim()) return;
        if (await send(chosen, comment.value, texts.thanksComment)) {
          if (form.contains(form.getRootNode().activeElement)) thumbs[chosen].focus();
          form.hidden = true;
        }
      },
    },
    comment,
    h("button", { type: "submit", className: "quiet" }, texts.sendComment),
  );

  const choose = async (rating) => {
    chosen = rating;
    for (const [name, button] of Object.entries(thumbs)) button.setAttribute("aria-pressed", String(name === rating));
    form.hidden = !(await send(rating, comment.value, texts.thanks));
  };

  return h("div", { className: "rating" }, thumbs.up, thumbs.down, form);
};
