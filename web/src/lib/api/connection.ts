import { createStore } from '../store';

/**
 * Whether the server answers. Not the browser's idea of being online: a Brisk on this machine or in this network
 * answers without the internet, and a Brisk that is being restarted does not answer with it.
 */
export const connection = createStore<'online' | 'offline'>('online');
