import { describe, expect, it } from '@jest/globals';
import { frameMarkup, snippetsOf, type SnippetParts } from './snippet-markup.js';

const PARTS: SnippetParts = {
  scripts: {
    element: 'https://made.up/embed/v1/trialweave.js',
    pinned: 'https://made.up/assets/abc/trialweave.js',
    integrity: 'sha384-madeup',
  },
  frame: 'https://made.up/embed/v1/trials?entry=a&limit=3',
  page: 'https://made.up/trials?entry=a&statusGroup=open',
  link: 'Trials <here> & "there"',
  title: 'Trials of "A" & <B>',
  chosen: { guide: null, entry: 'a', country: 'Côte d"Ivoire', limit: '3', onclick: 'alert(1)' },
};

describe('lines to copy', () => {
  const { element, pinned, frame } = snippetsOf(PARTS);

  it('are the script, once, and the element with what was chosen and a link inside', () => {
    expect(element).toBe(
      '<script async src="https://made.up/embed/v1/trialweave.js" referrerpolicy="no-referrer"></script>\n' +
        '<trialweave-trials entry="a" country="Côte d&quot;Ivoire" limit="3" style="display:block;min-height:34rem">' +
        '<a href="https://made.up/trials?entry=a&amp;statusGroup=open" rel="noreferrer">' +
        'Trials &lt;here&gt; &amp; "there"</a></trialweave-trials>'.replace('"there"', '&quot;there&quot;'),
    );
  });

  it('name the bytes of the script where it is held to them', () => {
    expect(pinned).toContain(
      'src="https://made.up/assets/abc/trialweave.js" integrity="sha384-madeup" crossorigin="anonymous"',
    );
    expect(pinned.split('\n')[1]).toBe(element.split('\n')[1]);
  });

  it('need no script for the frame, which may run its own and open links, and nothing else', () => {
    expect(frame).toMatch(/^<iframe title="Trials of &quot;A&quot; &amp; &lt;B&gt;" [^<>]*><\/iframe>$/);
    expect(frame).toContain('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
  });

  it('let no value end its attribute', () => {
    const hostile = '"><script>alert(1)</script>';
    const markup = frameMarkup({ title: hostile, src: hostile, width: 1, height: 1 });
    expect(markup.match(/<|>/g)).toHaveLength(4);
    expect(markup.match(/"/g)).toHaveLength(8);
  });
});
