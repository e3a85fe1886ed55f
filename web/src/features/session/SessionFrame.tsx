import type { ReactNode } from 'react';
import css from './SessionFrame.module.css';

/** The page around signing in and setting up. */
export function SessionFrame({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <main className={css['frame']}>
      <div className={css['box']}>
        <img className={css['logo']} src="/icon.svg" alt="" width={32} height={32} />
        <h1 className={css['title']}>{title}</h1>
        {text !== undefined && <p className={css['text']}>{text}</p>}
        {children}
      </div>
    </main>
  );
}
