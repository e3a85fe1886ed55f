import type { Versioned } from '@/lib/patch';
import { dialLink } from './links';
import { Lines, ListFact } from './editors';
import type { Facts } from './useFacts';

interface Phone {
  typed: string;
  e164: string | null;
  extension: string | null;
}

interface Props<R extends Versioned & { phones: Phone[] }, C> {
  facts: Facts<R, C>;
  label: string;
}

/** Numbers as people wrote them, dialled as machines know them. */
export function PhonesFact<R extends Versioned & { phones: Phone[] }, C extends { phones?: unknown }>(
  props: Props<R, C>,
) {
  return (
    <ListFact
      facts={props.facts}
      field={'phones'}
      label={props.label}
      linked
      read={({ phones }) => phones.map(({ typed }) => typed)}
      shownAs={(texts) =>
        ({ phones: texts.map((typed) => ({ typed, e164: null, extension: null })) }) as unknown as Partial<R>
      }
      show={({ phones }) => (
        <Lines>
          {phones.map((phone) => (
            <PhoneLink key={phone.typed} phone={phone} />
          ))}
        </Lines>
      )}
    />
  );
}

function PhoneLink({ phone }: { phone: Phone }) {
  const href = dialLink(phone);
  return href === undefined ? (
    <span>{phone.typed}</span>
  ) : (
    <a href={href} title={phone.e164 ?? undefined}>
      {phone.typed}
    </a>
  );
}
