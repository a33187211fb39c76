// The widget's one stylesheet. Constructed, so that it needs no `style-src 'unsafe-inline'`; sizes are in em, so that
// neither the page's root font size nor its rules change them.
const LIGHT = `
  color-scheme: light;
  --ink: var(--arbejdsprogram-text, #16242f);
  --soft: #4d5d69;
  --paper: var(--arbejdsprogram-background, #fff);
  --tint: #eaf1f5;
  --line: #b9c6ce;
  --accent: var(--arbejdsprogram-accent, #0b5a78);
  --on-accent: var(--arbejdsprogram-accent-text, #fff);
  --error: #9b1c1c;
  --shadow: 0 .5em 2em #16242f40;
`;
const DARK = `
  color-scheme: dark;
  --ink: var(--arbejdsprogram-text-dark, #e6edf1);
  --soft: #a9b8c2;
  --paper: var(--arbejdsprogram-background-dark, #18232b);
  --tint: #24333d;
  --line: #4a5c68;
  --accent: var(--arbejdsprogram-accent-dark, #7cc4e0);
  --on-accent: var(--arbejdsprogram-accent-text-dark, #0c1a22);
  --error: #ffa9a3;
  --shadow: 0 .5em 2em #000a;
`;

const CSS = `
:host { all: initial !important; direction: ltr !important; }
:host([mode="inline"]) { display: block !important; }
:host([hidden]) { display: none !important; }

*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }

.root {
  ${LIGHT}
  font: 1em/1.5 var(--arbejdsprogram-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  color: var(--ink);
  text-align: start;
  margin: 0;
  padding: 0;
  border: 0;
  background: none;
  overflow: visible;
}
.root[data-theme="dark"] { ${DARK} }
@media (prefers-color-scheme: dark) { .root[data-theme="auto"] { ${DARK} } }

.root[data-mode="launcher"] {
  position: fixed;
  inset: auto 1em 1em auto;
  width: auto;
  height: auto;
  max-width: calc(100vw - 2em);
  z-index: var(--arbejdsprogram-z-index, 2147483000);
}
.root[data-mode="launcher"][data-side="left"] { inset: auto auto 1em 1em; }

button, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
svg {
  width: 1.25em; height: 1.25em; flex: none;
  fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
}
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: var(--accent); text-underline-offset: .15em; }

.launcher, .send, a.button {
  display: inline-flex; align-items: center; justify-content: center; gap: .5em;
  min-height: 2.75em; padding: .4em 1em;
  border: 1px solid transparent; border-radius: var(--arbejdsprogram-radius, .6em);
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none;
}
.launcher { min-height: 3.25em; padding: .5em 1.2em; border-radius: 2em; box-shadow: var(--shadow); text-align: start; }
.icon {
  display: grid; place-items: center; flex: none; width: 2.75em; height: 2.75em; padding: 0;
  border: 1px solid transparent; border-radius: .5em; background: none;
}
.icon:hover, .quiet:hover { background: var(--tint); }
.quiet {
  display: inline-flex; align-items: center; gap: .35em; min-height: 2.2em; padding: .2em .6em;
  border: 1px solid transparent; border-radius: .4em;
  background: none; color: var(--soft); font-size: .875em; text-decoration: none;
}

.panel {
  position: relative; display: flex; flex-direction: column; overflow: hidden; container-type: inline-size;
  border: 1px solid var(--line); border-radius: var(--arbejdsprogram-radius, .6em); background: var(--paper);
}
[data-mode="inline"] .panel { height: var(--arbejdsprogram-height, clamp(20em, 76vh, 46em)); }
[data-mode="launcher"] .panel {
  width: var(--arbejdsprogram-width, 28em); max-width: 100%;
  height: var(--arbejdsprogram-height, 42em); max-height: calc(100vh - 2em); max-height: calc(100dvh - 2em);
  box-shadow: var(--shadow);
}

header { display: flex; align-items: center; gap: .15em; padding: .35em .5em .35em 1em; border-bottom: 1px solid var(--line); }
h2 { flex: 1; min-width: 0; margin: 0; font-size: 1em; line-height: 1.3; overflow-wrap: anywhere; }
h3 { margin: 0; font-size: 1em; }

.middle { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1em; }
.log:focus-visible { outline-offset: -3px; }
.disclosure { margin: 0; padding: .7em .9em; border: 1px solid var(--line); border-radius: .5em; font-size: .9375em; }

.suggestions p { margin: 1.2em 0 .4em; font-size: .875em; color: var(--soft); }
.suggestions ul { display: flex; flex-direction: column; align-items: start; gap: .4em; margin: 0; padding: 0; list-style: none; }
.suggestions button {
  min-height: 2.5em; padding: .35em .8em; font-size: .9375em; border: 1px solid var(--line); border-radius: .5em;
  background: none; color: var(--accent); text-align: start; overflow-wrap: anywhere;
}
.suggestions button:hover { background: var(--tint); border-color: var(--accent); }

.turn { padding-top: 1.2em; }
.question {
  width: fit-content; max-width: 88%; margin: 0 0 0 auto; padding: .5em .9em;
  border: 1px solid transparent; border-radius: .8em .8em .2em; background: var(--tint);
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.answer { margin-top: .9em; overflow-wrap: anywhere; }
.answer .text > * { margin: 0 0 .6em; }
.text ul { padding-left: 1.3em; }
.text li + li { margin-top: .3em; }
.pending, .note { margin: 0 0 .6em; color: var(--soft); }
.cite {
  margin: 0 .1em; padding: .15em .5em; border: 1px solid var(--line); border-radius: .35em; background: none;
  color: var(--accent); font-size: .8em; text-decoration: none; font-weight: 600;
}
.cite:hover { background: var(--tint); border-color: var(--accent); }

.sources ol { margin: .3em 0 .6em; padding-left: 1.8em; font-size: .9375em; }
.sources li { margin-bottom: .7em; }
.sources button[aria-expanded="false"] + ol { display: none; }
.sources button::before { content: ""; width: .45em; height: .45em; margin: 0 .2em; border: solid; border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.sources button[aria-expanded="true"]::before { transform: rotate(45deg); }
.sources .quiet, .tools > .quiet:first-child { margin-left: -.6em; }
blockquote { margin: .25em 0 0; padding-left: .8em; border-left: 3px solid var(--line); color: var(--soft); }

.tools { display: flex; margin-top: .15em; flex-wrap: wrap; align-items: center; gap: .1em .3em; }
.rating { display: contents; }
.thumb[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
.thumb[aria-pressed="true"] svg { fill: var(--tint); }
.comment { flex-basis: 100%; display: flex; flex-wrap: wrap; gap: .4em; padding-top: .4em; }
.comment .quiet { border-color: var(--line); }
textarea {
  display: block; width: 100%; padding: .55em .8em; resize: none;
  border: 1px solid var(--soft); border-radius: .5em; background: var(--paper);
}
textarea::placeholder { color: var(--soft); opacity: 1; }

.source {
  position: absolute; inset: auto 0 0; display: flex; align-items: start; max-height: 100%; overflow-y: auto;
  padding: .8em .5em .9em 1em; border-top: 1px solid var(--line); background: var(--paper); box-shadow: 0 -.5em 1.2em #0000001f;
}
.source-body { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.source h3 { padding-top: .5em; text-wrap: balance; }
.source blockquote { margin: .6em 0; border-color: var(--accent); color: inherit; }
.source p { margin: 0 0 .7em; color: var(--soft); font-size: .875em; }

.fault, .notice { margin: 0; padding: .5em 1em; border-top: 1px solid var(--line); font-size: .9375em; }
.fault { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .3em .8em; color: var(--error); }
.fault .quiet { border-color: currentColor; color: inherit; }
.notice { color: var(--soft); }

.composer { padding: .7em 1em .5em; border-top: 1px solid var(--line); }
.field { display: flex; align-items: end; gap: .5em; }
.field textarea { flex: 1; min-width: 0; min-height: 2.75em; max-height: 9em; field-sizing: content; }
.count { display: block; margin-top: .25em; font-size: .8125em; color: var(--soft); }
.count.over { color: var(--error); }

@container (max-width: 24em) { header .quiet span { display: none; } }
@media (max-width: 32em) {
  .root[data-mode="launcher"]:has(.panel:not([hidden])) { inset: 0; max-width: none; width: 100%; height: 100%; }
  [data-mode="launcher"] .panel { width: 100%; height: 100%; max-height: none; border: 0; border-radius: 0; }
}
@media (max-height: 26em) { /* 400 % zoom: the whole panel scrolls, so that nothing is squeezed away */
  .panel { overflow-y: auto; }
  .middle, .log { flex: none; min-height: auto; overflow: visible; }
  .source { position: static; }
  [data-mode="inline"] .panel { height: auto; max-height: 95vh; }
}
@media (prefers-reduced-motion: no-preference) {
  [data-mode="launcher"] .panel, .source { animation: rise .16s ease-out; }
  .pending { animation: wait 1.6s ease-in-out infinite; }
  @keyframes rise { from { transform: translateY(.5em); opacity: 0; } }
  @keyframes wait { 50% { opacity: .55; } }
}
@media (forced-colors: active) {
  .launcher, .send, .question, .quiet, .icon, a.button { border: 1px solid ButtonText; }
  .thumb[aria-pressed="true"] { border-width: 3px; }
  .count.over, .fault { font-weight: 600; }
}
@media print {
  :host { display: block !important; clear: both !important; }
  .root, .root[data-theme] { ${LIGHT} --ink: #000; --soft: #333; --paper: #fff; --tint: #fff; --accent: #000; --on-accent: #000; }
  .root[data-mode] { position: static; max-width: none; width: auto; height: auto; }
  .root .panel[class] { display: block; width: auto; height: auto; max-height: none; overflow: visible; border: 0; box-shadow: none; container-type: normal; }
  .middle, .log { display: block; overflow: visible; }
  .launcher, header button, .composer, .tools, .suggestions, .fault, .notice, .source { display: none !important; }
  .panel[hidden] { display: none !important; }
  .sources button[aria-expanded] + ol { display: block; }
  .root .sources .quiet { margin: 0; padding: 0; font-weight: 600; color: inherit; }
  .sources button::before { display: none; }
  .sources li, .question { break-inside: avoid; }
  .question { border: 1px solid #000; background: none; margin: 0; }
}
`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
