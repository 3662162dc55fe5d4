import { Asked1764110000000 } from './1764110000000-asked.js';
import { Foundation1764000000000 } from './1764000000000-foundation.js';
import { References1764100000000 } from './1764100000000-references.js';
import { Search1764200000000 } from './1764200000000-search.js';

/** Every migration in order. Append only: what has run somewhere is never edited. */
export const migrations = [Foundation1764000000000, References1764100000000, Asked1764110000000, Search1764200000000];
