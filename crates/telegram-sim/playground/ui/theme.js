// Light, dark, or as the machine has it. The visitor's choice is kept by the browser.

const KEY = "playground-theme";

/** The visitor's choice: "light", "dark", or null. */
export function chosenTheme() {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : null;
}

/** What is on the screen now. */
export function shownTheme() {
  return chosenTheme() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function applyTheme(theme = chosenTheme()) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** Changes to the other one and keeps that. */
export function switchTheme() {
  const other = shownTheme() === "dark" ? "light" : "dark";
  localStorage.setItem(KEY, other);
  applyTheme(other);
}

applyTheme();
