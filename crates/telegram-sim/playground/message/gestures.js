// What mouse, finger and keyboard do to a message as a whole: open its menu, or reply to it.
// What the menu holds is the opener's work; presses on links and buttons inside are theirs.

import { useRef } from "../ui/preact.js";

const LONG_PRESS_MS = 500;
const STILL_PX = 10;
const SWIPE_PX = 60;

/** Things inside a message that have presses of their own. */
const PRESSABLE = "button, a, input, label, summary, audio, video, [role=button]";

const isPressable = (target) => Boolean(target.closest?.(PRESSABLE));

/** Whether the visitor has marked words in this message: then the browser's own menu can copy them. */
function hasMarked(row) {
  const selection = getSelection();
  return Boolean(selection && !selection.isCollapsed && row.contains(selection.anchorNode));
}

/** Handlers for a message's row. `menu(anchor, target)` and `reply()` are what they end in. */
export function useGestures({ menu, reply }) {
  const finger = useRef(null);

  const letGo = (row) => {
    clearTimeout(finger.current?.timer);
    finger.current = null;
    row.style.transform = "";
  };

  const onKeyDown = (event) => {
    const asks = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    const presses = event.key === "Enter" && event.target === event.currentTarget;
    if (!asks && !presses) return;
    event.preventDefault();
    menu(event.currentTarget.querySelector(".message-bubble, .kind-service") ?? event.currentTarget, event.target);
  };

  const onContextMenu = (event) => {
    if (hasMarked(event.currentTarget)) return;
    event.preventDefault();
    // A long press opens the menu itself, and some browsers then ask once more.
    if (finger.current?.opened) return;
    letGo(event.currentTarget);
    menu({ x: event.clientX, y: event.clientY }, event.target);
  };

  const onDblClick = (event) => {
    if (isPressable(event.target)) return;
    getSelection()?.removeAllRanges();
    reply();
  };

  const onPointerDown = (event) => {
    if (event.pointerType !== "touch") return;
    const { clientX: x, clientY: y, target } = event;
    const touch = { x, y, opened: false };
    touch.timer = setTimeout(() => {
      touch.opened = true;
      menu({ x, y }, target);
    }, LONG_PRESS_MS);
    finger.current = touch;
  };

  const onPointerMove = (event) => {
    const touch = finger.current;
    if (!touch || touch.opened) return;
    const [across, down] = [event.clientX - touch.x, event.clientY - touch.y];
    if (Math.hypot(across, down) > STILL_PX) clearTimeout(touch.timer);
    const swiped = Math.abs(across) > 2 * Math.abs(down) && across < -STILL_PX;
    touch.swiped = swiped && across < -SWIPE_PX;
    event.currentTarget.style.transform = swiped ? `translateX(${Math.max(across, -SWIPE_PX - 20)}px)` : "";
  };

  const onPointerUp = (event) => {
    const swiped = finger.current?.swiped;
    letGo(event.currentTarget);
    if (swiped) reply();
  };

  const onPointerCancel = (event) => letGo(event.currentTarget);

  return { onKeyDown, onContextMenu, onDblClick, onPointerDown, onPointerMove, onPointerUp, onPointerCancel };
}
