import { Link } from '@tanstack/react-router';
import { PersonAvatar } from '../PersonAvatar';
import css from './AlikeList.module.css';
import { t } from './messages';
import type { Alike } from './useAlike';

interface Props {
  alike: readonly Alike[];
  pathOf: (id: string) => string;
  /** Somebody goes to one of them instead. */
  onOpen: () => void;
}

/** Who or what is there already and looks like what is being typed. */
export function AlikeList({ alike, pathOf, onOpen }: Props) {
  return (
    <div aria-live="polite">
      {alike.length > 0 && (
        <section className={css['alike']}>
          <h3 className={css['title']}>{t('alike', { count: alike.length })}</h3>
          <ul className={css['list']}>
            {alike.map(({ id, name, detail, reason }) => (
              <li key={id}>
                <Link to={pathOf(id)} className={css['one']} onClick={onOpen}>
                  <PersonAvatar name={name} size={20} />
                  <span className={css['name']}>{name}</span>
                  <span className={css['detail']}>{detail}</span>
                  <span className={css['reason']}>{reason}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
