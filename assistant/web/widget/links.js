// Addresses of the server's pages for an answer's citations; assistant/links.py has the same rules.
const MOST_PLACES = 100; // that an address may name
const FEWEST_LISTED = 2; // milestones that make an answer a list

const name = ({ document_id, page, start, end }) => [document_id, page, start, end].join(":");

/** The source viewer at the citation's quote, naming the answer's other citations. Null for what is no page. */
export const viewerUrl = (citation, citations, base) => {
  const url = URL.canParse(citation.url, base) ? new URL(citation.url.replace(/^\//, ""), base) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null; // `javascript:` and the like lead nowhere
  const others = citations.filter(({ id }) => id !== citation.id).slice(0, MOST_PLACES);
  for (const other of others) url.searchParams.append("ogsaa", name(other));
  return url.href;
};

/** The timeline of the milestones that an answer lists, or null where it lists none. */
export const timelineUrl = (citations, base) => {
  const dated = citations.filter(({ period }) => period).slice(0, MOST_PLACES);
  if (dated.length < FEWEST_LISTED) return null;
  const url = new URL("tidsplan", base);
  for (const citation of dated) url.searchParams.append("citat", name(citation));
  return url.href;
};
