import type { Study } from '../model/study.js';
import type { Source } from './source.js';

/** Token under which the connected sources of studies are handed out. */
export const STUDY_SOURCES = Symbol('STUDY_SOURCES');
export type StudySource = Source<Study>;
