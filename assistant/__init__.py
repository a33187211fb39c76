"""Question → verified answer, and the doors that show it: terminal and HTTP.

Where to find what, each module once, in the order in which a question meets them:

- the whole path: `answering`, what it hands on `case`, `reading`, what it gives `answers`, how it came about `explain`
- a question read: `analysis` with its forms `question_forms`, `cues`, `time_cues`, `in_time`, `ordinals`, `patterns`;
  what frames it `framing`, `form_words`; several in one `parts`; names of initiatives `undertakings`; other languages
  `languages`, `english`, `nordic`; the kinds of questions that are treated alike `kinds`
- a follow-up: what an answer leaves to lean on `turns`, their memory `conversation`, what it points at `pointing`,
  whether it leans on the turn before `leaning`, what it may mean then `followups` with its forms `followup_forms`,
  parts of a subject `tracks`, places already quoted `places`
- what the store holds for it: which programme `editions`, passages `evidence`, sentences
  `sentence_ranking`, how much they say of it `degrees`, the kind of value they hold `values`, `measures`, what else
  they tell `text_cues`
- whether that answers: `abstention` weighs `signals`, `doubt` asks the second encoder, `hedging` says what only
  comes near, `nearest` what is nearest by meaning
- the answer by kind, chosen in `compose`: when `dated` at one of the `dated_places`, of a `whole_plan`, by what takes
  `effect`; whether also `status`, `participation`; beside a step `beside`; how many `numbers`, `counting`; lists
  `lists`, `list_topics`, `key_figures`, `milestones`, `history`, `areas`, `initiative_periods`, `text_periods`,
  `roles`; reckoned `superlatives`, `costs`, `comparison`, `lengths`; from running text `quotes`, `overview`,
  `mentions`, `more`; none `decline`; their lines `lines`, what to ask next `suggestions`
- the gate: `verify`
- a language model, if there is one: `language_model`, `writer`, `reply`, `entailment`
- doors: `cli`, `terminal`; `api`, `schemas`, `problems`, `head_requests`, `keys`, `readiness`, `metrics`; `chat`,
  `stream`, `openai_door`, `mcp_door`, `welcome`, `feedback`, `answer_store`, `masking`; Microsoft Teams `teams`
- pages: `rendering`, `web_files`, `markdown`, `links`, `pages`, `answer_page`, `source_view`, `highlight`, `timeline`,
  `timeline_pages`, `exports`
- settings: `settings`
"""
