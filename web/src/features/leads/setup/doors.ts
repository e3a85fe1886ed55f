import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Door = Schema<'LeadDoor'>;
export type OpenedDoor = Schema<'OpenedLeadDoor'>;

/** The addresses to which web forms send enquiries. */
export const doorsQuery = queryOptions({
  queryKey: ['lead-doors'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/lead-doors', { signal }))).data,
});

const at = ({ id, version }: Door) => ({ params: { path: { id }, header: ifMatch(version) } });

async function then<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } finally {
    await changed('lead-doors');
  }
}

export const createDoor = (body: Schema<'NewLeadDoor'>): Promise<OpenedDoor> =>
  then(answer(api.POST('/api/lead-doors', { body })));

export const changeDoor = (door: Door, body: Schema<'LeadDoorChanges'>): Promise<Door> =>
  then(answer(api.PATCH('/api/lead-doors/{id}', { ...at(door), body })));

export const rotateDoor = (door: Door): Promise<OpenedDoor> =>
  then(answer(api.POST('/api/lead-doors/{id}/rotate', at(door))));

/** How a shell sends an enquiry through a door, signed. */
export function exampleOf(address: string): string {
  return [
    `body='{"customerName":"Asha Kulkarni","mobile":"98450 12345","model":"Nexon EV"}'`,
    't=$(date +%s)',
    `v1=$(printf '%s.%s' "$t" "$body" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed 's/^.* //')`,
    `curl -X POST '${address}' \\`,
    "  -H 'Content-Type: application/json' \\",
    '  -H "X-Brisk-Signature: t=$t,v1=$v1" \\',
    '  -d "$body"',
  ].join('\n');
}
