import { answer, api, ApiProblem, type Schema } from '@/lib/api';
import type { Choice } from '@/lib/finding';
import { changed } from '@/lib/query';
import { textOrNull, textsOf } from '@/ui/create/given';

export type KnownLead = Schema<'KnownLead'>;

/** What became of an enquiry: a lead of its own, or one more touch of the lead that was there. */
export type Entered =
  | { kind: 'created'; lead: Schema<'CreatedLead'>; milliseconds: number }
  | { kind: 'duplicate'; lead: KnownLead; matched: string; milliseconds: number };

export const NEW_LEAD = {
  mobile: '',
  customerName: '',
  source: '',
  model: '',
  psId: null as Choice | null,
  priority: 'normal' as Schema<'LeadPriority'>,
  alternatePhones: '',
  email: '',
  city: '',
  campaign: '',
  remarks: '',
};

/** Whoever nobody is chosen for is given to somebody by the rules of the workspace. */
export async function createLead(values: typeof NEW_LEAD): Promise<Entered> {
  const body: Schema<'NewLead'> = {
    mobile: values.mobile.trim(),
    customerName: values.customerName.trim(),
    source: values.source.trim(),
    model: textOrNull(values.model),
    ...(values.psId === null ? {} : { psId: values.psId.id }),
    priority: values.priority,
    alternatePhones: textsOf(values.alternatePhones),
    email: textOrNull(values.email),
    city: textOrNull(values.city),
    campaign: textOrNull(values.campaign),
    remarks: textOrNull(values.remarks),
  };
  try {
    const lead = await answer(api.POST('/api/leads', { body }));
    return { kind: 'created', lead, milliseconds: lead.performance.totalTime };
  } catch (error) {
    const duplicate = duplicateOf(error);
    if (duplicate === undefined) {
      throw error;
    }
    return duplicate;
  } finally {
    void changed('leads');
  }
}

function duplicateOf(error: unknown): Entered | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 409) {
    return undefined;
  }
  const { lead, matched = '', performance } = error.problem;
  return lead && performance && { kind: 'duplicate', lead, matched, milliseconds: performance.totalTime };
}

const LEAST_DIGITS = 6;

/** Whether a number that is being typed belongs to a lead; the answer to what is typed no more is not waited for. */
export const checkQuery = (phone: string) => ({
  queryKey: ['leads', 'check', phone.trim()],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    answer(api.GET('/api/leads/check', { params: { query: { phone: phone.trim() } }, signal })),
  enabled: phone.replace(/\D/g, '').length >= LEAST_DIGITS,
  meta: { topics: ['users'] },
});
