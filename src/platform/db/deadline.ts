/** Fails with `onLate()` when a promise has not settled after so many milliseconds; its later outcome is ignored. */
export async function withDeadline<T>(promise: PromiseLike<T>, milliseconds: number, onLate: () => Error): Promise<T> {
  let timer: Timer | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onLate()), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
