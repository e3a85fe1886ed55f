export { answer, api, ifMatch } from './client';
export { connection } from './connection';
export { ApiProblem, isGone, Unreachable } from './problem';
export { requests, type MeasuredRequest } from './requests';
export { session, useSession, type Session } from './session';
export type { Schema } from './types';
export { upload } from './upload';
