// Who and what can be chosen in the drawer: bots, people, and the groups that the shown people know.

/** Bots of the world. */
export function botsOf(store) {
  return store.people.filter((one) => one.is_bot && !one.deleted);
}

/** People of the world. */
export function humansOf(store) {
  return store.people.filter((one) => !one.is_bot && !one.deleted);
}

/** Groups and channels in the lists of the shown people: [{id, title, is_forum, views}], forums first. */
export function groupsOf(views) {
  const groups = new Map();
  for (const view of views) {
    for (const chat of view.sortedChats()) {
      if (chat.kind === "private") continue;
      const group = groups.get(chat.id) ?? { id: chat.id, title: chat.title, is_forum: chat.is_forum, views: [] };
      group.views.push(view);
      groups.set(chat.id, group);
    }
  }
  return [...groups.values()].sort((one, other) => Number(other.is_forum) - Number(one.is_forum));
}

/** Whose eyes see the group and may do this there (a name of `ChatDetails.can`), or null. */
export function whoCan(group, right) {
  return group?.views.find((view) => view.details(group.id)?.can?.[right]) ?? null;
}

/** The member of a group, or null; undefined while the members are not known. */
export function memberOf(group, account) {
  const details = group?.views.map((view) => view.details(group.id)).find(Boolean);
  if (!details) return undefined;
  return details.members.find((member) => member.person.id === account) ?? null;
}

/** What a chat is called, as bots number chats. */
export function titleOf(store, views, id) {
  const group = groupsOf(views).find((one) => one.id === id);
  return group?.title ?? store.account(id)?.name ?? String(id);
}
