// Read top to bottom: a folder imports only from its own line or a line below it.
const layers = [
  [
    'app',
    [
      'main',
      'writer',
      'writer-keeper',
      'cli',
      'tables',
      'error-forms',
      'serving.module',
      'writing.module',
      'stores.module',
    ],
  ],
  ['delivery', ['api', 'exports', 'fhir', 'linked-data', 'pages', 'embed', 'ops', 'commands']],
  ['pipeline', ['sync', 'linking', 'merge', 'snapshot']],
  ['records', ['guides', 'studies', 'drugs', 'references', 'links', 'claims', 'entries', 'changes', 'source-status']],
  ['index', ['search']],
  ['sources', ['sources']],
  ['interface', ['pictures', 'markup', 'words']],
  ['base', ['database', 'common', 'config', 'http']],
  ['model', ['model']],
];
const at = (names) => `^src/(?:${names.map((n) => n.replace('.', '[.]')).join('|')})(?:/|[.]tsx?$)`;
const layering = layers.map(([name, folders], i) => ({
  name: `layer-${name}`,
  severity: 'error',
  comment: `${name} imports only itself and the layers below`,
  from: { path: at(folders) },
  to: { path: '^src/', pathNot: at(layers.slice(i).flatMap(([, f]) => f)) },
}));
const error = (name, from, to) => ({ name, severity: 'error', from, to });
const spec = '[.]spec[.]tsx?$';

module.exports = {
  forbidden: [
    ...layering,
    error('every-folder-has-a-layer', { path: '^src/', pathNot: at(layers.flatMap(([, f]) => f)) }, {}),
    error('no-cycles', {}, { circular: true }),
    error(
      // Commands put features together, as cli.ts does, and so may name what they run.
      'features-meet-at-their-service-or-store',
      { path: '^src/([^/]+)/', pathNot: [spec, '^src/commands/'] },
      {
        path: '^src/[^/]+/',
        pathNot: [
          '^src/$1/',
          '^src/(?:model|common|config|database|http|search|words|markup|pictures)/',
          '^src/sources/(?:source|reference-source)[.]ts$',
          '^src/api/paging[.]ts$',
          '[.](?:module|service|store|types|operations|parameters|schema)[.]tsx?$',
        ],
      },
    ),
    error(
      'sources-do-not-know-each-other',
      { path: '^src/sources/([^/]+)/' },
      { path: '^src/sources/[^/]+/', pathNot: '^src/sources/$1/' },
    ),
    error(
      'sources-never-touch-storage',
      { path: '^src/sources/' },
      { path: ['^src/database/', 'node_modules/(?:typeorm|@nestjs/typeorm)/'] },
    ),
    error('model-is-pure', { path: '^src/model/', pathNot: spec }, { pathNot: '^src/model/|^(?:node:)?crypto$' }),
    error(
      'sql-lives-in-stores',
      { path: '^src/', pathNot: ['[.](?:entity|store|module)[.]ts$', '^src/database/'] },
      { path: 'node_modules/typeorm/', dependencyTypesNot: ['type-only'] },
    ),
    error('facades-only-read', { path: '^src/(?:fhir|linked-data)/', pathNot: spec }, { path: '^src/database/' }),
    error('src-never-imports-test', { path: '^src/', pathNot: spec }, { path: '^test/' }),
    error('no-orphans', { orphan: true, pathNot: ['[.]d[.]ts$', '^src/(?:main|cli|writer)[.]ts$'] }, {}),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
