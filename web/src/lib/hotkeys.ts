import { useEffect, useRef } from 'react';
import { createStore } from './store';

export interface Hotkey {
  /** `mod+k` (Ctrl, or Cmd on a Mac), `shift+enter`, `?`, or one after the other: `g c`. */
  keys: string;
  /** What it does, for the help. */
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Where it stands in the help; keys that belong to one page stand under that page's title. */
  group?: string;
  /** Also while somebody types. */
  whileTyping?: boolean;
  /** Where the key means this; elsewhere it keeps its meaning. Without it, wherever no control has a use for the key. */
  when?: (event: KeyboardEvent) => boolean;
}

interface Registered extends Hotkey {
  when: (event: KeyboardEvent) => boolean;
  inDialog: boolean;
}

const SEQUENCE_MILLIS = 1_000;

/** All keys that do something at the moment, the latest registered first: that one counts. */
export const hotkeys = createStore<readonly Registered[]>([]);

let pressed: { keys: string; at: number } = { keys: '', at: 0 };

/**
 * Offers keys for as long as the component is there, and lists them in the help. While a dialog is open only the keys
 * of dialogs count (`inDialog`).
 */
export function useHotkeys(offered: readonly Hotkey[], { inDialog = false } = {}): void {
  const latest = useRef(offered);
  useEffect(() => {
    latest.current = offered;
  });
  const shape = offered.map(({ keys, label, group }) => `${keys}\t${label}\t${group ?? ''}`).join('\n');
  useEffect(() => {
    const registered = latest.current.map((hotkey, index) => ({
      ...hotkey,
      inDialog,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
      when: (event: KeyboardEvent) => latest.current[index]?.when?.(event) ?? !belongsToControl(event),
    }));
    hotkeys.set([...registered, ...hotkeys.get()]);
    return () => hotkeys.set(hotkeys.get().filter((hotkey) => !registered.includes(hotkey)));
  }, [shape, inDialog]);
}

/** Listens for the keys of the whole page; once, by the app. */
export function listenForHotkeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    const typing = isTyping(event.target);
    const inDialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
    const key = keyOf(event);
    const sequence = event.timeStamp - pressed.at < SEQUENCE_MILLIS ? `${pressed.keys} ${key}` : key;
    pressed = { keys: key, at: event.timeStamp };
    const usable = hotkeys
      .get()
      .filter((hotkey) => (!typing || hotkey.whileTyping) && hotkey.inDialog === inDialog && hotkey.when(event))
      // What belongs to the page counts before what is there everywhere, whichever was there first.
      .toSorted((a, b) => Number(a.group === undefined) - Number(b.group === undefined));
    const hotkey = usable.find(({ keys }) => keys === sequence) ?? usable.find(({ keys }) => keys === key);
    if (hotkey !== undefined) {
      event.preventDefault();
      hotkey.run(event);
    }
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null)
  );
}

const KEYS_OF_CONTROLS = new Set('enter space up down left right home end pageup pagedown escape'.split(' '));

/** Buttons, links, menus and the like have a use of their own for these keys. */
function belongsToControl(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    KEYS_OF_CONTROLS.has(keyOf(event)) &&
    target instanceof Element &&
    target.closest('a, button, input, select, textarea, [role=menu], [role=listbox], [role=separator]') !== null
  );
}

/** On a row itself, or where nothing has the focus: buttons and links keep what their keys mean. */
export function onRow({ target }: KeyboardEvent): boolean {
  return target === document.body || (target instanceof HTMLElement && target.dataset['row'] !== undefined);
}

/** The key with its modifiers, as Hotkey.keys has it. Shift is part of what `?` is, but not of `shift+enter`. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase().replace(/^arrow/, '');
  const letter = key.length === 1 && key.toUpperCase() === key;
  return [
    ...(event.ctrlKey || event.metaKey ? ['mod'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(event.shiftKey && !letter ? ['shift'] : []),
    key,
  ].join('+');
}
