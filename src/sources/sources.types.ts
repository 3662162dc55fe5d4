import type { Study } from '../model/study.js';
import type { ReferenceSource } from './reference-source.js';
import type { Source, SourceAbout } from './source.js';

export type { ReferenceSource };

/** Token under which the connected sources of studies are handed out. */
export const STUDY_SOURCES = Symbol('STUDY_SOURCES');
export type StudySource = Source<Study>;

/** Token under which the connected sources that are asked subject by subject are handed out. */
export const REFERENCE_SOURCES = Symbol('REFERENCE_SOURCES');

/** What every source has, however it is read. `freshHours`: for so long after a success its data count as fresh. */
export type AnySource = { readonly id: string; readonly about: SourceAbout; readonly freshHours: number };
