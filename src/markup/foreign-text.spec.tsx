import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { ForeignLink } from './foreign-link.js';
import { Foreign, ForeignProse } from './foreign-text.js';
import { Say } from '../words/say.js';

const say = Say.in('en');
const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&\u202e';

describe('foreign text in a page', () => {
  it('is text and nothing else, in its own language and isolated from what stands around it', () => {
    const html = renderToString(<Foreign text={HOSTILE} lang="de" />);
    expect(html).toBe(
      '<bdi lang="de" dir="auto">&lt;script>alert(1)&lt;/script>&lt;img src=x onerror=alert(2)>&quot;\'&amp;</bdi>',
    );
  });

  it('becomes paragraphs and lists as its lines are meant', () => {
    const text = 'Inclusion Criteria:\n\n* Adults\n* No <b>other</b> cancer\n\nExclusion Criteria:\n\n1. None\ngoes on';
    expect(renderToString(<ForeignProse text={text} note="cut" />)).toBe(
      '<div class="prose"><div lang="en" dir="auto"><p>Inclusion Criteria:</p><ul><li>Adults</li>' +
        '<li>No &lt;b>other&lt;/b> cancer</li></ul><p>Exclusion Criteria:</p><ul><li>None</li></ul><p>goes on</p></div></div>',
    );
  });

  it('says where it was cut', () => {
    expect(renderToString(<ForeignProse text={'word '.repeat(100)} note="cut here" max={50} />)).toContain(
      '<p class="note">cut here</p>',
    );
  });

  it.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'https://', 'vbscript:x', '//x.example'])(
    'never becomes a link to %s',
    (url) => {
      const html = renderToString(<ForeignLink say={say} url={url} text="see" />);
      expect(html).toBe('<bdi lang="en" dir="auto">see</bdi>');
    },
  );

  it('becomes a link to a web address, which is named for those who do not see it', () => {
    const html = renderToString(<ForeignLink say={say} url={'https://example.org/?a="b'} text="see" />);
    expect(html).toContain('href="https://example.org/?a=&quot;b"');
    expect(html).toContain('(example.org)');
  });
});
