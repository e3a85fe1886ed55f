import type { MeasuredRequest } from '@/lib/api';
import { formatMilliseconds } from '@/lib/format';
import { t } from '../messages';
import css from './RequestList.module.css';

/** The last requests with the parts of the server's time as small bars, all on one scale. */
export function RequestList({ requests }: { requests: readonly MeasuredRequest[] }) {
  const longest = Math.max(...requests.map(({ milliseconds }) => milliseconds), 1);
  return (
    <div className={css['list']} tabIndex={0} role="region" aria-label={t('lastRequests')}>
      <h2 className={css['title']}>{t('lastRequests')}</h2>
      {requests.length === 0 && <p className={css['none']}>{t('requestNone')}</p>}
      {requests.map((request) => (
        <Line key={request.number} request={request} longest={longest} />
      ))}
      <div className={css['legend']}>
        {(['db', 'cache', 'render', 'rest'] as const).map((part) => (
          <span key={part}>
            <i data-part={part} /> {t(part)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Line({ request, longest }: { request: MeasuredRequest; longest: number }) {
  const share = (milliseconds: number) => `${(milliseconds / longest) * 100}%`;
  const known = request.parts.reduce((sum, part) => sum + part.milliseconds, 0);
  return (
    <div className={css['line']} title={request.requestId && t('requestId', { id: request.requestId })}>
      <div className={css['head']}>
        <span className={css['method']}>{request.method}</span>
        <span className={css['route']}>{request.route}</span>
        <span className={css['cache']} data-cache={request.cache}>
          {request.status === 0 ? t('failed') : request.status >= 400 ? request.status : request.cache}
        </span>
        <span className={css['time']}>{formatMilliseconds(request.milliseconds)}</span>
      </div>
      <div className={css['bar']}>
        {request.parts.map((part) => (
          <i
            key={part.name}
            data-part={part.name}
            style={{ width: share(part.milliseconds) }}
            title={`${part.name} ${formatMilliseconds(part.milliseconds)} ${part.description}`}
          />
        ))}
        <i data-part="rest" style={{ width: share(Math.max(request.milliseconds - known, 0)) }} />
      </div>
    </div>
  );
}
