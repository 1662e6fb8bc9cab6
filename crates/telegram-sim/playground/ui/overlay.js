// What lies over the page: one menu, one dialog, a short notice. Anybody may open one; `Overlays` draws them.
//
// Menus and dialogs give the focus back to where it was. What is in them belongs to whoever opens them.

import { Subject, useSubjects } from "../net/subject.js";
import { html, useEffect, useLayoutEffect, useRef } from "./preact.js";

const NOTICE_MS = 5000;

class Overlay extends Subject {
  menu = null;
  dialog = null;
  notice = null;
  #timer = null;
  #back = null;

  /**
   * Opens a menu at an element or a point {x, y}. `items`: [{label, run, icon?, danger?, disabled?, checked?}], null = a line;
   * `head`: something to draw above them.
   */
  openMenu(anchor, items, { label = "Menu", head = null } = {}) {
    this.#remember();
    this.menu = { anchor, items: items.filter((item) => item !== undefined && item !== false), label, head };
    this.changed();
  }

  /** Opens a dialog: a component that gets `close`. Its title has the id `dialog-title` and names it. */
  openDialog(Body, properties = {}) {
    this.#remember();
    this.menu = null;
    this.dialog = { Body, properties };
    this.changed();
  }

  /** Says something in a few words; it goes by itself. */
  say(words, { danger = false } = {}) {
    clearTimeout(this.#timer);
    this.notice = { words, danger };
    this.#timer = setTimeout(() => {
      this.notice = null;
      this.changed();
    }, NOTICE_MS);
    this.changed();
  }

  /** Does something that may be refused, and says so if it is. */
  async attempt(deed) {
    try {
      return await deed();
    } catch (refusal) {
      this.say(refusal.message, { danger: true });
      return undefined;
    }
  }

  closeMenu() {
    if (!this.menu) return;
    this.menu = null;
    this.changed();
    if (!this.dialog) this.#giveBack();
  }

  closeDialog() {
    if (!this.dialog) return;
    this.dialog = null;
    this.changed();
  }

  /** A dialog has left the page: only now can anything behind it have the focus, and perhaps something has it. */
  gone() {
    if (this.menu || this.dialog) return;
    if (document.activeElement === document.body) this.#giveBack();
    this.#back = null;
  }

  #remember() {
    // A dialog may follow on another one that is still there.
    if (!this.menu && !this.dialog) this.#back ??= document.activeElement;
  }

  #giveBack() {
    if (this.#back?.isConnected) this.#back.focus({ preventScroll: true });
    this.#back = null;
  }
}

export const overlay = new Overlay();

/** Where a menu of this size goes so that it stays on the screen. */
function placed(anchor, width, height) {
  const edge = 8;
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : { left: anchor.x, bottom: anchor.y, top: anchor.y };
  const below = box.bottom + height + edge <= innerHeight;
  const top = below ? box.bottom : Math.max(edge, box.top - height);
  return { left: Math.max(edge, Math.min(box.left, innerWidth - width - edge)), top: Math.min(top, Math.max(edge, innerHeight - height - edge)) };
}

function Menu({ menu }) {
  const list = useRef(null);
  useLayoutEffect(() => {
    const { width, height } = list.current.getBoundingClientRect();
    const { left, top } = placed(menu.anchor, width, height);
    list.current.style.left = `${left}px`;
    list.current.style.top = `${top}px`;
    (list.current.querySelector('[role^="menuitem"]:not([disabled])') ?? list.current).focus();
  }, [menu]);
  const walk = (event) => {
    const items = [...list.current.querySelectorAll('[role^="menuitem"]:not([disabled])')];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") overlay.closeMenu();
    else if (to !== undefined) items.at(to % items.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const choose = (item) => {
    overlay.closeMenu();
    item.run();
  };
  // A landmark around it: whoever reads the page by its parts finds the menu among them.
  return html`<section aria-label=${menu.label}>
    <div class="menu-veil" onPointerDown=${() => overlay.closeMenu()} onContextMenu=${(event) => event.preventDefault()}></div>
    <div class="menu" role="menu" aria-label=${menu.label} ref=${list} tabindex="-1" onKeyDown=${walk}>
      ${menu.head}
      ${menu.items.map((item) =>
        item === null
          ? html`<div class="menu-line" role="separator"></div>`
          : html`<button
              type="button"
              role=${item.checked === undefined ? "menuitem" : "menuitemradio"}
              aria-checked=${item.checked}
              class=${`menu-item${item.danger ? " menu-item-danger" : ""}`}
              disabled=${item.disabled}
              onClick=${() => choose(item)}
            >
              <span class="menu-icon" aria-hidden="true">${item.icon ?? ""}</span><span dir="auto">${item.label}</span>
            </button>`,
      )}
    </div>
  </section>`;
}

function Dialog({ dialog }) {
  const element = useRef(null);
  useEffect(() => {
    const shown = element.current;
    if (!shown.open) shown.showModal();
    return () => {
      shown.close();
      overlay.gone();
    };
  }, []);
  const { Body, properties } = dialog;
  const close = () => overlay.closeDialog();
  return html`
    <dialog
      class="dialog"
      aria-labelledby="dialog-title"
      ref=${element}
      onCancel=${(event) => {
        event.preventDefault();
        close();
      }}
      onClick=${(event) => event.target === element.current && close()}
    >
      <div class="dialog-body"><${Body} ...${properties} close=${close} /></div>
    </dialog>
  `;
}

/** Draws what is open. Once, at the end of the page. */
export function Overlays() {
  useSubjects(overlay);
  const { menu, dialog, notice } = overlay;
  return html`
    ${menu && html`<${Menu} key=${menu} menu=${menu} />`}
    ${dialog && html`<${Dialog} key=${dialog} dialog=${dialog} />`}
    <div class="notice-place" role="status" aria-live="polite">
      ${notice && html`<div class=${`notice${notice.danger ? " notice-danger" : ""}`}>${notice.words}</div>`}
    </div>
  `;
}
