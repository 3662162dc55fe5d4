import type { Plural } from './catalogue.js';
import type { en } from './en.js';

/** Names of the messages. */
export type Key = keyof typeof en;

/** The words of one language: every message, with forms where the English has them. */
export type Words = { readonly [K in Key]: (typeof en)[K] extends string ? string : Plural };
