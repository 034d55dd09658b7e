const COVER = '[redacted]';

/** Shorter texts turn up in ordinary words; inside addresses and under secret keys they are covered all the same. */
const LEAST_LENGTH = 8;

/** Keys whose text is secret: `token`, `set-cookie`, `client_secret`, `sessionSecret`, `redisUrl`. */
const NAME = String.raw`(?:[\w-]*[_-])?(?:authorization|cookie|password|secret|token|(?:access|bot|client|discord|refresh|session)(?:Secret|Token))|(?:database|redis)_?url`;
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;

/** Such a key and its value, at any depth. */
const FIELD = new RegExp(String.raw`"(${NAME})":(?:${TEXT}|\[(?:${TEXT}|[^\]"])*\])`, 'gi');

/** The same in JSON that was logged as text, so that its quotes carry backslashes. */
const FIELD_IN_TEXT = new RegExp(String.raw`(\\+")(${NAME})\1:\1(?:[^"\\]|\\.)*?(?<!\\)\1`, 'gi');

/** `postgres://user:password@host` and the like. */
const PASSWORD_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*):[^\s/@"\\]+@/gi;

/** `Authorization` values in running text. */
const CREDENTIALS = /\b(Bearer|Bot|Basic) [\w.~+/=-]{16,}/g;

/** Whoever has the last part of these paths may answer in the bot's name. */
const DISCORD_TOKEN_PATH = /(\/(?:webhooks|interactions)\/\d{17,20}\/)[\w.~%-]{20,}/g;

/** Makes the function that covers secrets in one line of JSON; the line stays JSON. */
export function createScrubber(secrets: readonly string[]): (line: string) => string {
  const known = [...new Set(secrets.filter((secret) => secret.length >= LEAST_LENGTH).flatMap(spellings))];
  return (line) => {
    let clean = line;
    for (const secret of known) if (clean.includes(secret)) clean = clean.replaceAll(secret, COVER);
    return clean
      .replace(FIELD, `"$1":"${COVER}"`)
      .replace(FIELD_IN_TEXT, `$1$2$1:$1${COVER}$1`)
      .replace(PASSWORD_IN_URL, `$1:${COVER}@`)
      .replace(CREDENTIALS, `$1 ${COVER}`)
      .replace(DISCORD_TOKEN_PATH, `$1${COVER}`);
  };
}

/** A secret as it stands, as JSON spells it, and as an address spells it. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}
