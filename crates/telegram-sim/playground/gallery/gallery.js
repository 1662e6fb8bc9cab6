// The development page: every kind of message in every situation, and the checks of the pure functions on top.
// It talks to nobody: messages come from `fixtures.js`, and what a press would do is only named.

import { Message } from "../message/message.js";
import { html, render, useState } from "../ui/preact.js";
import { checks } from "./checks.js";
import { PARTS } from "./parts.js";

const DEEDS = ["reply", "menu", "jump", "press", "react", "media", "link", "profile", "command", "vote"];

/** A `place` whose deeds are told to `tell`. */
function placeOf({ person, chat, details }, tell) {
  const open = Object.fromEntries(
    DEEDS.map((deed) => [deed, (...given) => tell(`${deed}: ${given.map(inWords).join(", ")}`)]),
  );
  return { person, chat, details, open };
}

function inWords(given) {
  if (given instanceof Element) return `<${given.className || given.tagName}>`;
  if (given?.message) return `message ${given.id}`;
  return typeof given === "object" ? JSON.stringify(given) : String(given);
}

function Checks() {
  const all = checks();
  const failed = all.filter(({ ok }) => !ok);
  return html`<div id="checks" data-all=${all.length} data-failed=${failed.length}>
    <p class=${failed.length ? "gallery-failed" : ""}>${all.length - failed.length} of ${all.length} checks hold.</p>
    ${
      failed.length > 0 &&
      html`<ul>${failed.map(({ name, detail }) => html`<li class="gallery-failed">${name}: ${detail}</li>`)}</ul>`
    }
  </div>`;
}

function Gallery() {
  const [done, tell] = useState("Nothing pressed yet");
  return html`<div class="gallery">
    <div class="gallery-head"><h1>Every kind of message</h1><${Checks} /></div>
    <p class="gallery-done" role="status">${done}</p>
    <div class="gallery-columns">
      ${PARTS.map(({ title, chat, runs }) => {
        const place = placeOf(chat, tell);
        return html`<section class="gallery-part" aria-label=${title}>
          <h2>${title}</h2>
          ${runs.map((given) => html`<${Message} place=${place} ...${given} />`)}
        </section>`;
      })}
    </div>
  </div>`;
}

render(html`<${Gallery} />`, document.getElementById("gallery"));
