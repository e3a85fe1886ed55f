import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import css from './Page.module.css';

interface Props {
  title: string;
  /** Beside the title, quietly: a count, a state. */
  aside?: ReactNode;
  /** Buttons at the right end of the head. */
  actions?: ReactNode;
  /** A line of its own below the head: filters, search. */
  toolbar?: ReactNode;
  /** `scroll` scrolls the content, `fill` leaves that to the content (tables), `narrow` is a scrolled column of text and forms. */
  layout?: 'scroll' | 'fill' | 'narrow';
  children: ReactNode;
}

/** A page within the shell: head, toolbar, content. */
export function Page({ title, aside, actions, toolbar, layout = 'scroll', children }: Props) {
  useDocumentTitle(`${title} · Brisk`);
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1 className={css['title']}>{title}</h1>
        {aside !== undefined && <span className={css['aside']}>{aside}</span>}
        <div className={css['actions']}>{actions}</div>
      </header>
      {toolbar !== undefined && <div className={css['toolbar']}>{toolbar}</div>}
      <div className={css['content']} data-layout={layout}>
        {layout === 'narrow' ? <div className={css['column']}>{children}</div> : children}
      </div>
    </div>
  );
}
