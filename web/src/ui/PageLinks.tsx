import { Link } from '@tanstack/react-router';
import type { Search } from './filters/fields';
import css from './PageLinks.module.css';

interface Part {
  /** Its value in the address. */
  id: string;
  label: string;
}

interface Props {
  label: string;
  path: string;
  /** The member of the address that names the part. */
  by: string;
  parts: readonly Part[];
  /** The one that is open. */
  current: string | undefined;
}

/** The parts of a page, each at an address of its own. */
export function PageLinks({ label, path, by, parts, current }: Props) {
  return (
    <nav className={css['links']} aria-label={label}>
      {parts.map((part) => (
        <Link
          key={part.id}
          to={path}
          search={{ [by]: part.id } satisfies Search}
          replace
          className={css['link']}
          activeProps={{}}
          aria-current={part.id === current ? 'page' : undefined}
        >
          {part.label}
        </Link>
      ))}
    </nav>
  );
}
