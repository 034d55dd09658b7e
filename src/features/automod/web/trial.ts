import type { Happening, TriggerKind } from '../rules.ts';

const MINUTE = 60_000;
/** Nobody is these; a trial is about someone made up. */
const [SOMEBODY, SOMEWHERE, SOMETHING] = ['100000000000000000', '100000000000000001', '100000000000000002'];
const FILE = /^\S{1,200}\.[a-z0-9]{1,12}$/i;

export interface Made {
  readonly kind: Happening['kind'];
  readonly name: string;
  readonly nickname?: string;
  readonly hasAvatar: boolean;
  readonly isStaff: boolean;
  readonly roleIds: readonly string[];
  /** Of the account. */
  readonly ageMinutes: number;
  readonly channelId: string;
  readonly content: string;
  readonly files: readonly string[];
  readonly megabytes: number;
  readonly mentions: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Something made up, as Discord would tell of it. */
export function madeUp(of: Made): Omit<Happening, 'guildId' | 'at'> {
  const writes = of.kind === 'message' || of.kind === 'edit';
  return {
    kind: of.kind,
    subject: {
      id: SOMEBODY,
      username: of.name,
      globalName: null,
      nickname: of.nickname ?? null,
      hasAvatar: of.hasAvatar,
      isBot: false,
      isStaff: of.isStaff,
      roleIds: of.roleIds,
      createdAt: of.now - of.ageMinutes * MINUTE,
    },
    post: writes
      ? {
          id: SOMETHING,
          channelId: of.channelId || SOMEWHERE,
          parentIds: [],
          content: of.content,
          attachments: of.files.map((name) => ({ name, size: of.megabytes * 1_048_576 })),
          mentions: { users: of.mentions, roles: 0, everyone: false },
        }
      : null,
  };
}

/** One line that is tried on a rule beside its form: a name, a message, or a file. */
export function tried(trigger: TriggerKind, aboutMessages: boolean, sample: string, now: number) {
  const isFile = trigger === 'file_extension' || FILE.test(sample);
  return madeUp({
    ...{ now, channelId: '', megabytes: 0, mentions: sample.match(/@\S/g)?.length ?? 0 },
    ...{ hasAvatar: false, isStaff: false, roleIds: [], ageMinutes: 1 },
    kind: aboutMessages ? 'message' : 'join',
    name: aboutMessages ? 'somebody' : sample,
    content: isFile ? '' : sample,
    files: isFile ? [sample] : [],
  });
}
