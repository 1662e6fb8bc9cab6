// A poll or quiz. Before somebody has voted there are answers to press; afterwards, or when it is closed, shares.
// The Bot API does not say how a person voted: `view.voted`, the numbers of the chosen options, is taken if it is
// there; otherwise this tab remembers its own vote for as long as the message is on the screen.

import { Text } from "../message/text.js";
import { counted } from "../ui/amounts.js";
import { Icon } from "../ui/icons.js";
import { html, useContext, useEffect, useState } from "../ui/preact.js";
import { Press, Reach } from "../ui/reach.js";

/** Whole percentages of an option's votes among everybody who voted. */
export function shareOf(option, poll) {
  const all = Number(poll?.total_voter_count) || 0;
  return all > 0 ? Math.min(100, Math.round(((Number(option?.voter_count) || 0) / all) * 100)) : 0;
}

function kindWords({ type, is_anonymous: anonymous, is_closed: closed }) {
  if (closed) return "Final results";
  return `${anonymous === false ? "Public" : "Anonymous"} ${type === "quiz" ? "quiz" : "poll"}`;
}

function Answered({ option, number, poll, chosen, place }) {
  const share = shareOf(option, poll);
  const right = (poll.correct_option_ids ?? []).includes(number);
  const known = poll.type === "quiz" && (poll.correct_option_ids ?? []).length > 0;
  const mark = known ? (right ? "✓" : chosen ? "✗" : "") : chosen ? "✓" : "";
  const words = [chosen && "your answer", known && right && "right answer"].filter(Boolean).join(", ");
  const state = known && right ? "kind-answer-right" : known && chosen ? "kind-answer-wrong" : "";
  return html`<li class="kind-answer ${state}">
    <span class="kind-answer-share">${share}%</span>
    <span class="kind-card-words">
      <span dir="auto"><${Text} text=${option.text} entities=${option.text_entities} place=${place} /></span>
      <span class="kind-bar"><span class="kind-bar-part" style=${{ width: `${Math.max(1, share)}%` }}></span></span>
    </span>
    <span class="kind-answer-mark" aria-hidden="true">${mark}</span>
    ${words && html`<span class="unseen">${words}</span>`}
  </li>`;
}

/** Answers of which one is enough. */
function Choices({ poll, onVote }) {
  return poll.options.map(
    (option, number) => html`<li key=${number}>
      <${Press} class="kind-choice" onClick=${() => onVote([number])}>
        <span class="kind-choice-mark"></span>
        <span dir="auto"><${Text} text=${option.text} entities=${option.text_entities} locked /></span>
      <//>
    </li>`,
  );
}

/** Answers of which several can be ticked, and then sent. */
function Ticks({ poll, onVote }) {
  const [ticked, setTicked] = useState([]);
  const reach = useContext(Reach);
  const toggle = (number) => {
    const others = ticked.filter((one) => one !== number);
    setTicked(others.length < ticked.length ? others : [...ticked, number].sort((one, other) => one - other));
  };
  return html`${poll.options.map(
      (option, number) => html`<li key=${number}>
        <label class="kind-choice">
          <input type="checkbox" tabIndex=${reach} checked=${ticked.includes(number)}
            onChange=${() => toggle(number)} />
          <span dir="auto"><${Text} text=${option.text} entities=${option.text_entities} locked /></span>
        </label>
      </li>`,
    )}
    <li>
      <${Press} class="kind-vote" disabled=${ticked.length === 0} onClick=${() => onVote(ticked)}>Vote<//>
    </li>`;
}

function Answers({ poll, view, place }) {
  const [own, setOwn] = useState(null);
  // What the door says counts from then on: a vote can be taken back elsewhere.
  useEffect(() => setOwn(null), [view?.voted]);
  const chosen = view?.voted ?? own;
  if (poll.is_closed || chosen?.length > 0) {
    return poll.options.map(
      (option, number) => html`<${Answered} key=${number} option=${option} number=${number} poll=${poll}
        chosen=${Boolean(chosen?.includes(number))} place=${place} />`,
    );
  }
  const vote = (options) => {
    setOwn(options);
    // A refused vote is not one: the answers come back. What to say about it is the opener's work.
    Promise.resolve(place.open.vote(view, options)).catch(() => setOwn(null));
  };
  const How = poll.allows_multiple_answers ? Ticks : Choices;
  return html`<${How} poll=${poll} onVote=${vote} />`;
}

export const poll = {
  name: "poll",
  label: (message) => `📊 ${message.poll?.question || "Poll"}`,
  Body({ message, view, place }) {
    const body = { ...message.poll, options: message.poll?.options ?? [] };
    return html`<div class="kind-block">
      <div class="kind-title" dir="auto">
        <${Text} text=${body.question} entities=${body.question_entities} place=${place} />
      </div>
      <div class="kind-note">${kindWords(body)}</div>
      <ul class="kind-list"><${Answers} poll=${body} view=${view} place=${place} /></ul>
      ${body.explanation &&
      html`<div class="kind-explanation" dir="auto">
        <${Icon} name="smile" />${" "}
        <${Text} text=${body.explanation} entities=${body.explanation_entities} place=${place} />
      </div>`}
      <div class="kind-note">${body.total_voter_count ? counted(body.total_voter_count, "vote") : "No votes"}</div>
    </div>`;
  },
};
