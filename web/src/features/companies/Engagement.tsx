import { Panel } from '@/ui/charts/Figure';
import css from './Engagement.module.css';
import { t } from './figureMessages';
import type { Analytics } from './figures';

/** What each part can come to; the server says the same of its formula. */
const PARTS = [
  ['recency', 40, 'recencyNote'],
  ['frequency', 30, 'frequencyNote'],
  ['reciprocity', 15, 'reciprocityNote'],
  ['business', 15, 'businessNote'],
] as const;

/** How much is going on with a company, and what it is made of. */
export function Engagement({ engagement: { score, parts } }: { engagement: Analytics['engagement'] }) {
  return (
    <Panel title={t('engagement')} action={<strong className={css['score']}>{t('score', { score })}</strong>}>
      <dl className={css['parts']}>
        {PARTS.map(([part, most, note]) => (
          <div key={part} className={css['part']}>
            <dt>{t(part)}</dt>
            <dd className={css['points']}>{t('part', { points: parts[part], most })}</dd>
            <dd className={css['track']} aria-hidden>
              <div className={css['filled']} style={{ width: `${(parts[part] / most) * 100}%` }} />
            </dd>
            <dd className={css['note']}>{t(note)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
