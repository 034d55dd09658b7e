import { type Block, type Inline, parseInline, parseMarkdown } from '../../src/simulator/page/markdown.ts';
import type { Scene } from '../../src/simulator/page/scene.ts';
import { exact, hex, timestamp } from '../../src/simulator/page/words.ts';

/** A message's text as Discord shows it. */
export function Markdown({ text, scene }: { text: string; scene: Scene }) {
  return <>{parseMarkdown(text).map((block) => Blocks({ block, scene }))}</>;
}

/** Markup within one line: titles, footers. */
export function InlineMarkdown({ text, scene }: { text: string; scene: Scene }) {
  return <Spans nodes={parseInline(text)} scene={scene} />;
}

function Blocks({ block, scene }: { block: Block; scene: Scene }): JSX.Element {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Spans nodes={block.children} scene={scene} />
        </p>
      );
    case 'subtext':
      return (
        <small class="subtext">
          <Spans nodes={block.children} scene={scene} />
        </small>
      );
    case 'heading':
      return (
        <p class={`md-heading md-h${block.level}`}>
          <Spans nodes={block.children} scene={scene} />
        </p>
      );
    case 'quote':
      return <blockquote>{block.children.map((child) => Blocks({ block: child, scene }))}</blockquote>;
    case 'list':
      return <List ordered={block.ordered} items={block.items} scene={scene} />;
    case 'code':
      return (
        <pre tabindex="0" data-language={block.language || undefined}>
          <code safe>{block.text}</code>
        </pre>
      );
  }
}

function List({ ordered, items, scene }: { ordered: boolean; items: Inline[][]; scene: Scene }) {
  const entries = items.map((nodes) => (
    <li>
      <Spans nodes={nodes} scene={scene} />
    </li>
  ));
  return ordered ? <ol>{entries}</ol> : <ul>{entries}</ul>;
}

function Spans({ nodes, scene }: { nodes: Inline[]; scene: Scene }): JSX.Element {
  return <>{nodes.map((node) => Span({ node, scene }))}</>;
}

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function Span({ node, scene }: { node: Inline; scene: Scene }): JSX.Element {
  switch (node.kind) {
    case 'text':
      return <span safe>{node.text}</span>;
    case 'break':
      return <br />;
    case 'code':
      return <code safe>{node.text}</code>;
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
      return (
        <tag of={TAGS[node.kind]}>
          <Spans nodes={node.children} scene={scene} />
        </tag>
      );
    case 'spoiler':
      return (
        <button type="button" class="spoiler" data-spoiler aria-label="Spoiler, press to reveal">
          <Spans nodes={node.children} scene={scene} />
        </button>
      );
    case 'link':
      return (
        <a href={node.url} target="_blank" rel="noopener noreferrer nofollow">
          <Spans nodes={node.children} scene={scene} />
        </a>
      );
    default:
      return <Reference node={node} scene={scene} />;
  }
}

type ReferenceNode = Extract<Inline, { kind: 'user' | 'role' | 'channel' | 'everyone' | 'command' | 'emoji' | 'time' }>;

/** What stands for something else: a member, a channel, an instant. */
function Reference({ node, scene }: { node: ReferenceNode; scene: Scene }): JSX.Element {
  switch (node.kind) {
    case 'user':
      return <UserMention id={node.id} scene={scene} />;
    case 'role': {
      const role = scene.role(node.id);
      return (
        <span class="mention" data-color={hex(role?.color) ?? undefined} safe>
          {`@${role?.name ?? 'deleted-role'}`}
        </span>
      );
    }
    case 'channel':
      return <ChannelMention id={node.id} scene={scene} />;
    case 'everyone':
      return (
        <span class="mention" safe>
          {node.text}
        </span>
      );
    case 'command':
      return (
        <button type="button" class="mention" data-start-command={node.name} safe>
          {`/${node.name}`}
        </button>
      );
    case 'emoji':
      return (
        <span class="custom-emoji" safe>
          {`:${node.name}:`}
        </span>
      );
    case 'time':
      return <Instant at={node.at} form={node.style} scene={scene} />;
  }
}

function UserMention({ id, scene }: { id: string; scene: Scene }) {
  const person = scene.person(id);
  return (
    <button type="button" class={['mention', person.you && 'mention-you']} data-profile={id} safe>
      {`@${person.name}`}
    </button>
  );
}

function ChannelMention({ id, scene }: { id: string; scene: Scene }) {
  const known = scene.places.some((place) => place.id === id);
  if (!known) return <span class="mention">#no-access</span>;
  return (
    <button type="button" class="mention" data-go={id} safe>
      {`#${scene.channelName(id) ?? 'unknown'}`}
    </button>
  );
}

function Instant({ at, form, scene }: { at: number; form: string; scene: Scene }) {
  return (
    <time class="instant" title={exact(at)} tabindex="0" safe>
      {timestamp(at, form, scene.now)}
    </time>
  );
}
