// Photos and videos for Stars. What has not been paid for is a covered tile with its price; paying is not simulated.

import { Grid } from "../message/grid.js";
import { html } from "../ui/preact.js";
import { largest } from "./file.js";
import { Film, Photo, Placeholder, Tile } from "./media.js";

const sizeOf = (item) => (item?.type === "photo" ? largest(item.photo) : (item?.video ?? item));

function Item({ item, stars, onPress, fill }) {
  if (item?.type === "photo") return html`<${Photo} sizes=${item.photo} fill=${fill} onPress=${onPress} />`;
  if (item?.type === "video") return html`<${Film} video=${item.video} fill=${fill} onPress=${onPress} />`;
  return html`<${Tile} body=${item} fill=${fill} name=${`Paid media for ${stars} Stars`} badge=${`⭐ ${stars}`}>
    <${Placeholder} icon="lock" name="Paid media" />
  <//>`;
}

export const paidMedia = {
  name: "paid_media",
  shape: () => "media",
  sign: "⭐",
  label: () => "Paid media",
  Body({ message, view, place }) {
    const { paid_media: items = [], star_count: stars = 0 } = message.paid_media ?? {};
    const tile = (item, fill) =>
      html`<${Item} item=${item} stars=${stars} fill=${fill} onPress=${() => place.open.media(view)} />`;
    if (items.length === 1) return tile(items[0], false);
    return html`<${Grid} sizes=${items.map(sizeOf)}>${items.map((item) => tile(item, true))}<//>`;
  },
};
