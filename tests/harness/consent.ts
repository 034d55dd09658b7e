/**
 * Answers the simulated Discord's consent page, as its form does.
 * @param url of the page @returns what the browser would bring back to us
 */
export async function decideOnConsent(
  url: string,
  decision: 'authorize' | 'cancel',
  userId: string,
): Promise<URLSearchParams> {
  const { origin, pathname, searchParams } = new URL(url);
  const body = new URLSearchParams([...searchParams, ['user', userId], ['decision', decision]]);
  const answer = await fetch(`${origin}${pathname}`, { method: 'POST', body, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (!location) throw new Error(`the consent page answered ${answer.status}: ${await answer.text()}`);
  return new URL(location).searchParams;
}
