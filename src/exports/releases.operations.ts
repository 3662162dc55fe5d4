import { listOfItems } from '../api/schemas/common.schema.js';
import { paging } from '../api/paging.js';
import { operation } from '../http/operation.js';
import { releaseManifest } from '../snapshot/releases/release-manifest.schema.js';

const tag = 'exports';

/** `/v1/exports/releases` */
export const listReleases = operation({
  id: 'listReleases',
  path: '/v1/exports/releases',
  tag,
  summary: 'Releases of every study, newest first',
  description: 'The manifests; files are under `/v1/exports/releases/{releaseId}/{file}` by their names.',
  query: paging,
  schema: listOfItems(releaseManifest),
  // A release is made beside the database, so its state does not tell.
  caching: 'revalidate',
});

/** `/v1/exports/releases/{releaseId}/{file}` */
export const getReleaseFile = operation({
  id: 'getReleaseFile',
  path: '/v1/exports/releases/{releaseId}/{file}',
  tag,
  summary: 'A file of a release',
  description: '`manifest.json` or a file that it names, as it is, never to change. One `Range` is answered with 206.',
  pathParameters: {
    releaseId: { description: 'Id of a release.', example: '000001' },
    file: { description: 'Name of a file in the manifest, or `manifest.json`.', example: 'studies.ndjson.gz' },
  },
  requestHeaders: {
    Range: { description: 'One part of the file, in bytes; answered with 206.', example: 'bytes=0-99' },
  },
  mediaType: 'application/gzip',
  otherMediaTypes: ['application/json'],
  schema: null,
  headers: ['Accept-Ranges', 'Content-Range'],
  problems: ['release-not-found', 'range-not-satisfiable'],
  caching: 'immutable',
});
