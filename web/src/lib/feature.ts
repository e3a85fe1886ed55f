import type { ComponentType } from 'react';

/** What app/ hands to a dialog that a command opens. */
export interface DialogProps {
  onClose: () => void;
}

export interface Actions {
  go: (path: string) => void;
  /** Opens a dialog over the page that is there. */
  open: (dialog: ComponentType<DialogProps>) => void;
}

export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>;

/** Something that the command palette offers. */
export interface Command {
  id: string;
  label: string;
  icon: Icon;
  /** Words that find it besides its label. */
  keywords?: string;
  /** The key that does it, wherever one is. */
  keys?: string;
  /** The least role that may; without it everybody. */
  permission?: 'write' | 'manage' | 'admin';
  run: (actions: Actions) => void;
}

/** A page in the sidebar. */
export interface NavEntry {
  label: string;
  path: string;
  icon: Icon;
  keys: string;
  permission?: 'write' | 'manage' | 'admin';
}

/** What a feature tells the app about itself; app/features.ts lists all of them. Pages are routes in app/router.tsx. */
export interface Feature {
  nav?: NavEntry;
  commands?: readonly Command[];
}
