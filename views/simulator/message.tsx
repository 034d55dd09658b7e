import { type APIAttachment, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { Person, Scene } from '../../src/simulator/page/scene.ts';
import { type Entry, isSpoken } from '../../src/simulator/page/transcript.ts';
import { bytesOf, clockTime, exact, spoken, timestamp } from '../../src/simulator/page/words.ts';
import type { SimulatedMessage } from '../../src/simulator/types.ts';
import { Icon } from '../layouts/icons.tsx';
import { Components } from './components.tsx';
import { Embed } from './embed.tsx';
import { Markdown } from './markdown.tsx';

/** One message with what stands above it; its id is `m-<message id>`. */
export function Message({ entry, scene }: { entry: Entry; scene: Scene }) {
  const { message, newDay } = entry;
  const at = Date.parse(message.timestamp);
  return (
    <li id={`m-${message.id}`} class="entry">
      {newDay ? <DayLine at={at} scene={scene} /> : null}
      {isSpoken(message) ? (
        <Spoken entry={entry} at={at} scene={scene} />
      ) : (
        <Notice message={message} at={at} scene={scene} />
      )}
    </li>
  );
}

function DayLine({ at, scene }: { at: number; scene: Scene }) {
  return (
    <div class="day">
      <span safe>{timestamp(at, 'D', scene.now)}</span>
    </div>
  );
}

interface SpokenProps {
  entry: Entry;
  at: number;
  scene: Scene;
}

function Spoken({ entry: { message, lead }, at, scene }: SpokenProps) {
  const author = scene.person(message.author);
  const mentioned = message.mention_everyone || message.mentions.some(({ id }) => id === scene.me.id);
  return (
    <article
      class={['message', lead && 'lead', mentioned && 'mentioned', message.ephemeral_for && 'ephemeral']}
      data-message={message.id}
      data-own-text={author.you ? message.content : undefined}
      tabindex="-1"
      aria-label={`${author.name}, ${spoken(at, scene.now)}`}
    >
      <Above message={message} scene={scene} />
      {lead ? (
        <button type="button" class="avatar-button" data-profile={author.id} aria-label={`Profile of ${author.name}`}>
          <img class="avatar" src={author.avatar} alt="" width="40" height="40" loading="lazy" />
        </button>
      ) : (
        <time class="gutter-time" title={exact(at)} safe>
          {clockTime(at)}
        </time>
      )}
      <div class="message-body">
        {lead ? <Byline author={author} at={at} scene={scene} /> : null}
        <Content message={message} scene={scene} />
        <Attachments attachments={message.attachments} />
        {message.embeds.map((embed) => (
          <Embed embed={embed} scene={scene} />
        ))}
        <Components message={message} scene={scene} />
        <Reactions message={message} scene={scene} />
        {message.ephemeral_for ? <OnlyYou message={message} scene={scene} /> : null}
      </div>
      <Actions message={message} />
    </article>
  );
}

function Byline({ author, at, scene }: { author: Person; at: number; scene: Scene }) {
  return (
    <header class="byline">
      <button type="button" class="name" data-profile={author.id} data-color={author.color ?? undefined} safe>
        {author.name}
      </button>
      {author.bot ? <BotTag /> : null}
      {author.timedOut ? (
        <span class="timed-out" title="Timed out">
          <Icon name="hourglass" size={14} />
          <span class="sr-only">timed out</span>
        </span>
      ) : null}
      <time class="when" title={exact(at)} safe>
        {spoken(at, scene.now)}
      </time>
    </header>
  );
}

export function BotTag() {
  return <span class="bot-tag">APP</span>;
}

/** What a message answers: another message, or a command that somebody used. */
function Above({ message, scene }: { message: SimulatedMessage; scene: Scene }) {
  const user = message.interaction_metadata?.user;
  if (user && message.type !== MessageType.Default) return <UsedCommand message={message} user={scene.person(user)} />;
  const answered = message.referenced_message;
  if (!answered) return null;
  const author = scene.person(answered.author);
  return (
    <div class="above">
      <Icon name="corner" size={16} />
      <img src={author.avatar} alt="" width="16" height="16" />
      <span class="name" data-color={author.color ?? undefined} safe>
        {author.name}
      </span>
      <button type="button" class="above-text" data-jump={answered.id} safe>
        {answered.content || 'Click to see the message'}
      </button>
    </div>
  );
}

function UsedCommand({ message, user }: { message: SimulatedMessage; user: Person }) {
  return (
    <div class="above">
      <Icon name="corner" size={16} />
      <img src={user.avatar} alt="" width="16" height="16" />
      <span class="name" data-color={user.color ?? undefined} safe>
        {user.name}
      </span>
      <span>used</span>
      <span class="used" safe>
        {usedName(message)}
      </span>
    </div>
  );
}

function usedName({ interaction, type }: SimulatedMessage): string {
  if (!interaction) return 'a command';
  return type === MessageType.ContextMenuCommand ? interaction.name : `/${interaction.name}`;
}

function Content({ message, scene }: { message: SimulatedMessage; scene: Scene }) {
  if (hasFlag(message, MessageFlags.Loading)) return <Thinking name={scene.person(message.author).name} />;
  if (!message.content) return null;
  return (
    <div class="content">
      <Markdown text={message.content} scene={scene} />
      {message.edited_timestamp ? (
        <span class="edited" title={exact(Date.parse(message.edited_timestamp))}>
          (edited)
        </span>
      ) : null}
    </div>
  );
}

function hasFlag(message: SimulatedMessage, flag: MessageFlags): boolean {
  return ((message.flags ?? 0) & flag) !== 0;
}

function Thinking({ name }: { name: string }) {
  return (
    <div class="thinking">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span safe>{`${name} is thinking…`}</span>
    </div>
  );
}

function Attachments({ attachments }: { attachments: APIAttachment[] }) {
  return (
    <>
      {attachments.map((file) => (
        <div class="file">
          <Icon name={/\.(png|jpe?g|gif|webp)$/i.test(file.filename) ? 'image' : 'file'} size={28} />
          <span class="file-name" safe>
            {file.filename}
          </span>
          <span class="file-size" safe>
            {bytesOf(file.size)}
          </span>
        </div>
      ))}
    </>
  );
}

function Reactions({ message, scene }: { message: SimulatedMessage; scene: Scene }) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <div class="reactions">
      {reactions.map(({ emoji, count }) => {
        const mine = message.reactors?.[emoji.name ?? '']?.includes(scene.me.id) === true;
        return (
          <button
            type="button"
            class="reaction"
            data-react={emoji.name ?? ''}
            data-message={message.id}
            data-mine={mine ? 'true' : undefined}
            aria-pressed={mine ? 'true' : 'false'}
          >
            <span safe>{emoji.name ?? '?'}</span>
            <span class="count">{count}</span>
          </button>
        );
      })}
    </div>
  );
}

function OnlyYou({ message, scene }: { message: SimulatedMessage; scene: Scene }) {
  return (
    <div class="only-you">
      <Icon name="eye" size={14} />
      <span safe>{`Only ${scene.me.name} can see this`}</span>
      <span aria-hidden="true">·</span>
      <button type="button" class="link" data-dismiss={message.id}>
        Dismiss
      </button>
    </div>
  );
}

function Actions({ message }: { message: SimulatedMessage }) {
  if (message.ephemeral_for) return null;
  return (
    <div class="actions">
      {['👍', '🎉', '❤️'].map((emoji) => (
        <button type="button" data-react={emoji} data-message={message.id} aria-label={`React with ${emoji}`}>
          <span safe>{emoji}</span>
        </button>
      ))}
      <button type="button" data-menu-message={message.id} aria-label="More" aria-haspopup="menu">
        <Icon name="dots" size={18} />
      </button>
    </div>
  );
}

function Notice({ message, at, scene }: { message: SimulatedMessage; at: number; scene: Scene }) {
  const author = scene.person(message.author);
  return (
    <article class="notice" data-message={message.id} tabindex="-1">
      <Icon name={message.type === MessageType.UserJoin ? 'arrowRight' : 'thread'} size={18} />
      <span>
        <button type="button" class="name" data-profile={author.id} data-color={author.color ?? undefined} safe>
          {author.name}
        </button>{' '}
        <span safe>{NOTICES[message.type] ?? message.content}</span>
      </span>
      <time class="when" title={exact(at)} safe>
        {spoken(at, scene.now)}
      </time>
    </article>
  );
}

const NOTICES: Readonly<Partial<Record<MessageType, string>>> = {
  [MessageType.UserJoin]: 'just landed. Say hi!',
  [MessageType.ChannelPinnedMessage]: 'pinned a message to this channel.',
  [MessageType.ThreadCreated]: 'started a thread.',
};
