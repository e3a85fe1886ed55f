import { Suspense, type ComponentType } from 'react';
import type { DialogProps } from '@/lib/feature';
import { createStore, useStore } from '@/lib/store';

const opened = createStore<{ Dialog: ComponentType<DialogProps> } | undefined>(undefined);

export function openDialog(Dialog: ComponentType<DialogProps>): void {
  opened.set({ Dialog });
}

/** Where dialogs that commands open appear, over whatever page there is. */
export function DialogOutlet() {
  const current = useStore(opened);
  if (current === undefined) {
    return null;
  }
  return (
    <Suspense>
      <current.Dialog onClose={() => opened.set(undefined)} />
    </Suspense>
  );
}
