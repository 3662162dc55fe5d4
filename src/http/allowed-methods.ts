import type { FastifyInstance } from 'fastify';

type KnownRoute = { pattern: RegExp; methods: Set<string> };

/** Which methods the paths of the service take; filled while routes are added, so make it before them. */
export class AllowedMethods {
  private readonly routes = new Map<string, KnownRoute>();

  constructor(server: FastifyInstance) {
    server.addHook('onRoute', (route) => {
      if (!route.url.includes('*')) this.add(route.url, [route.method].flat());
    });
  }

  /** Methods of the routes that match a path (without query), sorted; none when there is no such path. */
  of(path: string): string[] {
    const matching = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort();
  }

  private add(url: string, methods: string[]): void {
    const known = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    methods.forEach((method) => known.methods.add(method.toUpperCase()));
    this.routes.set(url, known);
  }
}

function patternOf(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${segments.join('/')}/?$`);
}
