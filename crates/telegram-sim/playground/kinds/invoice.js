// A bill. Paying is not simulated; the button under it says so.

import { money } from "../ui/amounts.js";
import { html } from "../ui/preact.js";
import { Card } from "./card.js";

export const invoice = {
  name: "invoice",
  label: (message) => `🧾 ${message.invoice?.title || "Invoice"}`,
  Body({ message }) {
    const { title, description, total_amount: amount, currency } = message.invoice ?? {};
    return html`<${Card} icon="receipt" title=${title || "Invoice"} lines=${[description, money(amount, currency)]} />`;
  },
};
