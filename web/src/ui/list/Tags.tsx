import css from './Tags.module.css';

const MOST_SHOWN = 3;

/** The first tags of a record, in one line. */
export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={css['tags']} title={tags.length > MOST_SHOWN ? tags.join(', ') : undefined}>
      {tags.slice(0, MOST_SHOWN).map((tag) => (
        <span key={tag} className={css['tag']}>
          {tag}
        </span>
      ))}
      {tags.length > MOST_SHOWN && <span className={css['more']}>+{tags.length - MOST_SHOWN}</span>}
    </span>
  );
}
