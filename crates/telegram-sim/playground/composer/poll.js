// The dialog that makes a poll or quiz. Several answers at once are deliberately absent: the simulated world has none.

import { Field, Form, Tick } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";

const QUESTION_MAX = 300;
const OPTION_MAX = 100;
const OPTIONS_MAX = 12;

/** There is always one empty line to write in, up to the most. */
export function withRoom(lines, most) {
  return lines.at(-1) !== "" && lines.length < most ? [...lines, ""] : lines;
}

function Option({ number, text, onText, quiz, correct, onCorrect }) {
  return html`<div class="composer-option">
    ${quiz &&
    html`<input
      type="radio"
      name="composer-correct"
      aria-label=${`Option ${number + 1} is right`}
      checked=${correct}
      disabled=${!text.trim()}
      onChange=${onCorrect}
    />`}
    <${Field} label=${`Option ${number + 1}`} text=${text} onText=${onText} max=${OPTION_MAX} />
  </div>`;
}

function Poll({ send, type, close }) {
  const [question, setQuestion] = useState("");
  const [options, setOptions] = useState(["", ""]);
  const [anonymous, setAnonymous] = useState(true);
  const [quiz, setQuiz] = useState(type === "quiz");
  const [correct, setCorrect] = useState(0);
  const written = options.map((option) => option.trim()).filter(Boolean);
  const right = written.indexOf(options[correct]?.trim());
  const change = (number, text) => setOptions(withRoom(options.map((old, at) => (at === number ? text : old)), OPTIONS_MAX));
  const unlike = new Set(written).size === written.length;
  const ready = question.trim() && written.length >= 2 && unlike && (!quiz || right >= 0);
  const run = () => {
    const poll = { kind: "poll", question: question.trim(), options: written, public: !anonymous };
    return send(quiz ? { ...poll, correct: right } : poll);
  };
  return html`<${Form} title=${quiz ? "New quiz" : "New poll"} deed="Send" disabled=${!ready} run=${run} close=${close}>
    <${Field} label="Question" text=${question} onText=${setQuestion} max=${QUESTION_MAX} first />
    <fieldset class="composer-options">
      <legend>${quiz ? "Options; mark the right one" : "Options"}</legend>
      ${options.map(
        (text, number) => html`<${Option}
          key=${number}
          number=${number}
          text=${text}
          onText=${(words) => change(number, words)}
          quiz=${quiz}
          correct=${correct === number}
          onCorrect=${() => setCorrect(number)}
        />`,
      )}
    </fieldset>
    <${Tick} label="Anonymous" on=${anonymous} onChange=${setAnonymous} />
    ${!type && html`<${Tick} label="Quiz: one answer is right" on=${quiz} onChange=${setQuiz} />`}
  <//>`;
}

/** `type`: regular or quiz, if only that will do. */
export function askForPoll({ send, type }) {
  overlay.openDialog(Poll, { send, type });
}
