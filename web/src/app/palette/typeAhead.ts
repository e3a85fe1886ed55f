let typed: string | undefined;

function keep(event: KeyboardEvent): void {
  if (typed === undefined || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key.length === 1) {
    typed += event.key;
  } else if (event.key === 'Backspace') {
    typed = typed.slice(0, -1);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Keeps what is typed from now on: whoever asks for the palette types on without waiting for its field. */
export function keepTyping(): void {
  typed = '';
  window.addEventListener('keydown', keep, { capture: true });
}

/** What was typed until the field was there. */
export function typedAhead(): string {
  return typed ?? '';
}

export function stopKeeping(): void {
  typed = undefined;
  window.removeEventListener('keydown', keep, { capture: true });
}
