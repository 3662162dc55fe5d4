import type { FastifyReply } from 'fastify';
import { oembedLink } from '../markup/oembed-address.js';

/** A page that can be pasted elsewhere: its HTML, and the address of its oEmbed answer. */
export type MadePage = { html: string; oembed: string };

/** Names the oEmbed answer in a header, for consumers that read no HTML, and gives the page on. */
export function withOembed(reply: FastifyReply, { html, oembed }: MadePage): string {
  void reply.header('link', oembedLink(oembed));
  return html;
}
