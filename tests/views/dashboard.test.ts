import { describe, expect, test } from 'bun:test';
import { PAGES } from './sample/pages.tsx';

/** Markup alone: what stands in attributes cannot become an element. */
function withoutValues(html: string): string {
  return html.replace(/="[^"]*"/g, '=""');
}

describe.each(Object.entries(PAGES))('%s', (_name, page) => {
  test('writes names as text, never as markup', async () => {
    const markup = withoutValues(await page());
    expect(markup.match(/<img(?! src="" alt=""| class="" src="")[^>]*>/g)).toBeNull();
  });

  test('keeps to the Content Security Policy', async () => {
    const html = await page();
    expect(withoutValues(html).match(/<[^>]+\s(?:style|on[a-z]+)=/g)).toBeNull();
    expect(html.match(/<script(?![^>]*\ssrc="\/static\/)[^>]*>/g)).toBeNull();
    expect(html.match(/(?:src|<link[^>]*href)="https?:[^"]*"/g)).toBeNull();
  });

  test('has one heading of the first order and no id twice', async () => {
    const html = (await page()).replace(/<template>[\s\S]*?<\/template>/g, '');
    expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('sends a token with every form that writes', async () => {
    const forms = (await page()).match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    expect(forms.filter((form) => !form.includes('name="_csrf"'))).toEqual([]);
  });
});
