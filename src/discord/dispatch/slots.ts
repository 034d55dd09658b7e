/** Gives its slot back; a second call changes nothing. */
export type Leave = () => void;

export interface Slots {
  /** Whether whoever asks now has to wait. */
  crowded(): boolean;
  /** Waits for a slot, in the order of asking. Whoever keeps it longer than that no longer counts. */
  take(longest: number): Promise<Leave>;
}

/** Lets so many work at the same time, so that the first of a crowd are done while the last still wait. */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];

  function giveBack(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    crowded: () => free === 0,

    async take(longest) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let held = true;
      const leave = () => {
        if (!held) return;
        held = false;
        clearTimeout(timer);
        giveBack();
      };
      const timer = setTimeout(leave, longest);
      return leave;
    },
  };
}
