// The server: questions answered as an AI SDK UI message stream, feedback, and the welcome.

const SILENCE = 30_000; // ms without a byte, heartbeats included, before an answer is given up
const SHORT = 10_000; // ms for the small requests

/** A fault that the user is told of: `key` names a text; `detail` is the server's own, in plain Danish. */
export class Fault extends Error {
  constructor(key, detail = "") {
    super(key);
    this.key = key;
    this.detail = detail;
  }
}

/** Ask, and hand over each chunk of the stream. Ends when the answer is whole; throws a `Fault` otherwise. */
export const ask = async (base, question, conversationId, signal, onChunk) => {
  const silence = new AbortController();
  let timer;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE);
  };
  alive();
  let finished = false;
  try {
    const response = await reach(new URL("api/chat", base), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify({ question, conversation_id: conversationId }),
      signal: AbortSignal.any([signal, silence.signal]),
    });
    for await (const data of events(response.body, alive)) {
      if (data === "[DONE]") continue; // the server closes
      const chunk = JSON.parse(data);
      if (chunk.type === "error") throw new Fault("failed", chunk.errorText);
      finished ||= chunk.type === "finish";
      onChunk(chunk);
    }
  } catch (error) {
    if (silence.signal.aborted) throw new Fault("timeout");
    throw error instanceof Fault || signal.aborted ? error : new Fault("broken");
  } finally {
    clearTimeout(timer);
  }
  if (!finished) throw new Fault("broken");
};

/** Send a rating; throws a `Fault`. */
export const rate = (base, body) =>
  reach(new URL("api/feedback", base), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(SHORT),
  });

/** The documents that are answered from, and example questions; empty when the server does not say. */
export const welcome = async (base, lang) => {
  try {
    const response = await reach(new URL(`api/welcome?lang=${lang}`, base), { signal: AbortSignal.timeout(SHORT) });
    return await response.json();
  } catch {
    return { documents: [], suggestions: [] };
  }
};

const reach = async (url, options) => {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw new Fault(navigator.onLine ? "unreachable" : "offline");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Fault(response.status < 500 || response.status === 503 ? "unreachable" : "failed", problem.detail);
};

/** The data of server-sent events, as they come. */
async function* events(body, alive) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      alive();
      const whole = (rest + value).split("\n\n");
      rest = whole.pop();
      for (const event of whole) {
        if (event.startsWith("data:")) yield event.slice(5).trim();
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
