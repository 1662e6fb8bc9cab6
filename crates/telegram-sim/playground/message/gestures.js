// What mouse, finger and keyboard do to a message as a whole: open its menu, or reply to it.
// What the menu holds is the opener's work; presses on links and buttons inside are theirs.

import { useRef } from "../ui/preact.js";

const LONG_PRESS_MS = 500;
const STILL_PX = 10;
const SWIPE_PX = 60;

/** Things inside a message that have presses of their own. */
const PRESSABLE = "button, a, input, label, summary, audio, video, [role=button], [role=link]";

const isPressable = (target) => Boolean(target.closest?.(PRESSABLE));

/** Whether the visitor has marked words in this message: then the browser's own menu can copy them. */
function hasMarked(row) {
  const selection = getSelection();
  return Boolean(selection && !selection.isCollapsed && row.contains(selection.anchorNode));
}

/** Handlers for a message's row. `menu(anchor, target)` and `reply()` are what they end in. */
export function useGestures({ menu, reply }) {
  // The touch that is on the row, or was last: where it began, and what became of it.
  const touch = useRef(null);

  const letGo = (row) => {
    clearTimeout(touch.current?.timer);
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
    if (touch.current?.opened) return;
    letGo(event.currentTarget);
    menu({ x: event.clientX, y: event.clientY }, event.target);
  };

  const onDblClick = (event) => {
    if (isPressable(event.target)) return;
    getSelection()?.removeAllRanges();
    reply();
  };

  const onPointerDown = (event) => {
    touch.current = null;
    if (event.pointerType !== "touch") return;
    const { clientX: x, clientY: y, target } = event;
    const began = { x, y, opened: false, swiped: false };
    const open = () => {
      began.opened = true;
      menu({ x, y }, target);
    };
    began.timer = setTimeout(open, LONG_PRESS_MS);
    touch.current = began;
  };

  const onPointerMove = (event) => {
    const began = touch.current;
    if (!began || began.opened || event.pointerType !== "touch") return;
    const [across, down] = [event.clientX - began.x, event.clientY - began.y];
    if (Math.hypot(across, down) > STILL_PX) clearTimeout(began.timer);
    const pulled = across < -STILL_PX && Math.abs(across) > 2 * Math.abs(down);
    began.swiped = pulled && across < -SWIPE_PX;
    event.currentTarget.style.transform = pulled ? `translateX(${Math.max(across, -SWIPE_PX - 20)}px)` : "";
  };

  const onPointerUp = (event) => {
    letGo(event.currentTarget);
    if (touch.current?.swiped) reply();
  };

  const onPointerCancel = (event) => letGo(event.currentTarget);

  // What was under a long press or a swipe is not pressed by it as well.
  const onClickCapture = (event) => {
    if (!touch.current?.opened && !touch.current?.swiped) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    onKeyDown,
    onContextMenu,
    onDblClick,
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel,
    onClickCapture,
  };
}
