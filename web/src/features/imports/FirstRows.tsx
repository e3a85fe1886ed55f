import { t } from './messages';
import css from './FirstRows.module.css';

interface Props {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The beginning of the file as it was read. */
export function FirstRows({ headers, rows }: Props) {
  return (
    <section>
      <h2 className={css['title']} id="first-rows">
        {t('firstRows')}
      </h2>
      <div className={css['scroll']} tabIndex={0} role="region" aria-labelledby="first-rows">
        <table className={css['table']}>
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              <tr key={line}>
                {headers.map((header, index) => (
                  <td key={header} title={row[index]}>
                    {row[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
