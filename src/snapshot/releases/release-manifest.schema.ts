import { z } from 'zod';

/** Name of this form of releases; another one gets another name. */
export const RELEASE_FORMAT = 'trialweave-release-1';

/** Name of the manifest in the folder of a release. */
export const MANIFEST_FILE = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const measures = z.object({
  sha256: sha256.meta({ description: 'Of the file as it is, packed.' }),
  bytes: z.int().nonnegative(),
  contentSha256: sha256.meta({ description: 'Of the unpacked content.' }),
  contentBytes: z.int().nonnegative(),
  lines: z.int().nonnegative(),
});

/** What a release is made of; written last, so that a release that has one is whole. */
export const releaseManifest = z.object({
  format: z.literal(RELEASE_FORMAT),
  releaseId: z.string().regex(/^\d{6}$/),
  kind: z.enum(['full', 'incremental']).meta({
    description: '`full`: every study; `incremental`: what moved since `previous`.',
  }),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  dataVersion: z.string().meta({ description: '`meta.dataVersion` when reading began; nothing in it is older.' }),
  previous: z.string().nullable().meta({ description: 'The release before; null for the first.' }),
  counts: z.object({
    studies: z.int().nonnegative().meta({ description: 'Studies in the state that the release leads to.' }),
    added: z.int().nonnegative(),
    changed: z.int().nonnegative(),
    gone: z.int().nonnegative(),
  }),
  state: measures.meta({
    description: 'The file of every study in this state: present in a full release, rebuilt from an incremental one.',
  }),
  files: z.array(
    measures.extend({
      name: z.string().regex(/^[a-z]+\.(?:ndjson|txt)\.gz$/),
      role: z.enum(['studies', 'gone', 'digests']),
    }),
  ),
  disclaimer: z.string(),
  licence: z.string(),
  attribution: z.string(),
});

/** Checksums and sizes of a packed file and of what is in it. */
export type Measures = z.output<typeof measures>;
export type ReleaseManifest = z.output<typeof releaseManifest>;
/** One file of a release. */
export type ReleaseFile = ReleaseManifest['files'][number];
