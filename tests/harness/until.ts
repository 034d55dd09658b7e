/** Polls until the question has an answer, and gives that. @throws after ten seconds without one */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>, limit = 10_000): Promise<T> {
  const deadline = performance.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Nothing came of it in ${limit} ms: ${ask}`);
    await Bun.sleep(5);
  }
}
