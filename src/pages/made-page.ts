import type { FastifyReply } from 'fastify';
import { oembedLink } from '../markup/oembed-address.js';

/** A page that may be pasted elsewhere: its HTML, and the address of its oEmbed answer, null where it has none. */
export type MadePage = { html: string; oembed: string | null };

/** Names the oEmbed answer in a header, for consumers that read no HTML, and gives the page on. */
export function withOembed(reply: FastifyReply, { html, oembed }: MadePage): string {
  if (oembed !== null) void reply.header('link', oembedLink(oembed));
  return html;
}
