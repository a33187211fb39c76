// The conversation, kept in the tab while one goes from page to page. Without storage it lasts as long as the page.
const KEY = "arbejdsprogram-chat";
const TURNS = 20;

const use = (work) => {
  try {
    return work(window.sessionStorage);
  } catch {
    return null; // switched off, full, or no JSON of ours
  }
};

export const remember = (conversationId, turns) =>
  use((storage) => storage.setItem(KEY, JSON.stringify({ conversationId, turns: turns.slice(-TURNS) })));

export const recall = () => {
  const kept = use((storage) => JSON.parse(storage.getItem(KEY)));
  return Array.isArray(kept?.turns) ? kept : { conversationId: null, turns: [] };
};

export const forget = () => use((storage) => storage.removeItem(KEY));
