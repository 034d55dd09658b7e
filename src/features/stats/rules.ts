const PLACE = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether a text from outside can be the id of something that happened. */
export function isPlace(text: string | null | undefined): text is string {
  return typeof text === 'string' && PLACE.test(text);
}
