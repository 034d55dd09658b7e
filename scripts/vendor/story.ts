import { codeToTokens } from 'shiki';

/** A request as docs/API.md has it, and what jq makes of its answer. */
const REQUEST = `curl -X POST "$BYTES/transactions" \\
  -H "Authorization: Bearer $KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: merged-4711" \\
  -d '{
    "receiver_id": "80351110224678912",
    "amount": 50,
    "reason": "First merged pull request"
  }' | jq '{type, amount, reason,
    receiver_username, receiver_balance}'`;

const ANSWER = `{
  "type": "reward",
  "amount": 50,
  "reason": "First merged pull request",
  "receiver_username": "priya",
  "receiver_balance": 150
}`;

const THEME = 'github-dark-high-contrast';

const HEADER = `/* Written by scripts/vendor.ts; the text and its colours stand in scripts/vendor/story.ts. */

`;

/** The module with the landing page's request and answer, each piece in a class for its colour. */
export async function storyModule(): Promise<string> {
  const classes = new Map<string, string>();
  const marked = async (code: string, lang: 'shellscript' | 'json') => {
    // Without a limit of time: a busy machine would leave lines without colours.
    const { tokens } = await codeToTokens(code, { lang, theme: THEME, tokenizeTimeLimit: 0 });
    const lines = tokens.map((line) => line.map(({ content, color }) => piece(content, color ?? '')).join(''));
    return lines.join('\n');
  };

  function piece(content: string, color: string): string {
    const text = Bun.escapeHTML(content);
    if (content.trim() === '') return text;
    const known = classes.get(color) ?? `k${classes.size}`;
    classes.set(color, known);
    return `<span class="${known}">${text}</span>`;
  }

  const [request, answer] = [await marked(REQUEST, 'shellscript'), await marked(ANSWER, 'json')];
  return `${HEADER}export const STORY_REQUEST =\n  ${quoted(request)};\n\nexport const STORY_ANSWER =\n  ${quoted(answer)};\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
