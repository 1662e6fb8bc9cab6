// How a new account may be called: the checks that Telegram makes of names and usernames.

const USERNAME = /^[a-z][a-z0-9_]{4,31}$/i;

/** A username as typed, without the @. */
export const bare = (username) => username.trim().replace(/^@/, "");

/** Why a username cannot be had, or null. An empty one is no username. */
export function usernameTrouble(username, people, bot = false) {
  const name = bare(username);
  if (!name) return null;
  if (!USERNAME.test(name)) return "5 to 32 letters, digits and underscores, beginning with a letter.";
  if (bot && !/bot$/i.test(name)) return "A bot's username ends in “bot”.";
  const taken = people?.some((person) => person.username?.toLowerCase() === name.toLowerCase());
  return taken ? "This username is taken." : null;
}

/** Throws the trouble, for the dialog to say. */
export function refuseUsername(username, people, bot) {
  const trouble = usernameTrouble(username, people, bot);
  if (trouble) throw new Error(trouble);
}
