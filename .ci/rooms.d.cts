export interface Room {
  readonly name: string;
  readonly lies: string;
  readonly may: readonly string[] | 'all';
  readonly types?: readonly string[];
  readonly packages: readonly string[] | 'all';
  readonly packageTypes?: readonly string[];
}

export const rooms: readonly Room[];

/** The pattern of a room's paths; `feature` is the pattern of the feature's name. */
export function pattern(room: Room, feature: string): string;
