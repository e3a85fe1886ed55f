import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Status = Schema<'LeadStatus'>;
export type Rule = Schema<'LeadRule'>;
export type Settings = Schema<'LeadSettings'>;

const at = (id: string) => ({ params: { path: { id } } });
const atVersion = ({ id, version }: { id: string; version: number }) => ({
  params: { path: { id }, header: ifMatch(version) },
});

export async function createStatus(body: Schema<'NewLeadStatus'>): Promise<Status> {
  return answer(api.POST('/api/lead-statuses', { body }));
}

export async function changeStatus(status: Status, body: Schema<'LeadStatusChanges'>): Promise<Status> {
  return answer(api.PATCH('/api/lead-statuses/{id}', { ...atVersion(status), body }));
}

/** Names of statuses stand on every page about leads. */
export const statusesChanged = () => changed('lead-statuses', 'leads');

export const rulesQuery = queryOptions({
  queryKey: ['lead-rules'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/lead-rules', { signal }))).data,
  meta: { topics: ['users', 'leads'] },
});

export async function createRule(body: Schema<'NewLeadRule'>): Promise<Rule> {
  const rule = await answer(api.POST('/api/lead-rules', { body }));
  await changed('lead-rules');
  return rule;
}

export async function changeRule(rule: Rule, body: Schema<'LeadRuleChanges'>): Promise<Rule> {
  try {
    return await answer(api.PATCH('/api/lead-rules/{id}', { ...atVersion(rule), body }));
  } finally {
    await changed('lead-rules');
  }
}

/** Gives each rule the place that it has in this order; the places are 1, 2, 3 … afterwards. */
export async function orderRules(rules: readonly Rule[]): Promise<void> {
  try {
    for (const [index, { id, position }] of rules.entries()) {
      if (position !== index + 1) {
        await api.PATCH('/api/lead-rules/{id}', { ...at(id), body: { position: index + 1 } });
      }
    }
  } finally {
    await changed('lead-rules');
  }
}

export async function deleteRule({ id }: Rule): Promise<void> {
  await api.DELETE('/api/lead-rules/{id}', at(id));
  await changed('lead-rules');
}

export async function restoreRule({ id }: Rule): Promise<void> {
  await api.POST('/api/lead-rules/{id}/restore', at(id));
  await changed('lead-rules');
}

export const settingsQuery = queryOptions({
  queryKey: ['lead-settings'],
  queryFn: ({ signal }) => answer(api.GET('/api/lead-settings', { signal })),
});

export async function changeSettings(body: Schema<'LeadSettingsChanges'>, version: number): Promise<Settings> {
  try {
    return await answer(api.PATCH('/api/lead-settings', { params: { header: ifMatch(version) }, body }));
  } finally {
    await changed('lead-settings');
  }
}
